package io.github.ms100.cacheasmulti.internal.store.redis.local;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of one key, made in the order of {@code TwoLevelChanges} and {@code TwoLevelWrite}. */
final class ChangeScript {

    private final ModelNode node;

    private final String key;

    private final Place place;

    private Outcome outcome = Outcome.DONE;

    private boolean lasting;

    private boolean correcting;

    private boolean putting;

    /** What is put; {@code null} to evict. */
    private @Nullable Integer value;

    private @Nullable Change change;

    private boolean failed;

    ChangeScript(ModelNode node, String key) {
        this.node = node;
        this.key = key;
        this.place = Events.place(key);
    }

    /** Makes Redis answer in another way. */
    ChangeScript that(Outcome other) {
        outcome = other;
        return this;
    }

    /** Lets half a second pass between announcing and changing. */
    ChangeScript lasting() {
        lasting = true;
        return this;
    }

    /** Changes the row, then evicts its entry. */
    Script evict() {
        return steps(new Script("evict").then("change row", () -> node.world.change(key), Place.DATABASE));
    }

    /** Changes the row, then puts what it holds now. */
    Script put() {
        putting = true;
        return steps(new Script("put").then("change row", () -> value = node.world.change(key), Place.DATABASE));
    }

    /** Evicts what a load has stored. */
    Script correction() {
        correcting = true;
        return inOneFlush(new Script("correction"));
    }

    /** Evicts once more what could not be, or has been stored all the same. */
    Script again() {
        return inOneFlush(new Script("eviction"));
    }

    /** What a load is followed by is sent in one flush, and in the model executed so: there are fewer ways. */
    private Script inOneFlush(Script script) {
        Runnable flush = () -> {
            announce();
            changeRemote();
            publish();
        };
        return script.then("tell", this::tell, node.place)
                .then("flush", flush, node.place, node.count, place, Place.CHANNEL)
                .then("tell again and drop", this::tellAgain, node.place);
    }

    private Script steps(Script script) {
        List<Part> order = Arrays.asList(Part.TELL, Part.ANNOUNCE, Part.CHANGE, Part.PUBLISH, Part.FINISH);
        if (node.world.has(Fault.LOCAL_FIRST)) {
            order = List.of(Part.TELL, Part.FINISH, Part.ANNOUNCE, Part.CHANGE, Part.PUBLISH);
        } else if (node.world.has(Fault.NUMBER_AFTER_CHANGE)) {
            order = List.of(Part.TELL, Part.CHANGE, Part.ANNOUNCE, Part.PUBLISH, Part.FINISH);
        } else if (node.world.has(Fault.MESSAGE_BEFORE_CHANGE)) {
            order = List.of(Part.TELL, Part.ANNOUNCE, Part.PUBLISH, Part.CHANGE, Part.FINISH);
        }
        for (Part part : order) {
            if (part == Part.CHANGE && lasting) {
                script.then(new Events(node.world).halfASecond());
            }
            add(script, part);
        }
        return script;
    }

    private void add(Script script, Part part) {
        switch (part) {
            case TELL -> script.then("tell", this::tell, node.place);
            case ANNOUNCE -> script.then("announce", this::announce, announcing());
            case CHANGE -> script.then("change", this::changeRemote, place);
            case PUBLISH -> script.then("publish", this::publish, Place.CHANNEL);
            case FINISH -> finish(script);
        }
    }

    private void finish(Script script) {
        if (putting) {
            script.then("tell again", this::tellAgain, node.place).then("keep", this::keep, node.place);
        } else {
            // What has been told is not served: nobody sees whether it is dropped in the same step.
            script.then("tell again and drop", this::tellAgain, node.place);
        }
    }

    private Place[] announcing() {
        return node.world.isFailingOver()
                ? new Place[] {node.count, node.place, node.ledger}
                : new Place[] {node.count};
    }

    private void tell() {
        long[] hashes = ModelNode.hashes(key);
        if (node.world.has(Fault.ONLY_SECOND_TELLING)) {
            change = new Change(
                    node.node.outbox(),
                    own -> Message.of(Message.Kind.KEYS, own, ModelNode.CARS, hashes),
                    node.node.fence().tellClear("nothing"));
        } else {
            change = node.node.change(ModelNode.CARS, hashes, correcting);
        }
    }

    private void announce() {
        if (outcome == Outcome.ALL_LATE) {
            node.world.redis.later(() -> node.world.redis.announce(change.series()));
        } else {
            change.announced(node.world.redis.announce(change.series()));
        }
    }

    private void changeRemote() {
        switch (outcome) {
            case DONE -> node.world.redis.set(key, value);
            case REFUSED -> failed = true;
            default -> node.world.redis.later(() -> node.world.redis.set(key, value));
        }
    }

    private void publish() {
        if (outcome == Outcome.ALL_LATE) {
            change.messages().forEach(message -> node.world.redis.later(() -> node.world.redis.publish(message)));
        } else if (outcome != Outcome.CHANGE_LATE) {
            change.messages().forEach(node.world.redis::publish);
            change.published();
        }
    }

    private void tellAgain() {
        if (node.world.has(Fault.ONLY_FIRST_TELLING)) {
            node.node.outbox().ended(change);
        } else {
            change.close();
        }
        if (node.world.has(Fault.ONLY_SECOND_TELLING)) {
            node.fence.tellOnce(ModelNode.hashes(key));
        }
        if (!putting) {
            keep();
        }
    }

    private void makeUpFor() {
        boolean forgotten = node.world.has(Fault.FAILURE_ANNOUNCED) || node.world.has(Fault.LOCAL_FIRST);
        if ((failed || !change.isPublished()) && !forgotten) {
            node.node.mending().evictLater(node, ModelNode.CARS, List.of(ModelNode.bytes(key)));
        }
    }

    private void keep() {
        makeUpFor();
        boolean alone = node.world.has(Fault.OVERLAPPED_PUT_KEPT)
                || change.isAlone(0, node.fence.prefixIndex(ModelNode.CARS.prefix()));
        if (putting && alone && change.isPublished() && !failed) {
            node.keep(key, value, change.moment());
        } else {
            node.drop(key);
        }
    }

    private enum Part {
        TELL,
        ANNOUNCE,
        CHANGE,
        PUBLISH,
        FINISH
    }

    /** What comes of it in Redis. */
    enum Outcome {
        DONE,
        /** Redis answers with an error. */
        REFUSED,
        /** The change is executed when nobody waits for it any more; its message is not sent. */
        CHANGE_LATE,
        /** All of one flush is executed when nobody waits for it any more. */
        ALL_LATE
    }
}
