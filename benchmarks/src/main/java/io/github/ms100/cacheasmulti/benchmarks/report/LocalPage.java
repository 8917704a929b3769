package io.github.ms100.cacheasmulti.benchmarks.report;

import io.github.ms100.cacheasmulti.benchmarks.Comparison;
import io.github.ms100.cacheasmulti.benchmarks.Ratios;
import io.github.ms100.cacheasmulti.benchmarks.StoreKind;
import io.github.ms100.cacheasmulti.benchmarks.report.Measurements.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a page about the local level in front of Redis: everything with its interval.
 *
 * <p>Arguments: the directory with what the processes measured, the file with what receiving costs, and the file to write.
 */
final class LocalPage {

    private static final StoreKind STORE = StoreKind.REDIS_LOCAL;

    private final Measurements measurements;

    private final JsonNode receiving;

    private final StringBuilder text = new StringBuilder();

    private LocalPage(Measurements measurements, JsonNode receiving) {
        this.measurements = measurements;
        this.receiving = receiving;
    }

    public static void main(String[] args) throws IOException {
        Measurements measurements = Measurements.read(Path.of(args[0]));
        JsonNode receiving = JsonMapper.shared().readTree(Path.of(args[1]));
        Files.writeString(Path.of(args[2]), new LocalPage(measurements, receiving).markdown());
    }

    private String markdown() {
        text.append("""
                # %s

                As multiples of what code by hand takes, Caffeine in front of Redis: medians of five runs, each in a process of its own, and
                the interval in which the mean lies with 95 %% certainty. By hand again: the error of the machine. *Alone*: each side in a JVM of
                its own. [How to read it](../README.md#how-to-read-it).

                | | | time | by hand again | allocation |
                | --- | --- | --- | --- | --- |
                """.formatted(Names.store(STORE)));
        for (Work work : measurements.works(STORE)) {
            measurements.subjects(STORE).stream()
                    .filter(subject -> !subject.equals(Measurements.LIMIT))
                    .forEach(subject -> addFigure(work, subject));
            measurements.separate(work).ifPresent(time -> addRow(work, "cache-as-multi, alone", time, ""));
        }
        text.append(new Table(measurements, STORE).notes());
        addCosts();
        addReceiving();
        return text.append('\n').append(measurements.environment()).append('\n').toString();
    }

    private void addFigure(Work work, String subject) {
        measurements
                .figure(work, subject)
                .ifPresent(figure -> addRow(
                        work,
                        Names.subject(subject),
                        figure.time(),
                        figure.allocations().toString()));
    }

    private void addRow(Work work, String subject, Comparison time, String allocation) {
        text.append("| %s | %s | %s | %s | %s |\n"
                .formatted(Names.work(work), subject, time.subject(), time.again(), allocation));
    }

    private void addCosts() {
        text.append("""

                | Commands / round trips, 100 keys | | |
                | --- | --- | --- |
                """);
        for (String operation : Measurements.OPERATIONS) {
            Map<String, String> costs = measurements.costs(STORE, operation);
            costs.forEach((subject, cost) -> text.append(
                    "| %s | %s | %s |\n".formatted(Names.operation(STORE, operation), Names.subject(subject), cost)));
        }
    }

    private void addReceiving() {
        text.append("""

                Receiving: a process with local copies of 10,000 cars does nothing but listen, while another evicts 100 of them at a time,
                evenly. Processor time of the whole process, five times 20 s.

                | messages of 100 keys per second | %% of one core | before any came |
                | --- | --- | --- |
                | %s | %s | %s |
                """.formatted(ratios("messages"), ratios("receiving"), ratios("idle")));
    }

    private Ratios ratios(String field) {
        Ratios ratios = new Ratios();
        receiving.get(field).forEach(value -> ratios.add(value.doubleValue()));
        return ratios;
    }
}
