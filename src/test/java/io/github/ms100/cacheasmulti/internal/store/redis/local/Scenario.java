package io.github.ms100.cacheasmulti.internal.store.redis.local;

import static io.github.ms100.cacheasmulti.internal.store.redis.local.World.KEY_1;
import static io.github.ms100.cacheasmulti.internal.store.redis.local.World.KEY_2;

import io.github.ms100.cacheasmulti.internal.store.redis.local.ChangeScript.Outcome;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What goes on at the same time. */
enum Scenario {
    EVICT(World::copied, w -> w.begin(w.a, evict(w.a))),
    EVICT_AND_FILL_HERE(World::filled, w -> w.begin(w.a, evict(w.a)).begin(w.a, fill(w.a))),
    EVICT_AND_FILL_THERE(World::filled, w -> w.begin(w.a, evict(w.a)).begin(w.b, fill(w.b))),
    EVICT_AND_BATCHES(World::filled, w -> w.begin(w.a, evict(w.a))
            .begin(w.a, new FillScript(w.a, KEY_1, KEY_2).script())
            .begin(w.b, new FillScript(w.b, KEY_2, KEY_1).script())),
    EVICT_AND_LOAD_HERE(World::empty, w -> w.begin(w.a, evict(w.a)).begin(w.a, load(w.a))),
    EVICT_AND_LOAD_THERE(World::empty, w -> w.slow(w.a).begin(w.a, evict(w.a)).begin(w.b, load(w.b))),
    EVICT_AND_CONFIRMED_LOAD(
            World::empty,
            w -> w.slow(w.a).begin(w.a, evict(w.a)).begin(w.b, load(w.b).then(compare(w, w.b)))),
    EVICT_AND_LOAD_WHILE_COMPARING(World::empty, w -> w.slow(w.a)
            .begin(w.a, evict(w.a))
            .begin(w.b, load(w.b).after(3))
            .begin(w.b, compare(w, w.b))),
    EVICTS_AND_LOAD_HERE(World::empty, w -> w.slow(w.b)
            .begin(w.a, evict(w.a).after(4))
            .begin(w.a, load(w.a).after(2))
            .begin(w.b, evict(w.b))),
    EVICT_THEN_READ_HERE(World::copied, w -> w.begin(w.a, evict(w.a).then(new Events(w).read(w.a, KEY_1)))
            .begin(w.a, fill(w.a))),
    TWO_EVICTS(
            World::copied,
            w -> withoutGap(w.begin(w.a, evict(w.a))
                    .begin(w.a, new ChangeScript(w.a, KEY_2).evict())
                    .begin(w.b, compare(w, w.b)))),
    PUT(World::copied, w -> w.begin(w.a, put(w.a)).demand(problems -> {
        if (w.a.served(KEY_1) == null) {
            problems.add("what was put is not kept");
        }
    })),
    PUT_AND_FILLS(
            World::copied, w -> w.begin(w.a, put(w.a)).begin(w.a, fill(w.a)).begin(w.b, fill(w.b))),
    PUT_AND_LOAD_HERE(World::empty, w -> w.begin(w.a, put(w.a)).begin(w.a, load(w.a))),
    PUT_AND_LOAD_THERE(World::empty, w -> w.slow(w.a).begin(w.a, put(w.a)).begin(w.b, load(w.b))),
    PUT_AND_EVICT(World::copied, w -> w.byRedis().begin(w.a, put(w.a)).begin(w.b, evict(w.b))),
    TWO_PUTS_HERE(World::copied, w -> w.byRedis().begin(w.a, put(w.a)).begin(w.a, put(w.a))),
    TWO_PUTS(World::copied, w -> w.byRedis().begin(w.a, put(w.a)).begin(w.b, put(w.b))),
    CLEAR_AND_BATCH(World::filled, w -> w.begin(w.a, new ClearScript(w.a).clear())
            .begin(w.b, new FillScript(w.b, KEY_1, KEY_2).script())),
    CLEAR_AND_LOAD_THERE(
            World::empty,
            w -> w.slow(w.a).begin(w.a, new ClearScript(w.a).clear()).begin(w.b, load(w.b))),
    CLEAR_AND_LOAD_HERE(
            World::empty, w -> w.begin(w.a, new ClearScript(w.a).clear()).begin(w.a, load(w.a))),
    LOST_MESSAGE(
            World::copied, w -> w.begin(w.a, evict(w.a)).begin(w.b, fill(w.b)).happens(new Events(w).lose(w.b))),
    LOST_MESSAGE_OF_TWO(World::copied, w -> w.slow(w.a)
            .begin(w.a, evict(w.a))
            .begin(w.a, new ChangeScript(w.a, KEY_2).evict())
            .happens(new Events(w).lose(w.b))),
    LOST_MESSAGE_AND_LOAD(World::empty, w -> w.losing(w.b)
            .slow(w.a)
            .begin(w.a, evict(w.a))
            .begin(w.b, load(w.b).then(compare(w, w.b)).then(new Events(w).time()))),
    CUT(
            World::copied,
            w -> w.slow(w.a).begin(w.a, evict(w.a)).begin(w.b, fill(w.b)).happens(new Events(w).cut(w.b))),
    FIRST_SUBSCRIPTION(World::alone, w -> w.slow(w.a)
            .begin(w.a, evict(w.a))
            .begin(w.b, new Events(w).subscribe(w.b))
            .begin(w.b, fill(w.b))),
    DEAD_SENDER(World::copied, w -> w.byRedis()
            .slow(w.a)
            .begin(w.a, evict(w.a))
            .begin(w.b, fill(w.b))
            .happens(new Events(w).death(w.a))),
    SLOW_SENDER(World::copied, w -> w.slow(w.a)
            .begin(w.a, evict(w.a))
            .begin(w.b, compare(w, w.b).then(compare(w, w.b)).then(fill(w.b)))
            .happens(new Events(w).time())),
    LASTING_EVICT(
            World::copied,
            w -> withoutGap(w.slow(w.a)
                    .begin(w.a, evict(w.a))
                    .begin(w.b, compare(w, w.b).then(fill(w.b)))
                    .happens(new Events(w).halfASecond()))),
    LASTING_EVICT_AND_LOAD_THERE(World::empty, w -> w.slow(w.a)
            .begin(w.a, new ChangeScript(w.a, KEY_1).lasting().evict())
            .begin(w.b, load(w.b).after(3))),
    LASTING_CLEAR(
            World::filled,
            w -> withoutGap(w.slow(w.a)
                    .begin(w.a, new ClearScript(w.a).clear())
                    .begin(w.b, fill(w.b))
                    .happens(new Events(w).halfASecond()))),
    LASTING_EVICT_OF_A_DEAD_SENDER(World::copied, w -> w.byRedis()
            .slow(w.a)
            .begin(w.a, evict(w.a))
            .begin(w.b, fill(w.b))
            .happens(new Events(w).halfASecond().then(new Events(w).death(w.a)))),
    REFUSED_EVICT(World::copied, w -> w.begin(
                    w.a, new ChangeScript(w.a, KEY_1).that(Outcome.REFUSED).evict())
            .begin(w.b, fill(w.b))),
    REFUSED_PUT(World::copied, w -> w.begin(
                    w.a, new ChangeScript(w.a, KEY_1).that(Outcome.REFUSED).put())
            .begin(w.b, fill(w.b))),
    LATE_EVICT(World::copied, w -> w.slow(w.a)
            .begin(w.a, new ChangeScript(w.a, KEY_1).that(Outcome.CHANGE_LATE).evict())
            .begin(w.b, fill(w.b))
            .happens(new Events(w).time())),
    LATE_FLUSH(World::copied, w -> w.slow(w.a)
            .begin(w.a, new ChangeScript(w.a, KEY_1).that(Outcome.ALL_LATE).evict())
            .begin(w.b, fill(w.b))
            .happens(new Events(w).time())),
    FAIL_OVER(World::filled, w -> failOver(w, 1).begin(w.b, fill(w.b)).unless(w.redis::hasLostValue)),
    FAIL_OVER_AND_LOST_MESSAGE(World::filled, w -> failOver(w, 1)
            .begin(w.b, fill(w.b))
            .happens(new Events(w).lose(w.b))
            .unless(w.redis::hasLostValue)),
    FAIL_OVER_THAT_LOSES_TWO(World::copied, w -> failOver(w, 2).unless(w.redis::hasLostValue)),

    /** L15 (i): what a load has stored is read before it is taken back. */
    READ_BEFORE_A_CORRECTION(World::empty, w -> w.slow(w.a)
            .begin(w.a, evict(w.a).then(new Events(w).read(w.b, KEY_1)))
            .begin(w.b, load(w.b))),
    /** L15 (ii): an older put reaches Redis behind another change. */
    OLDER_PUT_LAST(World::empty, w -> w.begin(w.a, put(w.a)).begin(w.b, evict(w.b))),
    /** L15 (iii): a put is executed after the eviction that makes up for it. */
    LATE_PUT(World::copied, w -> w.slow(w.a)
            .begin(w.a, new ChangeScript(w.a, KEY_1).that(Outcome.CHANGE_LATE).put())
            .begin(w.b, evict(w.b))
            .happens(new Events(w).time())),
    /** L15 (iii): a load's store is executed after the eviction that makes up for it. */
    LATE_LOAD(World::empty, w -> w.slow(w.a)
            .begin(w.b, new LoadScript(w.b, KEY_1).late().script().then(new Events(w).time()))
            .begin(w.a, evict(w.a))),
    /** L15 (iv): what Redis has lost it has acknowledged. */
    FAIL_OVER_THAT_LOSES_A_CHANGE(World::copied, w -> failOver(w, 1)),
    /** L15 (v): who has stored a load dies before it is confirmed. */
    DEAD_LOADER(
            World::empty,
            w -> w.slow(w.a).begin(w.a, evict(w.a)).begin(w.b, load(w.b)).happens(new Events(w).death(w.b))),
    /** L15 (vi): who has been refused a change dies before it makes up for it. */
    DEAD_AFTER_REFUSAL(World::copied, w -> w.begin(
                    w.a, new ChangeScript(w.a, KEY_1).that(Outcome.REFUSED).evict())
            .happens(new Events(w).death(w.a)));

    private final Supplier<World> before;

    private final Consumer<World> scripts;

    Scenario(Supplier<World> before, Consumer<World> scripts) {
        this.before = before;
        this.scripts = scripts;
    }

    /** Goes all its ways, or up to the first that ends wrong. */
    Explorer.Result explore(Set<Fault> faults) {
        return new Explorer(() -> {
                    World world = before.get().with(faults);
                    scripts.accept(world);
                    return world;
                })
                .explore();
    }

    private static World failOver(World world, int lost) {
        return world.failingOver().begin(world.a, evict(world.a)).happens(new Events(world).failOver(lost));
    }

    /** Demands that there is no gap but that of each node's beginning. */
    private static void withoutGap(World world) {
        World unused = world.demand(problems -> {
            if (world.a.gaps() + world.b.gaps() > 2) {
                problems.add("there was a gap");
            }
        });
    }

    private static Script evict(ModelNode node) {
        return new ChangeScript(node, KEY_1).evict();
    }

    private static Script put(ModelNode node) {
        return new ChangeScript(node, KEY_1).put();
    }

    private static Script fill(ModelNode node) {
        return new FillScript(node, KEY_1).script();
    }

    private static Script load(ModelNode node) {
        return new LoadScript(node, KEY_1).script();
    }

    private static Script compare(World world, ModelNode node) {
        return new Events(world).compare(node);
    }
}
