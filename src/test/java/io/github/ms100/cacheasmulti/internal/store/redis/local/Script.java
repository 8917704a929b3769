package io.github.ms100.cacheasmulti.internal.store.redis.local;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;

/** What one thread does, step by step: between two steps everybody else may do something. */
final class Script {

    private final String name;

    private final Deque<Step> steps = new ArrayDeque<>();

    Script(String name) {
        this.name = name;
    }

    /** Adds a step to the end. */
    Script then(String what, Runnable action, Place... places) {
        steps.add(new Step(name + ", " + what, action, EnumSet.copyOf(Arrays.asList(places))));
        return this;
    }

    /** Adds another script to the end. */
    Script then(Script other) {
        steps.addAll(other.steps);
        return this;
    }

    /** Puts another script before what has not been done yet. */
    void first(Script other) {
        other.steps.descendingIterator().forEachRemaining(steps::addFirst);
    }

    /** Makes some steps at once, before anything else happens. */
    Script after(int made) {
        for (int i = 0; i < made; i++) {
            steps.removeFirst().action.run();
        }
        return this;
    }

    /** Leaves out what has not been done yet. */
    void end() {
        steps.clear();
    }

    boolean isOver() {
        return steps.isEmpty();
    }

    /** Returns the next step as a move. */
    Move next(String thread) {
        Step step = steps.getFirst();
        return new Move(thread, step.what, step.places, () -> {
            steps.removeFirst();
            step.action.run();
        });
    }

    private record Step(String what, Runnable action, Set<Place> places) {}
}
