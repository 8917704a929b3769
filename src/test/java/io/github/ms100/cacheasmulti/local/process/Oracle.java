package io.github.ms100.cacheasmulti.local.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Says of all that was read whether it was as new as promised (L15), or old in one of the ways in which it may be. */
final class Oracle {

    private static final int EXAMPLES = 20;

    private final History history;

    private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);

    private final List<String> violations = new ArrayList<>();

    private final Map<Verdict, String> exceptions = new EnumMap<>(Verdict.class);

    /** How long, at most, a node has served what another had changed without anything being lost in a way that is excepted. */
    private long longestUnderWay;

    Oracle(History history) {
        this.history = history;
    }

    /** Judges everything. */
    void judge() {
        history.sort();
        for (ReadCars read : history.reads()) {
            for (int index = 0; index < read.ids().length; index++) {
                Seen seen = new Seen(read.node(), read.begun(), read.ids()[index], read.versions()[index]);
                Verdict verdict = judge(seen);
                verdicts.merge(verdict, 1L, Long::sum);
                note(verdict, seen);
            }
        }
    }

    private void note(Verdict verdict, Seen seen) {
        if (verdict.isViolation()) {
            if (violations.size() < EXAMPLES) {
                violations.add(describe(verdict, seen));
            }
        } else if (verdict.compareTo(Verdict.UNDER_WAY) > 0 && !exceptions.containsKey(verdict)) {
            exceptions.put(verdict, describe(verdict, seen));
        }
    }

    long count(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0L);
    }

    /** Returns some of those reads that break the promise. */
    List<String> violations() {
        return violations;
    }

    /** Returns the first read that was excepted, of each kind. */
    Collection<String> exceptions() {
        return exceptions.values();
    }

    Map<Verdict, Long> verdicts() {
        return verdicts;
    }

    long longestUnderWay() {
        return longestUnderWay;
    }

    private Verdict judge(Seen seen) {
        if (history.stored(seen.id(), seen.version()).isEmpty()) {
            return Verdict.UNHEARD_OF;
        }
        Verdict worst = Verdict.FRESH;
        for (Changed change : history.changesBeyond(seen.id(), seen.version())) {
            Verdict verdict = judge(seen, change);
            worst = (verdict.compareTo(worst) > 0) ? verdict : worst;
        }
        return worst;
    }

    private Verdict judge(Seen seen, Changed change) {
        long age = seen.when() - change.returned();
        if (age <= 0) {
            return Verdict.FRESH;
        }
        if (seen.node() != change.node()
                && age <= Bounds.UNREACHABLE
                && age - stalled(seen.node(), change.returned(), seen.when()) <= Bounds.LOST_MESSAGE) {
            longestUnderWay = Math.max(longestUnderWay, age);
            return Verdict.UNDER_WAY;
        }
        return exception(seen, change);
    }

    private Verdict exception(Seen seen, Changed change) {
        if (isAny(seen, store -> isTakenBackLater(store, seen, change))) {
            return Verdict.OVERTAKEN_LOAD;
        }
        if (!isAny(seen, store -> seen.when() <= lastEnd(store) + Bounds.LIFE)) {
            return Verdict.STALE;
        }
        if (isAny(seen, store -> isTimedOut(store, change))) {
            return Verdict.TIMED_OUT;
        }
        if (history.losses().stream()
                .anyMatch(loss -> change.begun() <= loss.to() && loss.from() <= change.returned())) {
            return Verdict.LOST_BY_SERVER;
        }
        if (isAny(seen, store -> isOrphaned(store, change))) {
            return Verdict.NODE_DIED;
        }
        return Verdict.STALE;
    }

    private boolean isAny(Seen seen, Predicate<Stored> what) {
        return history.stored(seen.id(), seen.version()).stream()
                .anyMatch(store -> store.begun() < seen.when() && what.test(store));
    }

    /** Returns when an operation had ended, or its node. */
    private long end(Stored store) {
        return Math.min(store.end(), history.death(store.node()));
    }

    /** Returns whether nobody can say when it was stored. */
    private static boolean isUnknown(Stored store) {
        return store.failed() || store.isCutOff();
    }

    private long lastEnd(Stored store) {
        return isUnknown(store) ? end(store) + Bounds.LATE_COMMAND : end(store);
    }

    private boolean isTimedOut(Stored store, Changed change) {
        return (store.failed() || (store.isCutOff() && !store.loaded()))
                && change.begun() <= end(store) + Bounds.LATE_COMMAND;
    }

    private boolean isTakenBackLater(Stored store, Seen seen, Changed change) {
        if (!isOvertaken(store, change) || isUnknown(store)) {
            return false;
        }
        long since = Math.max(store.end(), change.returned());
        long loader = stalled(store.node(), since, seen.when());
        long again = (loader >= Bounds.FAILED_COMMAND) ? Bounds.TRIED_AGAIN : 0;
        long reader = stalled(seen.node(), since, seen.when());
        return seen.when() - since - loader - reader <= Bounds.TAKEN_BACK + again;
    }

    /** Returns whether a load may have stored after a change what it had read before. */
    private static boolean isOvertaken(Stored store, Changed change) {
        return store.loaded() && store.end() > change.begun();
    }

    private boolean isOrphaned(Stored store, Changed change) {
        long death = history.death(store.node());
        return isOvertaken(store, change)
                && (store.isCutOff() || death <= Math.max(store.end(), change.returned()) + Bounds.TAKEN_BACK);
    }

    private long stalled(int node, long from, long to) {
        return (from < to) ? history.stalls(node).within(from, to) : 0;
    }

    private String describe(Verdict verdict, Seen seen) {
        StringBuilder text = new StringBuilder();
        text.append("%s: node %d read car %d in version %d at %d, stored by %s; changed by"
                .formatted(
                        verdict,
                        seen.node(),
                        seen.id(),
                        seen.version(),
                        seen.when(),
                        history.stored(seen.id(), seen.version())));
        history.changesBeyond(seen.id(), seen.version()).stream()
                .filter(change -> judge(seen, change) == verdict)
                .forEach(change -> text.append(" %s (%d ms before, %d of them stalled)"
                        .formatted(
                                change,
                                (seen.when() - change.returned()) / 1_000_000,
                                stalled(seen.node(), change.returned(), seen.when()) / 1_000_000)));
        return text.toString();
    }

    private record Seen(int node, long when, long id, long version) {}
}
