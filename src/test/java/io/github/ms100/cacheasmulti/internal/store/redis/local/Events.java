package io.github.ms100.cacheasmulti.internal.store.redis.local;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What else happens in a world, as scripts. */
final class Events {

    private static final Place[] TIME = {
        Place.NODE_A, Place.NODE_B, Place.LEDGER_A, Place.LEDGER_B, Place.LOADS_A, Place.LOADS_B
    };

    private final World world;

    private @Nullable Consumer<Map<Long, Long>> asked;

    private Map<Long, Long> reply = Map.of();

    Events(World world) {
        this.world = world;
    }

    static Place place(String key) {
        return key.equals(World.KEY_1) ? Place.KEY_1 : Place.KEY_2;
    }

    /** A node compares what has been announced with what has come. */
    Script compare(ModelNode node) {
        return new Script("compare")
                .then("send", () -> asked = node.node.ask(), node.ledger, node.loads)
                .then("count", () -> reply = counts(node), Place.COUNT_A, Place.COUNT_B)
                .then("reply", () -> asked.accept(reply), node.place, node.ledger, node.loads);
    }

    private Map<Long, Long> counts(ModelNode node) {
        Map<Long, Long> counts = new HashMap<>(world.redis.counts());
        if (world.has(Fault.GAP_TOLERATED)) {
            counts.replaceAll((series, count) -> node.node.outbox().own().isOfNode(series) ? count : count - 1);
        }
        return counts;
    }

    /** A node begins to listen. */
    Script subscribe(ModelNode node) {
        return new Script("subscribe")
                .then("listen", () -> node.listen(true), node.place, Place.CHANNEL)
                .then("hear of it", node.node::subscribed, node.place, node.ledger, node.loads);
    }

    /** The subscription of a node is lost, and made anew. */
    Script cut(ModelNode node) {
        return new Script("cut")
                .then("lose", () -> node.listen(false), node.place, Place.CHANNEL)
                .then(subscribe(node));
    }

    /** A node loses the next message. */
    Script lose(ModelNode node) {
        return new Script("lose").then("next", node::loseNext, Place.CHANNEL);
    }

    /** A second and a half pass. */
    Script time() {
        return new Script("time").then("pass", () -> world.letTimePass(Duration.ofMillis(1_500)), TIME);
    }

    /** More than half a second passes, and less than a message may be missing: changes that go on are told of. */
    Script halfASecond() {
        return new Script("time").then("pass", () -> world.letTimePass(Duration.ofMillis(600)), TIME);
    }

    /** A node dies. */
    Script death(ModelNode node) {
        return new Script("death").then(node + " dies", () -> world.die(node), Place.values());
    }

    /** The last writes are lost. Node A hears of it at once, by a new subscription; B when it compares. */
    Script failOver(int lost) {
        return new Script("fail-over")
                .then("lose writes", () -> world.redis.failOver(lost), Place.values())
                .then("hear of it", world.a.node::subscribed, Place.NODE_A, Place.LEDGER_A, Place.LOADS_A);
    }

    /** A node reads a key: its copy, or what Redis has. */
    Script read(ModelNode node, String key) {
        return new Script("read")
                .then("read " + key, () -> look(node, key), node.place, node.ledger, place(key), Place.DATABASE);
    }

    private void look(ModelNode node, String key) {
        Integer served = node.served(key);
        world.saw(node, key, (served == null) ? world.redis.get(key) : served);
    }
}
