package io.github.ms100.cacheasmulti.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link CommandObservationBenchmark} five times over, each time in new processes, and writes a table of the ratios.
 *
 * <p>Argument: the file to write.
 */
final class CommandObservationRatios {

    private static final Map<String, String> OPERATIONS =
            Map.of("hit", "100 hits, 1 `MGET`", "put", "a put of 100, 100 `SET`");

    private static final Map<ObservedBy, String> BY = Map.of(ObservedBy.METERS, "meters", ObservedBy.SPANS, "spans");

    private final Map<String, Row> rows = new LinkedHashMap<>();

    public static void main(String[] args) throws RunnerException, IOException {
        CommandObservationRatios ratios = new CommandObservationRatios();
        for (int round = 0; round < Comparison.ROUNDS; round++) {
            for (ObservedBy by : ObservedBy.values()) {
                for (String operation : List.of("hit", "put")) {
                    ratios.measure(operation, by);
                }
            }
        }
        Files.writeString(Path.of(args[0]), ratios.markdown());
    }

    private void measure(String operation, ObservedBy by) throws RunnerException {
        RunResult result = new Runner(new OptionsBuilder()
                        .include(CommandObservationBenchmark.class.getName() + "." + operation)
                        .param("by", by.name())
                        .shouldFailOnError(true)
                        .build())
                .runSingle();
        Row row = rows.computeIfAbsent(OPERATIONS.get(operation) + ", " + BY.get(by), key -> new Row());
        double off = nanos(result, "off");
        row.observed.add(off, nanos(result, "on"), nanos(result, "again"));
        row.absent.add(nanos(result, "absent") / off);
    }

    private static double nanos(RunResult result, String side) {
        return result.getSecondaryResults().get(side + "Nanos").getScore();
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("""
                # Observations of Lettuce's commands

                What a batch of 100 takes on Redis where each command is observed, as Spring Boot 4.1 does it, as a multiple of what it
                takes with `management.observations.enable.lettuce=false`; the same switched off again: the error of the machine; and
                with a Lettuce that knows nothing of observations. The observations are counted by Micrometer (meters), or are spans of
                OpenTelemetry, all recorded and none exported.

                The batches of all sides run in turn in one process, so that whatever else the machine does meets all alike; Redis is on the
                same machine. The median of %d processes, and the interval in which the mean lies with 95 %% certainty.

                | | observed | switched off, again | unknown to Lettuce |
                | --- | --- | --- | --- |
                """.formatted(Comparison.ROUNDS));
        rows.forEach((name, row) -> text.append(
                "| %s | %s | %s | %s |\n".formatted(name, row.observed.subject(), row.observed.again(), row.absent)));
        return text.toString();
    }

    private static final class Row {

        private final Comparison observed = new Comparison();

        private final Ratios absent = new Ratios();
    }
}
