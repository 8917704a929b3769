package io.github.ms100.cacheasmulti.internal.store.redis.local;

import java.util.HashMap;
import java.util.Map;

/** A batch that is read from Redis and kept, in the order of {@code TwoLevelStore}. */
final class FillScript {

    private final ModelNode node;

    private final String[] keys;

    private final Script script = new Script("fill");

    private final Map<String, Integer> found = new HashMap<>();

    private long moment;

    FillScript(ModelNode node, String... keys) {
        this.node = node;
        this.keys = keys;
    }

    Script script() {
        if (!node.world.has(Fault.CAPTURED_LATE)) {
            script.then("begin", this::begin, node.place, node.ledger);
        }
        for (String key : keys) {
            script.then("read " + key, () -> read(key), Events.place(key));
        }
        if (node.world.has(Fault.CAPTURED_LATE)) {
            script.then("begin", this::begin, node.place, node.ledger);
        }
        for (String key : keys) {
            script.then("keep " + key, () -> keep(key), node.place);
        }
        return script;
    }

    private void begin() {
        if (node.isServing()) {
            moment = node.fence.begin();
        } else {
            script.end();
        }
    }

    private void read(String key) {
        found.computeIfAbsent(key, node.world.redis::get);
    }

    private void keep(String key) {
        if (found.containsKey(key)) {
            boolean unfenced = keys.length > 1 && node.world.has(Fault.UNFENCED_BATCH);
            node.keep(key, found.get(key), unfenced ? node.fence.begin() : moment);
        }
    }
}
