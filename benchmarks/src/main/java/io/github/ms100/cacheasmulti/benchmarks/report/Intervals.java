package io.github.ms100.cacheasmulti.benchmarks.report;

import io.github.ms100.cacheasmulti.benchmarks.Comparison;
import io.github.ms100.cacheasmulti.benchmarks.StoreKind;
import io.github.ms100.cacheasmulti.benchmarks.report.Measurements.Work;
import java.util.Optional;

/** The table in Markdown of what was measured several times for a store: this library, and the error of the machine. */
final class Intervals {

    private final Measurements measurements;

    private final StoreKind store;

    Intervals(Measurements measurements, StoreKind store) {
        this.measurements = measurements;
        this.store = store;
    }

    /** Returns the table with what explains it; nothing if everything was measured once. */
    String markdown() {
        StringBuilder rows = new StringBuilder();
        for (Work work : measurements.works(store)) {
            Optional<Comparison> together = measurements
                    .comparison(work, Measurements.OURS)
                    .filter(time -> time.subject().hasInterval());
            Optional<Comparison> alone = measurements.separate(work);
            if (together.isPresent() || alone.isPresent()) {
                rows.append("| %s | %s | %s |\n".formatted(Names.work(work), cells(together), cells(alone)));
            }
        }
        return rows.isEmpty() ? "" : """

                Medians of five runs, and the interval in which the mean lies with 95 %% certainty: of both sides in one process, and
                [alone](../README.md#in-one-process-or-alone), each in a JVM of its own. By hand again: the error of the machine.

                |  | in one process: cache-as-multi | by hand again | alone: cache-as-multi | by hand again |
                | --- | --- | --- | --- | --- |
                %s""".formatted(rows);
    }

    private static String cells(Optional<Comparison> comparison) {
        return comparison
                .map(time -> "%s | %s".formatted(time.subject(), time.again()))
                .orElse(" | ");
    }
}
