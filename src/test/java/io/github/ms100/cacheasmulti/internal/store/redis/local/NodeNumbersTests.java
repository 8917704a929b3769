package io.github.ms100.cacheasmulti.internal.store.redis.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.ms100.cacheasmulti.internal.store.redis.local.Message.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("L12 what a node tells")
class NodeNumbersTests extends NodeFixture {

    @Test
    @DisplayName("L12 it compares at every interval, and once at a time")
    void compares() {
        int before = channel.compared;

        pass(4.9);
        assertThat(channel.compared).isEqualTo(before);
        now += SECOND;
        node.tick(true);
        node.tick(true);
        work();

        assertThat(channel.compared).isEqualTo(before + 1);
    }

    @Test
    @DisplayName("L17 it serves while the server does not answer, but no longer than max-unvalidated (L13)")
    void serverAway() {
        channel.failing = true;

        pass(14);
        assertThat(node.isServing("cars")).isTrue();
        pass(1);
        assertThat(node.isServing("cars")).isFalse();

        channel.failing = false;
        pass(5);
        assertThat(node.isServing("cars")).isTrue();
        assertThat(events.gaps).isZero();
    }

    @Test
    @DisplayName("L11 its own messages change nothing")
    void ownMessages() {
        Change change = make();
        load(CARS, "1");
        long before = fence.begin();

        change.messages().forEach(node::received);
        work();

        assertThat(isVoid("1", before)).isFalse();
        assertThat(remote.evicted).isEmpty();
        pass(5);
        pass(1.1);
        assertThat(events.gaps).as("they count").isZero();
    }

    @Test
    @DisplayName("L12 a change that lasts is told to be under way every half second, until it ends")
    void underWay() {
        Change change = node.change(CARS, NotingRemote.hashes("1"), false);
        pass(0.4);
        assertThat(channel.published).isEmpty();
        pass(0.1);
        pass(0.5);
        assertThat(channel.published).extracting(Message::kind).containsExactly(Kind.UNDER_WAY, Kind.UNDER_WAY);
        assertThat(channel.published).allMatch(message -> message.number() == 1);

        change.close();

        pass(5);
        assertThat(channel.published).hasSize(2);
    }

    @Test
    @DisplayName("L12 so is each of several changes that last")
    void severalUnderWay() {
        Change one = node.change(CARS, NotingRemote.hashes("1"), false);
        Change two = node.clear(BIKES);

        pass(0.5);

        assertThat(channel.published).extracting(Message::number).containsExactlyInAnyOrder(1L, 2L);
        one.close();
        two.close();
    }

    @Test
    @DisplayName("L12 a change that was announced too long ago to be expected takes new numbers before it is made")
    void announcedTooLongAgo() {
        Change change = node.change(CARS, NotingRemote.hashes("1"), false);
        assertThat(change.toAnnounce()).isOne();
        change.announced(channel.announce(change.series(), 1));
        now += 2 * SECOND;
        assertThat(change.toAnnounce()).isZero();
        now++;

        assertThat(change.toAnnounce()).isOne();

        change.announced(channel.announce(change.series(), 1));
        assertThat(change.toAnnounce()).isZero();
        change.messages().forEach(channel::publish);
        assertThat(channel.published).extracting(Message::number).containsExactly(2L);
        assertThat(channel.counts).containsExactly(entry(change.series(), 2L));
        change.close();
    }

    @Test
    @DisplayName("L12 it goes on with another series where nobody knows how many have been announced")
    void announcementFails() {
        long former = make().series();
        Change failed = node.change(CARS, NotingRemote.hashes("1"), false);
        failed.close();

        Change next = make();

        assertThat(next.series()).isNotEqualTo(former);
        assertThat(channel.counts).containsEntry(next.series(), 1L).containsEntry(former, 1L);
    }

    @Test
    @DisplayName("L12 who finds more announced than there are messages goes on with another series")
    void announcedTwice() {
        Change change = make();
        long unused = channel.announce(change.series(), 1);

        pass(5);

        assertThat(make().series()).isNotEqualTo(change.series());
    }

    @Test
    @DisplayName("L12 who finds fewer announced than he has tells all, under a new name")
    void lostAtTheNextComparison() {
        long former = make().series();
        channel.published.clear();
        channel.counts.clear();
        long before = fence.begin();

        pass(5);

        assertThat(channel.published).extracting(Message::kind).containsExactly(Kind.ALL);
        assertThat(channel.published.get(0).sender()).isNotEqualTo(former);
        assertThat(channel.counts).containsOnlyKeys(channel.published.get(0).sender());
        assertThat(isVoid("1", before)).isTrue();
    }

    @Test
    @DisplayName(
            "L12 who announces and finds that less stands there than should tells all, at once and after the change")
    void lostAtTheNextAnnouncement() {
        make();
        make();
        channel.published.clear();
        channel.counts.clear();

        make();
        work();
        pass(5);

        assertThat(channel.published).extracting(Message::kind).containsExactly(Kind.KEYS, Kind.ALL, Kind.ALL);
    }

    @Test
    @DisplayName("L12 who cannot tell all tries until he can")
    void lostWhileTheServerIsAway() {
        make();
        channel.counts.clear();
        channel.published.clear();
        node.ask().accept(channel.counts());
        channel.failing = true;
        work();
        pass(1.1);
        assertThat(channel.published).isEmpty();

        channel.failing = false;
        pass(1.1);
        pass(1.1);

        assertThat(channel.published).extracting(Message::kind).containsExactly(Kind.ALL);
    }

    @Test
    @DisplayName("L12 a change that was announced before the server lost it is told to all when it ends")
    void lostWhileItGoesOn() {
        Change change = node.change(CARS, NotingRemote.hashes("1"), false);
        change.announced(channel.announce(change.series(), 1));
        channel.counts.clear();
        pass(5);
        assertThat(channel.published).extracting(Message::kind).contains(Kind.ALL);
        channel.published.clear();

        change.close();
        work();

        assertThat(channel.published).extracting(Message::kind).containsExactly(Kind.ALL);
        assertThat(channel.counts).containsExactly(entry(node.outbox().own().name(), 2L));
    }

    @Test
    @DisplayName("L12 only an hour's silence removes a field, and who is alive says so before")
    void silence() {
        receive(Kind.KEYS, "1");
        channel.counts.put(other.name(), 1L);
        make();
        pass(5);
        channel.published.clear();

        pass(1801);
        assertThat(channel.published).extracting(Message::kind).containsExactly(Kind.NOTHING);
        channel.published.forEach(this::receive);
        assertThat(channel.forgotten).isEmpty();
        pass(1801);

        assertThat(channel.forgotten).containsExactly(other.name());
    }

    @Test
    @DisplayName("L12 that a node is alive is no news of a change")
    void alive() {
        make();
        int told = events.told;

        pass(1801);
        receive(Message.of(Kind.NOTHING, other, new Subject("", "")));

        assertThat(channel.published).extracting(Message::kind).contains(Kind.NOTHING);
        assertThat(events.told).isEqualTo(told);
    }

    @Test
    @DisplayName("L12 a node that has told nothing need not say that it is alive")
    void neverHeardOf() {
        pass(1801);

        assertThat(channel.published).isEmpty();
        assertThat(channel.counts).isEmpty();
        assertThat(node.outbox().own().isUsed()).isFalse();
    }
}
