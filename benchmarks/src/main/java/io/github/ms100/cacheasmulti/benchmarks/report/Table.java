package io.github.ms100.cacheasmulti.benchmarks.report;

import io.github.ms100.cacheasmulti.benchmarks.Ratios;
import io.github.ms100.cacheasmulti.benchmarks.StoreKind;
import io.github.ms100.cacheasmulti.benchmarks.Variant;
import io.github.ms100.cacheasmulti.benchmarks.report.Measurements.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The table of a store in Markdown: a row for each kind of work, a column for each subject. */
final class Table {

    private final Measurements measurements;

    private final StoreKind store;

    private final List<String> subjects;

    private final StringBuilder text = new StringBuilder();

    Table(Measurements measurements, StoreKind store) {
        this.measurements = measurements;
        this.store = store;
        this.subjects = measurements.subjects(store);
    }

    String markdown() {
        row("", subject -> Optional.of(Names.subject(subject)));
        row("---", subject -> Optional.of("---"));
        List<Work> works = measurements.works(store);
        works.forEach(work -> row("Time: " + Names.work(work), subject -> ratio(measurements.time(work, subject))));
        works.stream()
                .filter(work -> work.operation().equals("allHit"))
                .forEach(work -> row(
                        "Allocation: " + Names.work(work), subject -> ratio(measurements.allocation(work, subject))));
        for (String operation : List.of("allHit", "allMiss", "evict")) {
            Map<String, String> costs = measurements.costs(store, operation);
            if (!costs.isEmpty()) {
                row(
                        "Commands / round trips: %s, 100 keys".formatted(Names.operation(store, operation)),
                        subject -> Optional.ofNullable(costs.get(subject)));
            }
        }
        return text.toString();
    }

    /** Returns what else follows from the figures. */
    String notes() {
        StringBuilder notes = new StringBuilder();
        for (Work work : measurements.works(store)) {
            if (work.operation().equals("allHit") && work.variant() == Variant.PLAIN) {
                measurements
                        .growth(work, Measurements.OURS)
                        .filter(growth -> work.size() > 100)
                        .ifPresent(growth -> notes.append(
                                "\nA key in a batch of %,d costs %s times as much as one in a batch of 100.\n"
                                        .formatted(work.size(), Ratios.format(growth))));
                measurements
                        .time(work, Measurements.SINGLE_CALL)
                        .ifPresent(call ->
                                notes.append("\nA batch of one costs %s times as much as Spring's single call.\n"
                                        .formatted(Ratios.format(measurements
                                                        .time(work, Measurements.OURS)
                                                        .orElseThrow()
                                                / call))));
            }
        }
        return notes.toString();
    }

    private static Optional<String> ratio(Optional<Double> ratio) {
        return ratio.map(Ratios::format);
    }

    private void row(String head, Function<String, Optional<String>> cell) {
        List<String> cells =
                subjects.stream().map(cell).map(text -> text.orElse("")).toList();
        if (cells.stream().anyMatch(found -> !found.isEmpty())) {
            text.append("| %s | %s |\n".formatted(head, String.join(" | ", cells)));
        }
    }
}
