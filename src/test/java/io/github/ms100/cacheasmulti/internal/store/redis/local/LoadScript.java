package io.github.ms100.cacheasmulti.internal.store.redis.local;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A load of one key that is stored on both levels, in the order of {@code TwoLevelWrite}. */
final class LoadScript {

    private final ModelNode node;

    private final String key;

    private final Script script = new Script("load");

    private boolean late;

    private long begun;

    private int value;

    private @Nullable Stored stored;

    LoadScript(ModelNode node, String key) {
        this.node = node;
        this.key = key;
    }

    /** Its store is executed when nobody waits for it any more. */
    LoadScript late() {
        late = true;
        return this;
    }

    Script script() {
        boolean afterwards = node.world.has(Fault.UNCONFIRMED_AFTER_STORE);
        script.then("begin", () -> begun = node.fence.begin(), node.place)
                .then("read row", () -> value = node.world.version(key), Place.DATABASE)
                .then("check", this::check, node.place);
        if (!afterwards) {
            script.then("register", this::register, node.loads);
        }
        // The moment of a copy is known: it makes no difference what is told between acknowledging and keeping.
        script.then("store", this::store, Events.place(key))
                .then("acknowledge and keep", this::keep, node.place, node.loads)
                .then("check again", this::checkAgain, node.place);
        if (afterwards) {
            script.then("register", this::register, node.loads).then("acknowledge", this::acknowledge, node.loads);
        }
        return script;
    }

    private void check() {
        if (node.hasChanged(key, begun)) {
            script.end();
        }
    }

    private void register() {
        List<byte[]> keys = List.of(ModelNode.bytes(key));
        stored = node.node.mending().storing(node, ModelNode.CARS, keys, ModelNode.hashes(key));
    }

    private void store() {
        if (late) {
            node.world.redis.later(() -> node.world.redis.set(key, value));
        } else {
            node.world.redis.set(key, value);
        }
    }

    private void acknowledge() {
        node.node.mending().stored(stored);
        if (late) {
            node.node.mending().evictLater(node, ModelNode.CARS, List.of(ModelNode.bytes(key)));
        }
    }

    private void keep() {
        if (stored != null) {
            acknowledge();
        }
        if (late) {
            node.drop(key);
        } else {
            node.keep(key, value, begun);
        }
    }

    private void checkAgain() {
        if (node.hasChanged(key, begun) && !node.world.has(Fault.NO_SECOND_CHECK)) {
            script.first(new ChangeScript(node, key).again());
        }
    }
}
