package io.github.ms100.cacheasmulti.internal.store.redis.local;

import org.jspecify.annotations.Nullable;

/** A clear of the cache, made in the order of {@code TwoLevelChanges}: a scan removes one key after the other. */
final class ClearScript {

    private final ModelNode node;

    private @Nullable Change change;

    ClearScript(ModelNode node) {
        this.node = node;
    }

    /** Changes both rows, then clears. */
    Script clear() {
        return steps(new Script("clear").then("change rows", this::changeRows, Place.DATABASE));
    }

    /** Clears once more what could not be. */
    Script again() {
        return steps(new Script("clear again"));
    }

    private Script steps(Script script) {
        World world = node.world;
        return script.then("tell", () -> change = node.node.clear(ModelNode.CARS), node.place)
                .then("announce", () -> change.announced(world.redis.announce(change.series())), node.place, node.count)
                .then("delete 1", () -> world.redis.set(World.KEY_1, null), Place.KEY_1)
                .then("delete 2", () -> world.redis.set(World.KEY_2, null), Place.KEY_2)
                .then("publish", this::publish, Place.CHANNEL)
                .then("tell again", () -> change.close(), node.place);
    }

    private void changeRows() {
        node.world.change(World.KEY_1);
        node.world.change(World.KEY_2);
    }

    private void publish() {
        change.messages().forEach(node.world.redis::publish);
        change.published();
    }
}
