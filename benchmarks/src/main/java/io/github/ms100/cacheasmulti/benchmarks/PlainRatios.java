package io.github.ms100.cacheasmulti.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.ListStatistics;

/**
 * Runs {@link PlainBenchmark} without the library, with it, and without it again, each in a process of its own, five times over,
 * and writes a table of the ratios.
 *
 * <p>Argument: the file to write.
 */
final class PlainRatios {

    private static final int ROUNDS = 5;

    private static final List<String> OPERATIONS = List.of("hit", "put", "evict");

    /** By row: the ratios of the rounds. */
    private final Map<String, Ratios> rows = new LinkedHashMap<>();

    public static void main(String[] args) throws RunnerException, IOException {
        PlainRatios ratios = new PlainRatios();
        for (int round = 0; round < ROUNDS; round++) {
            for (String store : List.of("Caffeine", "Redis")) {
                for (int loads : List.of(0, 10_000)) {
                    ratios.measure(store, loads);
                }
            }
        }
        Files.writeString(Path.of(args[0]), ratios.markdown());
    }

    private void measure(String store, int runningLoads) throws RunnerException {
        RunResult without = run(store, runningLoads, false);
        RunResult with = run(store, runningLoads, true);
        RunResult again = run(store, runningLoads, false);
        for (String operation : OPERATIONS) {
            double base = nanos(without, operation);
            Ratios ratios = rows.computeIfAbsent(
                    String.format(Locale.ROOT, "%s, %s, %,d running loads", store, operation, runningLoads),
                    row -> new Ratios(new ArrayList<>(), new ArrayList<>()));
            ratios.with.add(nanos(with, operation) / base);
            ratios.again.add(nanos(again, operation) / base);
        }
    }

    private static RunResult run(String store, int runningLoads, boolean library) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(PlainBenchmark.class.getName())
                        .param("store", store)
                        .param("runningLoads", String.valueOf(runningLoads))
                        .param("library", String.valueOf(library))
                        .shouldFailOnError(true)
                        .build())
                .runSingle();
    }

    private static double nanos(RunResult result, String operation) {
        return result.getSecondaryResults().get(operation + "Nanos").getScore();
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("""
                # Methods without `@CacheAsMulti`

                What they take with the library, as a multiple of what they take without it: the median of %d pairs of processes,
                and the interval in which the mean lies with 95 %% certainty. On the right the same without the library, twice: the
                error of the machine.

                | | with the library | without it, again |
                | --- | --- | --- |
                """.formatted(ROUNDS));
        rows.forEach((row, ratios) ->
                text.append("| %s | %s | %s |\n".formatted(row, cell(ratios.with), cell(ratios.again))));
        return text.toString();
    }

    private static String cell(List<Double> ratios) {
        ListStatistics statistics = new ListStatistics(
                ratios.stream().mapToDouble(Double::doubleValue).toArray());
        double[] interval = statistics.getConfidenceIntervalAt(0.95);
        return String.format(
                Locale.ROOT, "%.2f (%.2f to %.2f)", statistics.getPercentile(50), interval[0], interval[1]);
    }

    private record Ratios(List<Double> with, List<Double> again) {}
}
