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
 * Runs {@link WatchedBenchmark} five times over, each time in new processes, and writes a table of the ratios.
 *
 * <p>Argument: the file to write.
 */
final class WatchedRatios {

    private final Map<StoreKind, Row> rows = new LinkedHashMap<>();

    public static void main(String[] args) throws RunnerException, IOException {
        WatchedRatios ratios = new WatchedRatios();
        for (int round = 0; round < Comparison.ROUNDS; round++) {
            for (StoreKind store : List.of(StoreKind.CAFFEINE, StoreKind.REDIS_JSON)) {
                ratios.measure(store);
            }
        }
        Files.writeString(Path.of(args[0]), ratios.markdown());
    }

    private void measure(StoreKind store) throws RunnerException {
        RunResult result = new Runner(new OptionsBuilder()
                        .include(WatchedBenchmark.class.getName() + ".hit")
                        .param("store", store.name())
                        .shouldFailOnError(true)
                        .build())
                .runSingle();
        Row row = rows.computeIfAbsent(store, key -> new Row());
        double nobody = nanos(result, "nobody");
        row.metered.add(nobody, nanos(result, "meters"), nanos(result, "again"));
        row.observed.add(nanos(result, "observations") / nobody);
    }

    private static double nanos(RunResult result, String side) {
        return result.getSecondaryResults().get(side + "Nanos").getScore();
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("""
                # Meters and observations

                What a batch of 100 hits takes where Micrometer counts it, as a multiple of what it takes where nobody does; where runs of
                methods are observed, of which there are none in a batch that hits; and where nobody does once more: the error of the
                machine.

                The batches of all sides run in turn in one process, on the same cache; Redis is on the same machine. The median of %d
                processes, and the interval in which the mean lies with 95 %% certainty.

                | | meters | observations | nobody, again |
                | --- | --- | --- | --- |
                """.formatted(Comparison.ROUNDS));
        rows.forEach((store, row) -> text.append("| %s | %s | %s | %s |\n"
                .formatted(
                        (store == StoreKind.CAFFEINE) ? "Caffeine" : "Redis, JSON",
                        row.metered.subject(),
                        row.observed,
                        row.metered.again())));
        return text.toString();
    }

    private static final class Row {

        private final Comparison metered = new Comparison();

        private final Ratios observed = new Ratios();
    }
}
