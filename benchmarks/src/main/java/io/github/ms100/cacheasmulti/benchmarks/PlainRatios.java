package io.github.ms100.cacheasmulti.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link PlainBenchmark} without the library, with it, and without it again, each in a process of its own, five times over,
 * and writes a table of the ratios.
 *
 * <p>Argument: the file to write.
 */
final class PlainRatios {

    private static final List<String> OPERATIONS = List.of("hit", "put", "evict");

    private final Map<String, Comparison> rows = new LinkedHashMap<>();

    public static void main(String[] args) throws RunnerException, IOException {
        PlainRatios ratios = new PlainRatios();
        for (int round = 0; round < Comparison.ROUNDS; round++) {
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
            String row = String.format(Locale.ROOT, "%s, %s, %,d running loads", store, operation, runningLoads);
            rows.computeIfAbsent(row, key -> new Comparison())
                    .add(nanos(without, operation), nanos(with, operation), nanos(again, operation));
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
                """.formatted(Comparison.ROUNDS));
        rows.forEach(
                (row, ratios) -> text.append("| %s | %s | %s |\n".formatted(row, ratios.subject(), ratios.again())));
        return text.toString();
    }
}
