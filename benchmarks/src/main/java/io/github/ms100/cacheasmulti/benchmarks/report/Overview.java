package io.github.ms100.cacheasmulti.benchmarks.report;

import io.github.ms100.cacheasmulti.benchmarks.Comparison;
import io.github.ms100.cacheasmulti.benchmarks.Ratios;
import io.github.ms100.cacheasmulti.benchmarks.StoreKind;
import io.github.ms100.cacheasmulti.benchmarks.report.Measurements.Work;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** All stores on one page: this library and the fastest of the others. */
final class Overview {

    /** Its hits on Redis are found on the heap: other work, so it is no measure for the others. */
    private static final String BOTH_LEVELS = "JetCache both (hits local)";

    private final Measurements measurements;

    Overview(Measurements measurements) {
        this.measurements = measurements;
    }

    String markdown() {
        StringBuilder text = new StringBuilder("""
                # Results

                The time of a batch of 100, as a multiple of what code by hand takes in the same process. In brackets: the interval in
                which the mean of five processes lies with 95 % certainty. *Alone*: each side in a JVM of its own, five of them.
                [What the difference is](../README.md#in-one-process-or-alone).

                | Store | | cache-as-multi | cache-as-multi, alone | the fastest other | |
                | --- | --- | --- | --- | --- | --- |
                """);
        for (StoreKind store : measurements.stores()) {
            measurements.works(store).stream().filter(Work::isTypical).forEach(work -> text.append(row(work)));
        }
        return text.append('\n').append(measurements.environment()).append('\n').toString();
    }

    private String row(Work work) {
        Optional<String> other = measurements.subjects(work.store()).stream()
                .filter(subject -> !Set.of(Measurements.LIMIT, Measurements.OURS, BOTH_LEVELS)
                        .contains(subject))
                .filter(subject -> measurements.time(work, subject).isPresent())
                .min(Comparator.comparing(
                        subject -> measurements.time(work, subject).orElseThrow()));
        return "| [%s](%s.md) | %s | %s | %s | %s | %s |\n"
                .formatted(
                        Names.store(work.store()),
                        Names.file(work.store()),
                        Names.operation(work.store(), work.operation()),
                        ratios(measurements.comparison(work, Measurements.OURS)),
                        ratios(measurements.separate(work)),
                        other.map(subject -> time(work, subject)).orElse(""),
                        other.map(Names::subject).orElse(""));
    }

    private static String ratios(Optional<Comparison> comparison) {
        return comparison.map(Comparison::subject).map(Ratios::toString).orElse("");
    }

    private String time(Work work, String subject) {
        return measurements.time(work, subject).map(Ratios::format).orElse("");
    }
}
