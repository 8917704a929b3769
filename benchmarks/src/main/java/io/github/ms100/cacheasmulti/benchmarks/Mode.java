package io.github.ms100.cacheasmulti.benchmarks;

import java.util.Locale;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How much of the suite runs, and how long. */
enum Mode {

    /** Whether it works at all: every subject is checked, nothing is measured. In this process. */
    SMOKE(1, 0, 0, 1, 10, 0),
    QUICK(1, 1, 3, 3, 400, 1_500),
    FULL(Comparison.ROUNDS, 1, 4, 3, 500, 3_000),
    /** The local level in front of Redis, and nothing else. */
    LOCAL(Comparison.ROUNDS, 1, 4, 3, 500, 3_000);

    private final int rounds;

    private final int forks;

    private final int warmups;

    private final int measurements;

    private final TimeValue time;

    private final int warmUpMillis;

    Mode(int rounds, int forks, int warmups, int measurements, int millis, int warmUpMillis) {
        this.rounds = rounds;
        this.forks = forks;
        this.warmups = warmups;
        this.measurements = measurements;
        this.time = TimeValue.milliseconds(millis);
        this.warmUpMillis = warmUpMillis;
    }

    /** Returns the mode with the name it has on the command line. */
    static Mode of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** Returns how often what has an interval is measured. */
    int rounds() {
        return rounds;
    }

    /** Returns how long small batches of both sides are done on Redis before any is measured. */
    int warmUpMillis() {
        return warmUpMillis;
    }

    /** Returns how long the work of a whole process is observed. */
    int seconds() {
        return this == SMOKE ? 1 : 20;
    }

    /** Has everything done in the given number of processes, one after the other. */
    void configure(ChainedOptionsBuilder options, int processes) {
        options.forks(forks * processes)
                .warmupIterations(warmups)
                .warmupTime(time)
                .measurementIterations(measurements)
                .measurementTime(time);
    }
}
