package io.github.ms100.cacheasmulti.benchmarks;

import io.github.ms100.cacheasmulti.benchmarks.LaterBenchmark.Who;
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
 * Runs {@link LaterBenchmark} five times over, each time in new processes, and writes a table of the ratios.
 *
 * <p>Argument: the file to write.
 */
final class LaterRatios {

    private final Map<StoreKind, Row> rows = new LinkedHashMap<>();

    public static void main(String[] args) throws RunnerException, IOException {
        LaterRatios ratios = new LaterRatios();
        for (int round = 0; round < Comparison.ROUNDS; round++) {
            for (StoreKind store : List.of(StoreKind.CAFFEINE, StoreKind.REDIS_JSON)) {
                ratios.measure(store);
            }
        }
        Files.writeString(Path.of(args[0]), ratios.markdown());
    }

    private void measure(StoreKind store) throws RunnerException {
        Row row = rows.computeIfAbsent(store, key -> new Row());
        RunResult all = run(store, Who.ALL);
        double base = nanos(all, "base");
        row.together.add(base, nanos(all, "library"), nanos(all, "again"));
        row.loop.add(nanos(all, "loop") / base);
        row.alone.add(
                nanos(run(store, Who.BASE), "base"),
                nanos(run(store, Who.LIBRARY), "library"),
                nanos(run(store, Who.BASE), "base"));
    }

    private static RunResult run(StoreKind store, Who who) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(LaterBenchmark.class.getName() + ".hit")
                        .param("store", store.name())
                        .param("who", who.name())
                        .shouldFailOnError(true)
                        .build())
                .runSingle();
    }

    private static double nanos(RunResult result, String side) {
        return result.getSecondaryResults().get(side + "Nanos").getScore();
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("""
                # Methods whose results come later

                What a batch of 100 hits takes that returns a `CompletableFuture`, which is waited for at once: on Caffeine as a multiple
                of what the same method takes that returns the cars themselves; on Redis of what `MGET` takes by hand, in the classes of
                Lettuce, with values read in the driver's thread, where the library runs nothing (A5). Beside it a loop of 100 calls of a
                method of Spring that returns one car as a `CompletableFuture`; and the base once more: the error of the machine.

                In one process all sides run in turn; *alone* each has processes of its own. Redis is on the same machine. The median of %d
                processes, and the interval in which the mean lies with 95 %% certainty.

                | | in one process | the base, again | loop of the single method | alone | the base alone, again |
                | --- | --- | --- | --- | --- | --- |
                """.formatted(Comparison.ROUNDS));
        rows.forEach((store, row) -> text.append("| %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        (store == StoreKind.CAFFEINE) ? "Caffeine" : "Redis, JSON",
                        row.together.subject(),
                        row.together.again(),
                        row.loop,
                        row.alone.subject(),
                        row.alone.again())));
        return text.toString();
    }

    private static final class Row {

        private final Comparison together = new Comparison();

        private final Ratios loop = new Ratios();

        private final Comparison alone = new Comparison();
    }
}
