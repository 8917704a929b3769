package io.github.ms100.cacheasmulti.internal.store.redis.local;

import io.github.ms100.cacheasmulti.internal.change.EntryScope;
import io.github.ms100.cacheasmulti.internal.change.Stamps;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Message.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.BeforeEach;

/** A node with a clock that is turned by hand, and a worker that works when it is told to. */
abstract class NodeFixture {

    static final Subject CARS = new Subject("cars", "cars::");

    static final Subject BIKES = new Subject("bikes", "bikes::");

    static final long SECOND = Duration.ofSeconds(1).toNanos();

    final RecordingChannel channel = new RecordingChannel();

    final NotingRemote remote = new NotingRemote();

    final Fence fence = new Fence(new Stamps(), EntryScope.of(new Object()));

    final Deque<Runnable> work = new ArrayDeque<>();

    final Series other = Series.first();

    long now = 1;

    final CountedEvents events = new CountedEvents();

    final Node node = new Node(
            channel,
            fence,
            new Timing(5 * SECOND, 15 * SECOND, 2 * SECOND),
            new Surroundings(() -> now, work::add, work::add, events));

    @BeforeEach
    void serve() {
        node.subscribed();
        work();
        events.gaps = 0;
    }

    final void work() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    final void pass(double seconds) {
        now += (long) (seconds * SECOND);
        node.tick(true);
        work();
    }

    final void receive(Message message) {
        node.received(message.toBytes());
    }

    final void receive(Kind kind, String... keys) {
        Message.of(kind, other, CARS, NotingRemote.hashes(keys)).forEach(this::receive);
    }

    final boolean isVoid(String key, long moment) {
        return fence.hasChanged(fence.index(NotingRemote.hashes(key)[0]), fence.prefixIndex("cars::"), moment);
    }

    final Stored load(Subject subject, String key) {
        return node.mending().storing(remote, subject, NotingRemote.keys(key), NotingRemote.hashes(key));
    }

    /** Makes a change as it should be. */
    final Change make() {
        return finish(node.change(CARS, NotingRemote.hashes("1"), false));
    }

    /** Makes a change that has begun. */
    final Change finish(Change change) {
        change.announced(channel.announce(change.series(), 1));
        change.messages().forEach(channel::publish);
        change.published();
        change.close();
        return change;
    }
}
