package io.github.ms100.cacheasmulti.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides what a case is like: all cases there are, one after another, or some by chance. */
final class Choices {

    private final List<Integer> made = new ArrayList<>();

    private final List<Integer> options = new ArrayList<>();

    private final @Nullable Random random;

    private int next;

    private Choices(@Nullable Random random) {
        this.random = random;
    }

    /** Runs every case that can be made by choosing. */
    static void all(Consumer<Choices> trial) {
        Choices choices = new Choices(null);
        do {
            choices.next = 0;
            trial.accept(choices);
        } while (choices.advance());
    }

    /** Runs some cases, the same in every run. */
    static void some(int count, Consumer<Choices> trial) {
        Random random = new Random(count);
        for (int i = 0; i < count; i++) {
            trial.accept(new Choices(random));
        }
    }

    /** Returns a number from zero up to, but without, this one. */
    int of(int count) {
        if (random != null) {
            return random.nextInt(count);
        }
        if (next == made.size()) {
            made.add(0);
            options.add(count);
        }
        return made.get(next++);
    }

    boolean yes() {
        return of(2) == 1;
    }

    private boolean advance() {
        int last = made.size() - 1;
        while (last >= 0 && made.get(last) + 1 == options.get(last)) {
            made.remove(last);
            options.remove(last--);
        }
        if (last < 0) {
            return false;
        }
        made.set(last, made.get(last) + 1);
        return true;
    }
}
