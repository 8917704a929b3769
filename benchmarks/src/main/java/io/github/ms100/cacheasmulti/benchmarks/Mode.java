package io.github.ms100.cacheasmulti.benchmarks;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How much of the suite runs, and how long. */
enum Mode {

    /** Whether it works at all: every subject is checked, nothing is measured. In this process. */
    SMOKE(0, 0, 1, 10, 0),
    QUICK(1, 3, 5, 400, 1_500),
    FULL(1, 6, 7, 700, 6_000);

    private final int forks;

    private final int warmups;

    private final int measurements;

    private final TimeValue time;

    private final int warmUpMillis;

    Mode(int forks, int warmups, int measurements, int millis, int warmUpMillis) {
        this.forks = forks;
        this.warmups = warmups;
        this.measurements = measurements;
        this.time = TimeValue.milliseconds(millis);
        this.warmUpMillis = warmUpMillis;
    }

    void configure(ChainedOptionsBuilder options) {
        options.forks(forks)
                .warmupIterations(warmups)
                .warmupTime(time)
                .measurementIterations(measurements)
                .measurementTime(time)
                .param("warmUpMillis", String.valueOf(warmUpMillis));
    }
}
