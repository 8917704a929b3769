package io.github.ms100.cacheasmulti.internal.store.redis.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("L14 what could not be evicted is made up for")
class PendingTests {

    private static final Subject CARS = new Subject("cars", "cars::");

    private static final Subject BIKES = new Subject("bikes", "bikes::");

    private final NotingRemote remote = new NotingRemote();

    private final Pending pending = new Pending();

    @Test
    @DisplayName("L14 keys of one cache are merged, each once")
    void merged() {
        pending.add(remote, CARS, NotingRemote.keys("1", "2"));
        pending.add(remote, BIKES, NotingRemote.keys("1"));
        pending.add(remote, CARS, NotingRemote.keys("2", "3"));

        pending.retry();

        assertThat(remote.evicted).containsExactly("evict cars 1 2 3", "evict bikes 1");
        assertThat(pending.isEmpty()).isTrue();
    }

    @Test
    @DisplayName("L14 what fails again is tried again, until it does not")
    void untilItIsMade() {
        pending.add(remote, CARS, NotingRemote.keys("1"));
        remote.failing = true;
        pending.retry();
        assertThat(pending.isEmpty()).isFalse();
        pending.retry();

        remote.failing = false;
        pending.retry();
        pending.retry();

        assertThat(remote.evicted).hasSize(3).containsOnly("evict cars 1");
        assertThat(pending.isEmpty()).isTrue();
    }

    @Test
    @DisplayName("L14 what has been evicted is not evicted again for what has not")
    void onlyWhatFailed() {
        List<Integer> sizes = new ArrayList<>();
        Remote refusing = new Remote() {
            @Override
            public List<byte[]> evict(Subject subject, List<byte[]> keys, boolean correction) {
                sizes.add(keys.size());
                return keys.subList(1, 2);
            }

            @Override
            public void clear(Subject subject) {}
        };
        pending.add(refusing, CARS, NotingRemote.keys("1", "2"));

        pending.retry();
        pending.add(refusing, CARS, NotingRemote.keys("3"));
        pending.retry();

        assertThat(sizes).containsExactly(2, 2);
    }

    @Test
    @DisplayName("L14 what is added meanwhile is not lost")
    void addedMeanwhile() {
        Remote adding = new Remote() {
            @Override
            public List<byte[]> evict(Subject subject, List<byte[]> keys, boolean correction) {
                pending.add(remote, CARS, NotingRemote.keys("2"));
                return List.of();
            }

            @Override
            public void clear(Subject subject) {}
        };
        pending.add(adding, CARS, NotingRemote.keys("1"));

        pending.retry();

        assertThat(pending.isEmpty()).isFalse();
        pending.retry();
        assertThat(remote.evicted).containsExactly("evict cars 2");
    }

    @Test
    @DisplayName("L14 a clear takes the place of keys")
    void clear() {
        pending.add(remote, CARS, NotingRemote.keys("1"));
        pending.add(remote, CARS, null);
        pending.add(remote, CARS, NotingRemote.keys("2"));
        remote.failing = true;
        pending.retry();
        remote.failing = false;
        pending.retry();

        assertThat(remote.evicted).containsExactly("clear cars", "clear cars");
        assertThat(pending.isEmpty()).isTrue();
    }

    @Test
    @DisplayName("L14 very many keys become a clear")
    void bounded() {
        String[] keys =
                IntStream.rangeClosed(0, 10_000).mapToObj(String::valueOf).toArray(String[]::new);

        pending.add(remote, CARS, NotingRemote.keys(keys));
        pending.retry();

        assertThat(remote.evicted).containsExactly("clear cars");
    }
}
