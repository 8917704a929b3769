package io.github.ms100.cacheasmulti.internal.store.redis.local;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.ms100.cacheasmulti.internal.change.EntryScope;
import io.github.ms100.cacheasmulti.internal.change.Stamps;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A node of the model: real fence, copies, ledger and node, with a clock of its own and a queue for each of its threads. */
final class ModelNode implements Remote {

    static final Subject CARS = new Subject("cars", "cars::");

    private static final long FOR_GOOD = Duration.ofDays(1).toNanos();

    /** What a message says in its second byte that says nothing. */
    private static final byte NOTHING = 5;

    private static final Timing TIMING =
            new Timing(FOR_GOOD, FOR_GOOD, Duration.ofSeconds(2).toNanos());

    final World world;

    final Place place;

    final Place ledger;

    final Place loads;

    final Place count;

    /** Where its worker may read or write. */
    final Set<Place> reach;

    final String worker;

    final String receiver;

    final Fence fence;

    final Node node;

    private final Copies copies;

    /** Messages that have arrived and are not handled. */
    private final Deque<Arrived> arrived = new ArrayDeque<>();

    /** What its worker is to do. */
    private final Deque<Runnable> work = new ArrayDeque<>();

    private long now;

    private boolean listening;

    private final CountedEvents events = new CountedEvents();

    private int toLose;

    private boolean alive = true;

    /**
     * Creates a node.
     *
     * @param stamps may have been used before: time goes on
     */
    ModelNode(World world, Place place, Stamps stamps) {
        this.world = world;
        this.place = place;
        this.ledger = (place == Place.NODE_A) ? Place.LEDGER_A : Place.LEDGER_B;
        this.loads = (place == Place.NODE_A) ? Place.LOADS_A : Place.LOADS_B;
        this.count = (place == Place.NODE_A) ? Place.COUNT_A : Place.COUNT_B;
        this.reach = EnumSet.of(place, ledger, loads, Place.COUNT_A, Place.COUNT_B);
        this.reach.add(Place.CHANNEL);
        this.worker = place + " worker";
        this.receiver = place + " receiver";
        this.fence = new Fence(stamps, EntryScope.of(stamps));
        this.fence.addPrefix(CARS.prefix());
        this.copies = new Copies(Caffeine.newBuilder(), fence, FOR_GOOD, () -> now);
        // No two moments are the same.
        this.node = new Node(
                world.redis.channel(), fence, TIMING, new Surroundings(() -> ++now, work::add, work::add, events));
    }

    static long[] hashes(String... keys) {
        long[] hashes = new long[keys.length];
        for (int i = 0; i < keys.length; i++) {
            hashes[i] = KeyHash.of(bytes(keys[i]));
        }
        return hashes;
    }

    static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    void keep(String key, Integer value, long moment) {
        copies.keep(key, value, moment, fence.index(hashes(key)[0]), new Copies.Life(now, -1));
    }

    void drop(String key) {
        copies.drop(key);
    }

    boolean hasChanged(String key, long moment) {
        return fence.hasChanged(fence.index(hashes(key)[0]), fence.prefixIndex(CARS.prefix()), moment);
    }

    /** Returns what a reader gets of the local level; {@code null} if nothing. */
    @Nullable
    Integer served(String key) {
        Integer[] value = {null};
        if (node.isServing(CARS.cache())) {
            Object[] keys = {key};
            int[] unused = copies.read(keys, fence.prefixIndex(CARS.prefix()), value, (values, position, copy) -> {
                values[position] = copy;
                return true;
            });
        }
        return value[0];
    }

    void listen(boolean listens) {
        listening = listens;
    }

    /** Loses the next message. */
    void loseNext() {
        toLose++;
    }

    void arrive(byte[] message) {
        if (listening && toLose > 0) {
            toLose--;
        } else if (listening) {
            Message parsed = Message.parse(message);
            arrived.add(new Arrived(message, parsed, node.outbox().own().isOfNode(parsed.sender())));
        }
    }

    boolean hasArrived() {
        return alive && !arrived.isEmpty();
    }

    void handle() {
        Arrived message = arrived.remove();
        if (world.has(Fault.OWN_ECHO_APPLIED) && message.own) {
            fence.tellOnce(message.parsed.keys());
        }
        boolean underWay = message.parsed.kind() == Message.Kind.UNDER_WAY;
        node.received((underWay && world.has(Fault.UNDER_WAY_AS_MESSAGE)) ? saying(NOTHING, message) : message.body);
    }

    private static byte[] saying(byte kind, Arrived message) {
        byte[] body = message.body.clone();
        body[1] = kind;
        return body;
    }

    boolean hasWork() {
        return alive && !work.isEmpty();
    }

    void work() {
        work.remove().run();
    }

    void letTimePass(Duration time) {
        now += time.toNanos();
        if (alive) {
            node.tick(true);
        }
    }

    void die() {
        alive = false;
    }

    boolean isAlive() {
        return alive;
    }

    /** Returns how often nobody knew what had changed, the first comparison included. */
    int gaps() {
        return events.gaps;
    }

    boolean isServing() {
        return node.isServing(CARS.cache());
    }

    /** What waits for nobody is a thread of its own: what fails of it is tried again. */
    @Override
    public List<byte[]> evict(Subject subject, List<byte[]> keys, boolean correction) {
        for (byte[] key : keys) {
            ChangeScript change = new ChangeScript(this, new String(key, StandardCharsets.UTF_8));
            world.start(this, correction ? change.correction() : change.again());
        }
        return List.of();
    }

    @Override
    public void clear(Subject subject) {
        world.start(this, new ClearScript(this).again());
    }

    /** Returns where the next message makes a difference: one of its own only to what is known to have come (L11). */
    Set<Place> handled() {
        Set<Place> places = EnumSet.of(ledger, loads);
        if (!arrived.element().own || world.has(Fault.OWN_ECHO_APPLIED)) {
            places.add(place);
        }
        return places;
    }

    @Override
    public String toString() {
        return place.name();
    }

    private record Arrived(byte[] body, Message parsed, boolean own) {}
}
