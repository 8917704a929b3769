package io.github.ms100.cacheasmulti.benchmarks.report;

import io.github.ms100.cacheasmulti.benchmarks.report.Measurements.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The table of a store in Markdown: a row for each kind of work, a column for each subject. */
final class Table {

    private final Measurements measurements;

    private final String store;

    private final List<String> subjects;

    private final StringBuilder text = new StringBuilder();

    Table(Measurements measurements, String store) {
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
                        "Commands / round trips: %s, 100 keys".formatted(Names.operation(operation)),
                        subject -> Optional.ofNullable(costs.get(subject)));
            }
        }
        return text.toString();
    }

    /** Returns how the time per key grows, or nothing if that was not measured. */
    String growth() {
        List<String> sentences = new ArrayList<>();
        for (Work work : measurements.works(store)) {
            if (work.size() >= 1_000
                    && work.operation().equals("allHit")
                    && work.variant().equals("PLAIN")) {
                measurements
                        .growth(work, "CACHE_AS_MULTI")
                        .ifPresent(growth -> sentences.add("%,d keys: %s".formatted(work.size(), Names.ratio(growth))));
            }
        }
        return sentences.isEmpty()
                ? ""
                : "\nTime per key of cache-as-multi when all hit, against a batch of 100: %s.\n"
                        .formatted(String.join("; ", sentences));
    }

    private static Optional<String> ratio(Optional<Double> ratio) {
        return ratio.map(Names::ratio);
    }

    private void row(String head, Function<String, Optional<String>> cell) {
        List<String> cells =
                subjects.stream().map(cell).map(text -> text.orElse("")).toList();
        if (cells.stream().anyMatch(found -> !found.isEmpty())) {
            text.append("| %s | %s |\n".formatted(head, String.join(" | ", cells)));
        }
    }
}
