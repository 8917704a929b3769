package io.github.ms100.cacheasmulti.internal.store.redis.local;

import io.github.ms100.cacheasmulti.internal.change.Stamps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Two nodes, one Redis and one database with two rows, and what goes on there: scripts, messages that are handled, work that is
 * done, late commands that are executed. A value is the version of its row.
 */
final class World {

    static final String KEY_1 = "cars::1";

    static final String KEY_2 = "cars::2";

    private static final List<String> KEYS = List.of(KEY_1, KEY_2);

    /** Made once: they are large, and time only goes on. */
    private static final Map<Place, Stamps> STAMPS = Map.of(Place.NODE_A, new Stamps(), Place.NODE_B, new Stamps());

    private static final Set<Place> ANYWHERE = EnumSet.allOf(Place.class);

    final FakeRedis redis = new FakeRedis();

    final ModelNode a = node(Place.NODE_A);

    final ModelNode b = node(Place.NODE_B);

    private final Map<String, Integer> database = new HashMap<>(Map.of(KEY_1, 1, KEY_2, 1));

    private final Map<String, Script> running = new LinkedHashMap<>();

    private final Map<ModelNode, Integer> started = new HashMap<>();

    private final Set<ModelNode> slow = new HashSet<>();

    private boolean failingOver;

    private boolean byRedis;

    private BooleanSupplier excuse = () -> false;

    private final List<String> seen = new ArrayList<>();

    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);

    private Consumer<List<String>> demands = problems -> {};

    private ModelNode node(Place place) {
        ModelNode node = new ModelNode(this, place, STAMPS.get(place));
        redis.listen(node);
        return node;
    }

    /** A world in which nothing is cached, and both nodes have heard of each other. */
    static World empty() {
        World world = new World();
        world.begin(world.a, new Events(world).subscribe(world.a));
        world.begin(world.b, new Events(world).subscribe(world.b));
        world.finish();
        return world;
    }

    /** A world in which Redis has both entries, and one node has not begun to listen. */
    static World alone() {
        World world = new World();
        world.begin(world.a, new Events(world).subscribe(world.a));
        world.finish();
        KEYS.forEach(key -> world.redis.set(key, 1));
        return world;
    }

    /** A world in which Redis has both entries, and no node a copy. */
    static World filled() {
        World world = empty();
        KEYS.forEach(key -> world.redis.set(key, 1));
        return world;
    }

    /** A world in which both nodes have copies of both entries. */
    static World copied() {
        World world = filled();
        world.begin(world.a, new FillScript(world.a, KEY_1, KEY_2).script());
        world.begin(world.b, new FillScript(world.b, KEY_1, KEY_2).script());
        world.finish();
        return world;
    }

    /** A fail-over may happen: whoever announces finds then what has been lost. */
    World failingOver() {
        failingOver = true;
        return this;
    }

    boolean isFailingOver() {
        return failingOver;
    }

    World with(Set<Fault> seeded) {
        faults.addAll(seeded);
        return this;
    }

    boolean has(Fault fault) {
        return faults.contains(fault);
    }

    /** Begins a script of a node, which ends when the node dies. */
    World begin(ModelNode node, Script script) {
        start(node, script);
        return this;
    }

    void start(ModelNode node, Script script) {
        running.put(node + " " + started.merge(node, 1, Integer::sum), script);
    }

    /** Begins what is no node's. */
    World happens(Script script) {
        running.put("world " + running.size(), script);
        return this;
    }

    int version(String key) {
        return database.getOrDefault(key, 0);
    }

    int change(String key) {
        return database.merge(key, 1, Integer::sum);
    }

    /** Notes what somebody has read. */
    void saw(ModelNode reader, String key, @Nullable Integer value) {
        if (value != null && value < version(key)) {
            seen.add("%s has read %d of %s, and the database has %d".formatted(reader, value, key, version(key)));
        }
    }

    /** Returns what may happen next. */
    List<Move> moves() {
        List<Move> moves = new ArrayList<>();
        running.forEach((thread, script) -> {
            if (!script.isOver()) {
                moves.add(script.next(thread));
            }
        });
        for (ModelNode node : List.of(a, b)) {
            if (node.hasArrived() && !slow.contains(node)) {
                moves.add(new Move(node.receiver, "handle", node.handled(), node::handle));
            }
            if (node.hasWork()) {
                moves.add(new Move(node.worker, "work", node.reach, node::work));
            }
        }
        if (redis.hasLate()) {
            moves.add(new Move("Redis", "late command", ANYWHERE, redis::executeLate));
        }
        return moves;
    }

    void make(String thread) {
        for (Move move : moves()) {
            if (move.thread().equals(thread)) {
                move.action().run();
                return;
            }
        }
        throw new NoSuchElementException(thread);
    }

    /** Leaves the messages of a node for the end, where they are not what is of interest: there are fewer ways. */
    World slow(ModelNode node) {
        slow.add(node);
        return this;
    }

    private void finish() {
        for (List<Move> moves = moves(); !moves.isEmpty(); moves = moves()) {
            moves.get(0).action().run();
        }
    }

    void die(ModelNode node) {
        node.die();
        running.forEach((thread, script) -> {
            if (thread.startsWith(node + " ")) {
                script.end();
            }
        });
    }

    /** The next message does not come to a node. */
    World losing(ModelNode node) {
        node.loseNext();
        return this;
    }

    /** Takes what is in Redis for right, as where puts overlap other changes (L15 ii). */
    World byRedis() {
        byRedis = true;
        return this;
    }

    /** Accepts any end of which something is known. */
    World unless(BooleanSupplier known) {
        excuse = known;
        return this;
    }

    /** Demands more of the end than that nothing old is left. */
    World demand(Consumer<List<String>> more) {
        demands = more;
        return this;
    }

    /** Lets enough time pass, and returns what is wrong for ever. */
    List<String> problems() {
        slow.clear();
        finish();
        for (int round = 0; round < 4; round++) {
            letTimePass(Duration.ofMillis(1_500));
            finish();
            for (ModelNode node : List.of(a, b)) {
                if (node.isAlive()) {
                    begin(node, new Events(this).compare(node));
                }
            }
            finish();
        }
        List<String> problems = new ArrayList<>(seen);
        KEYS.forEach(key -> old(key, problems));
        demands.accept(problems);
        return excuse.getAsBoolean() ? List.of() : problems;
    }

    void letTimePass(Duration time) {
        a.letTimePass(time);
        b.letTimePass(time);
    }

    private void old(String key, List<String> problems) {
        Integer stored = redis.get(key);
        int right = (byRedis && stored != null) ? stored : version(key);
        if (stored != null && stored != right) {
            problems.add("Redis has %d of %s, and the database %d".formatted(stored, key, version(key)));
        }
        for (ModelNode node : List.of(a, b)) {
            Integer served = node.isAlive() ? node.served(key) : null;
            if (served != null && served != right) {
                problems.add("%s serves %d of %s, and right is %d".formatted(node, served, key, right));
            }
            if (node.isAlive() && !node.isServing()) {
                problems.add(node + " serves nothing");
            }
        }
    }
}
