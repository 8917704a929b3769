package io.github.ms100.cacheasmulti.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link TypedBenchmark} five times over, each time in new processes, and writes a table of the ratios.
 *
 * <p>Argument: the file to write.
 */
final class TypedRatios {

    private final Map<TypedSide, Ratios> together = new EnumMap<>(TypedSide.class);

    private final Map<TypedSide, Ratios> alone = new EnumMap<>(TypedSide.class);

    public static void main(String[] args) throws RunnerException, IOException {
        TypedRatios ratios = new TypedRatios();
        for (int round = 0; round < Comparison.ROUNDS; round++) {
            ratios.measure();
        }
        Files.writeString(Path.of(args[0]), ratios.markdown());
    }

    private void measure() throws RunnerException {
        RunResult all = run(TypedBenchmark.ALL);
        double method = nanos(all, TypedSide.METHOD);
        double methodAlone = nanos(run(TypedSide.METHOD.name()), TypedSide.METHOD);
        for (TypedSide side : TypedSide.values()) {
            if (side != TypedSide.METHOD) {
                of(together, side).add(nanos(all, side) / method);
                of(alone, side).add(nanos(run(side.name()), side) / methodAlone);
            }
        }
    }

    private static Ratios of(Map<TypedSide, Ratios> ratios, TypedSide side) {
        return ratios.computeIfAbsent(side, any -> new Ratios());
    }

    private static RunResult run(String side) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(TypedBenchmark.class.getName() + ".hit")
                        .param("side", side)
                        .shouldFailOnError(true)
                        .build())
                .runSingle();
    }

    private static double nanos(RunResult result, TypedSide side) {
        String name =
                switch (side) {
                    case METHOD -> "method";
                    case GET_ALL -> "getAll";
                    case LOAD -> "load";
                    case RESULT_METHOD -> "resultMethod";
                    case JETCACHE -> "jetCache";
                    case METHOD_AGAIN -> "methodAgain";
                };
        return result.getSecondaryResults().get(name + "Nanos").getScore();
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("""
                # Batches by key

                What 100 hits on Caffeine take by their keys, as a multiple of what the annotated method takes that returns a map of them:
                in one process, in turn, and *alone* each in a process of its own. JetCache's `getAll` is on a Caffeine cache of its own.
                The last row is the method once more: the error of the machine. The median of %d processes, and the interval in which the
                mean lies with 95 %% certainty.

                | | in one process | alone |
                | --- | --- | --- |
                """.formatted(Comparison.ROUNDS));
        row(text, "`getAll(keys, loader)`", TypedSide.GET_ALL);
        row(text, "`load(keys, loader)`, a `BatchResult`", TypedSide.LOAD);
        row(text, "the annotated method, returning a `BatchResult`", TypedSide.RESULT_METHOD);
        row(text, "JetCache `getAll`", TypedSide.JETCACHE);
        row(text, "the annotated method, again", TypedSide.METHOD_AGAIN);
        return text.toString();
    }

    private void row(StringBuilder text, String name, TypedSide side) {
        text.append("| %s | %s | %s |\n".formatted(name, of(together, side), of(alone, side)));
    }
}
