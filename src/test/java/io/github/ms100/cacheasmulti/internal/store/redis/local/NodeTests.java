package io.github.ms100.cacheasmulti.internal.store.redis.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.internal.store.redis.local.Message.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("L11 what a node hears")
class NodeTests extends NodeFixture {

    @Test
    @DisplayName("L13 it serves once it has compared")
    void serves() {
        Node blank = new Node(
                channel,
                fence,
                new Timing(SECOND, SECOND, SECOND),
                new Surroundings(() -> now, work::add, work::add, events));
        assertThat(blank.isServing("cars")).isFalse();
        blank.subscribed();
        assertThat(blank.isServing("cars")).isFalse();

        work();

        assertThat(blank.isServing("cars")).isTrue();
    }

    @Test
    @DisplayName("L11 a message voids what it names, and nothing is sent in answer")
    void hears() {
        long before = fence.begin();

        receive(Kind.KEYS, "1");

        assertThat(isVoid("1", before)).isTrue();
        assertThat(isVoid("2", before)).isFalse();
        assertThat(work).isEmpty();
        assertThat(channel.published).isEmpty();
    }

    @Test
    @DisplayName("L8 what is loaded while this node changes the same key is unconfirmed all the same")
    void loadedDuringAChange() {
        Change change = node.change(CARS, NotingRemote.hashes("1"), false);
        node.mending().stored(load(CARS, "1"));
        finish(change);

        receive(Kind.KEYS, "1");
        work();

        assertThat(remote.evicted).containsExactly("correct cars 1");
    }

    @Test
    @DisplayName("L8 what is loaded while the same key is corrected is unconfirmed all the same")
    void loadedDuringACorrection() {
        Change correction = node.change(CARS, NotingRemote.hashes("1"), true);
        node.mending().stored(load(CARS, "1"));
        finish(correction);

        receive(Kind.KEYS, "1");
        work();

        assertThat(remote.evicted).containsExactly("correct cars 1");
    }

    @Test
    @DisplayName("L16 a clear voids the cache, and corrects what has been loaded of it")
    void hearsOfAClear() {
        long before = fence.begin();
        load(CARS, "1");
        load(BIKES, "2");

        receive(Message.of(Kind.CLEAR, other, CARS));
        work();

        assertThat(isVoid("1", before)).isTrue();
        assertThat(remote.evicted).containsExactly("correct cars 1");
    }

    @Test
    @DisplayName("L12 a server that has lost something voids all, and corrects all that has been loaded")
    void hearsOfALoss() {
        long before = fence.begin();
        load(CARS, "1");
        load(BIKES, "2");

        receive(Message.of(Kind.ALL, other, new Subject("", "")));
        work();

        assertThat(isVoid("1", before)).isTrue();
        assertThat(remote.evicted).containsExactlyInAnyOrder("correct cars 1", "correct bikes 2");
    }

    @Test
    @DisplayName("L8 what it has loaded is evicted when others have changed it, once, and not for a correction")
    void corrects() {
        load(CARS, "1");
        receive(Kind.CORRECTION, "1");
        work();
        assertThat(remote.evicted).isEmpty();

        receive(Kind.KEYS, "1");
        receive(Kind.KEYS, "1");
        work();

        assertThat(remote.evicted).containsExactly("correct cars 1");
    }

    @Test
    @DisplayName("L8 what two comparisons have confirmed is not evicted")
    void confirmed() {
        node.mending().stored(load(CARS, "1"));
        pass(5);
        pass(5);

        receive(Kind.KEYS, "1");
        work();

        assertThat(remote.evicted).isEmpty();
    }

    @Test
    @DisplayName("L8 a comparison may be caught up with by another message than that of the change it knows of")
    void announcedInAnotherOrder() {
        Message first =
                Message.of(Kind.KEYS, other, BIKES, NotingRemote.hashes("2")).get(0);
        Message second =
                Message.of(Kind.KEYS, other, CARS, NotingRemote.hashes("1")).get(0);
        node.mending().stored(load(CARS, "1"));
        long announcedBySecond = channel.announce(other.name(), 1);
        pass(5);
        assertThat(announcedBySecond).isEqualTo(first.number());
        receive(first);

        receive(second);
        work();

        assertThat(remote.evicted).containsExactly("correct cars 1");
    }

    @Test
    @DisplayName("L8 a gap evicts all that is unconfirmed")
    void gapCorrects() {
        load(CARS, "1");
        other.take(1);
        receive(Kind.KEYS, "2");

        pass(1.1);

        assertThat(events.gaps).isEqualTo(1);
        assertThat(remote.evicted).containsExactly("correct cars 1");
    }

    @Test
    @DisplayName("L10 what cannot be read is a gap, as what comes too fast")
    void unreadable() {
        long before = fence.begin();

        node.received(new byte[] {2});
        assertThat(events.gaps).isEqualTo(1);
        assertThat(isVoid("1", before)).isTrue();

        node.overflowed();
        assertThat(events.gaps).isEqualTo(2);
    }

    @Test
    @DisplayName("L14 what could not be evicted is tried again after a second")
    void triesAgain() {
        node.mending().evictLater(remote, CARS, NotingRemote.keys("1"));
        remote.failing = true;
        pass(1.1);
        assertThat(remote.evicted).hasSize(1);
        pass(0.5);
        assertThat(remote.evicted).hasSize(1);

        remote.failing = false;
        pass(0.6);
        pass(1.1);

        assertThat(remote.evicted).hasSize(2).containsOnly("evict cars 1");
    }

    @Test
    @DisplayName("L14 a correction that fails is tried again")
    void correctionFails() {
        load(CARS, "1");
        remote.failing = true;
        receive(Kind.KEYS, "1");
        work();

        remote.failing = false;
        pass(1.1);

        assertThat(remote.evicted).containsExactly("correct cars 1", "evict cars 1");
    }

    @Test
    @DisplayName("L12 a cache that another node is changing is by-passed, one that this node changes is not")
    void bypasses() {
        Message message = Message.of(Kind.CLEAR, other, CARS);
        receive(message.underWay());
        assertThat(node.isServing("cars")).isFalse();
        assertThat(node.isServing("bikes")).isTrue();
        receive(message);
        assertThat(node.isServing("cars")).isTrue();

        Change own = node.clear(CARS);
        receive(Message.of(Kind.CLEAR, node.outbox().own(), CARS).underWay());

        assertThat(node.isServing("cars")).isTrue();
        own.close();
    }
}
