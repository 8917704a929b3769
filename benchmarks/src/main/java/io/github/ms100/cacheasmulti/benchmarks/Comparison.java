package io.github.ms100.cacheasmulti.benchmarks;

/**
 * What a subject takes, and what its base takes when it is measured again: as multiples of what the base takes. The second
 * is the error of the machine.
 */
public final class Comparison {

    /** How often what has an interval is measured, each time in new processes. */
    static final int ROUNDS = 5;

    private final Ratios subject = new Ratios();

    private final Ratios again = new Ratios();

    /** Adds what was measured in one round. */
    public void add(double base, double subject, double again) {
        this.subject.add(subject / base);
        this.again.add(again / base);
    }

    public Ratios subject() {
        return subject;
    }

    public Ratios again() {
        return again;
    }
}
