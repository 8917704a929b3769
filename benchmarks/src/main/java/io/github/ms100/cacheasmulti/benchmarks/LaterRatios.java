package io.github.ms100.cacheasmulti.benchmarks;

import io.github.ms100.cacheasmulti.benchmarks.LaterBenchmark.Who;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    private final Row caffeine = new Row("Caffeine");

    private final Row driver = new Row("Redis, JSON read in the driver's thread");

    private final Row elsewhere = new Row("Redis, JSON read in another thread");

    public static void main(String[] args) throws RunnerException, IOException {
        LaterRatios ratios = new LaterRatios();
        for (int round = 0; round < Comparison.ROUNDS; round++) {
            ratios.measure();
        }
        Files.writeString(Path.of(args[0]), ratios.markdown());
    }

    private void measure() throws RunnerException {
        caffeine.measure(StoreKind.CAFFEINE, Who.BASE, Who.BOTH, new Alone(StoreKind.CAFFEINE));
        Alone redis = new Alone(StoreKind.REDIS_JSON);
        driver.measure(StoreKind.REDIS_JSON, Who.BASE, Who.BOTH, redis);
        elsewhere.measure(StoreKind.REDIS_JSON, Who.BASE_ELSEWHERE, Who.BOTH_ELSEWHERE, redis);
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
                Lettuce. There JSON is read by hand in the driver's thread, where the library runs nothing of a user's (A5), so that it has
                to wake one more; or in another thread, as it does. Beside it a loop of 100 calls of a method of Spring that returns one car
                as a `CompletableFuture`; and the base once more: the error of the machine.

                In one process both run in turn; *alone* each has processes of its own, as the loop has. Redis is on the same machine. The
                median of %d processes, and the interval in which the mean lies with 95 %% certainty.

                | | in one process | the base, again | alone | the base alone, again | loop of the single method |
                | --- | --- | --- | --- | --- | --- |
                """.formatted(Comparison.ROUNDS));
        for (Row row : List.of(caffeine, driver, elsewhere)) {
            text.append("| %s | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            row.name,
                            row.together.subject(),
                            row.together.again(),
                            row.alone.subject(),
                            row.alone.again(),
                            row.loop));
        }
        return text.toString();
    }

    /** What has processes of its own, in one round, whatever it is compared with. */
    private static final class Alone {

        private final double library;

        private final double loop;

        private Alone(StoreKind store) throws RunnerException {
            this.library = nanos(run(store, Who.LIBRARY), "library");
            this.loop = nanos(run(store, Who.LOOP), "loop");
        }
    }

    private static final class Row {

        private final String name;

        private final Comparison together = new Comparison();

        private final Comparison alone = new Comparison();

        private final Ratios loop = new Ratios();

        private Row(String name) {
            this.name = name;
        }

        private void measure(StoreKind store, Who base, Who both, Alone measured) throws RunnerException {
            RunResult inOne = run(store, both);
            together.add(nanos(inOne, "base"), nanos(inOne, "library"), nanos(inOne, "again"));
            double byItself = nanos(run(store, base), "base");
            alone.add(byItself, measured.library, nanos(run(store, base), "base"));
            loop.add(measured.loop / byItself);
        }
    }
}
