package io.github.ms100.cacheasmulti.internal.store.redis.local;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Goes every way that the moves of a {@link World} allow, from the start each time, for real objects cannot be copied. Of ways that
 * differ only in the order of moves that have nothing to do with each other it goes one (Godefroid's sleep sets: a move that has
 * been tried sleeps until something it has to do with has happened).
 */
final class Explorer {

    private final Supplier<World> start;

    private final List<Fork> way = new ArrayList<>();

    private int ends;

    Explorer(Supplier<World> start) {
        this.start = start;
    }

    /** Goes all ways, or up to the first that ends wrong. */
    Result explore() {
        do {
            World world = start.get();
            way.forEach(fork -> world.make(fork.chosen().thread()));
            if (goOn(world)) {
                ends++;
                List<String> problems = world.problems();
                if (!problems.isEmpty()) {
                    return new Result(
                            ends,
                            problems,
                            way.stream().map(fork -> fork.chosen().toString()).toList());
                }
            }
        } while (another());
        return new Result(ends, List.of(), List.of());
    }

    /** Returns whether an end was reached that has not been seen in another order. */
    private boolean goOn(World world) {
        List<Move> moves = world.moves();
        while (!moves.isEmpty()) {
            List<Move> asleep =
                    way.isEmpty() ? List.of() : way.get(way.size() - 1).stillAsleep();
            List<Move> awake = new ArrayList<>(moves);
            awake.removeIf(move -> isIn(asleep, move));
            if (awake.isEmpty()) {
                return false;
            }
            Fork fork = new Fork(awake, asleep);
            way.add(fork);
            world.make(fork.chosen().thread());
            moves = world.moves();
        }
        return true;
    }

    private boolean another() {
        while (!way.isEmpty() && !way.get(way.size() - 1).turn()) {
            way.remove(way.size() - 1);
        }
        return !way.isEmpty();
    }

    private static boolean isIn(List<Move> moves, Move move) {
        for (Move other : moves) {
            if (other.thread().equals(move.thread())) {
                return true;
            }
        }
        return false;
    }

    /**
     * What was found.
     *
     * @param ends how many ways were gone to their end
     * @param problems what is wrong at the last of them
     * @param way the moves that lead there, if anything is
     */
    record Result(int ends, List<String> problems, List<String> way) {}

    /** Where several moves are possible. */
    private static final class Fork {

        private final List<Move> awake;

        private final List<Move> asleep;

        private int chosen;

        private Fork(List<Move> awake, List<Move> asleep) {
            this.awake = awake;
            this.asleep = new ArrayList<>(asleep);
        }

        private Move chosen() {
            return awake.get(chosen);
        }

        private boolean turn() {
            asleep.add(chosen());
            chosen++;
            return chosen < awake.size();
        }

        private List<Move> stillAsleep() {
            return asleep.stream().filter(chosen()::isIndependentOf).toList();
        }
    }
}
