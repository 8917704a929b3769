package io.github.ms100.cacheasmulti.internal.store.redis.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.internal.store.redis.local.Unconfirmed.Suspect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("L8 what a load has stored is unconfirmed for a while")
class UnconfirmedTests {

    private final NotingRemote remote = new NotingRemote();

    private final Unconfirmed unconfirmed = new Unconfirmed();

    private Stored add(String cache, String... keys) {
        Stored stored =
                new Stored(remote, new Subject(cache, cache), NotingRemote.keys(keys), NotingRemote.hashes(keys));
        unconfirmed.add(stored);
        return stored;
    }

    private static List<String> names(List<Suspect> suspects) {
        return suspects.stream()
                .map(suspect -> new String(suspect.key(), StandardCharsets.UTF_8))
                .toList();
    }

    private static Ledger.Comparison sentAt(long time) {
        return new Ledger.Comparison(time, 1);
    }

    @Test
    @DisplayName("L8 a key that has changed is taken out once, the others of its batch stay")
    void takenOnce() {
        add("cars", "1", "2", "3");

        assertThat(names(unconfirmed.take(NotingRemote.hashes("3", "1", "4")))).containsExactly("3", "1");

        assertThat(unconfirmed.size()).isEqualTo(1);
        assertThat(unconfirmed.take(NotingRemote.hashes("1", "3"))).isEmpty();
    }

    @Test
    @DisplayName("L8 a comparison confirms what was acknowledged before it was sent, and nothing else")
    void confirmed() {
        Stored before = add("cars", "1");
        Stored atOnce = add("cars", "2");
        add("cars", "3");
        before.acknowledge(9);
        atOnce.acknowledge(10);

        unconfirmed.confirm(sentAt(10));

        assertThat(names(unconfirmed.take(NotingRemote.hashes("1", "2", "3")))).containsExactly("2", "3");
        assertThat(unconfirmed.size()).isZero();
    }

    @Test
    @DisplayName("L8 what is stored once more is unconfirmed once more")
    void storedOnceMore() {
        Stored first = add("cars", "1");
        Stored second = add("cars", "1");
        first.acknowledge(1);

        unconfirmed.confirm(sentAt(5));

        assertThat(unconfirmed.size()).isEqualTo(1);
        assertThat(unconfirmed.take(NotingRemote.hashes("1")).get(0).stored()).isSameAs(second);
    }

    @Test
    @DisplayName("L8 what is stored by several loads at once is unconfirmed until each of them is confirmed")
    void storedAtOnce() {
        Stored first = add("cars", "1");
        Stored second = add("cars", "1");
        add("cars", "1").acknowledge(1);
        second.acknowledge(2);
        unconfirmed.confirm(sentAt(5));
        assertThat(unconfirmed.size()).isEqualTo(1);

        first.acknowledge(6);
        unconfirmed.confirm(sentAt(6));
        assertThat(unconfirmed.size()).isEqualTo(1);

        unconfirmed.confirm(sentAt(7));
        assertThat(unconfirmed.size()).isZero();
    }

    @Test
    @DisplayName("L8 what is stored by several loads at once is taken out once, for any of them")
    void takenForAny() {
        Stored first = add("cars", "1");
        add("cars", "1");

        assertThat(names(unconfirmed.takeIf(stored -> stored == first))).containsExactly("1");

        assertThat(unconfirmed.size()).isZero();
    }

    @Test
    @DisplayName("L8 of what has been stored before nothing is kept")
    void storedBefore() {
        Stored first = add("cars", "1");
        first.acknowledge(1);
        add("cars", "1");

        assertThat(unconfirmed.takeIf(stored -> stored == first)).isEmpty();
    }

    @Test
    @DisplayName("L8 all keys of some loads are taken out")
    void takenByLoad() {
        add("cars", "1", "2");
        add("bikes", "3");

        assertThat(names(unconfirmed.takeIf(stored -> stored.subject().cache().equals("cars"))))
                .containsExactlyInAnyOrder("1", "2");

        assertThat(unconfirmed.size()).isEqualTo(1);
    }

    @Test
    void nothingIsTakenOutOfNothing() {
        assertThat(unconfirmed.take(NotingRemote.hashes("1"))).isEmpty();
        assertThat(unconfirmed.takeIf(stored -> true)).isEmpty();
    }
}
