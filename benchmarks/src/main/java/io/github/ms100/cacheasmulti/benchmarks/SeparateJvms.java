package io.github.ms100.cacheasmulti.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs {@link BatchBenchmark} by hand, with the library, and by hand again, each in a JVM of its own, round by round, and leaves
 * what a batch took in a file.
 */
final class SeparateJvms {

    /**
     * One kind of batch.
     *
     * @param rounds what was measured until now
     */
    record Row(StoreKind store, String operation, Variant variant, int size, List<Round> rounds) {}

    /** Nanoseconds of a batch in the three JVMs of a round. */
    record Round(double byHand, double library, double again) {}

    private SeparateJvms() {}

    /**
     * Measures all.
     *
     * @param servers arguments by which JVMs use servers that run already
     */
    static void measure(Mode mode, List<String> servers, Path file) throws RunnerException {
        List<Row> rows = new ArrayList<>();
        if (mode != Mode.LOCAL) {
            addStoresOnHeap(rows);
        }
        if (mode != Mode.FULL) {
            addLocalLevel(rows);
        }
        for (int round = 0; round < mode.rounds(); round++) {
            for (Row row : rows) {
                row.rounds().add(round(mode, servers, row));
            }
        }
        JsonMapper.shared().writeValue(file, rows);
    }

    private static void addStoresOnHeap(List<Row> rows) {
        for (StoreKind store : List.of(StoreKind.CONCURRENT_MAP, StoreKind.CAFFEINE)) {
            for (String operation : Cells.ALL) {
                rows.add(new Row(store, operation, Variant.PLAIN, 100, new ArrayList<>()));
            }
        }
    }

    private static void addLocalLevel(List<Row> rows) {
        for (Variant keys : List.of(Variant.PLAIN, Variant.TEXT_KEYS)) {
            rows.add(new Row(StoreKind.REDIS_LOCAL, "allHit", keys, 100, new ArrayList<>()));
        }
    }

    private static Round round(Mode mode, List<String> servers, Row row) throws RunnerException {
        return new Round(
                nanos(mode, servers, row, Subject.LIMIT),
                nanos(mode, servers, row, Subject.CACHE_AS_MULTI),
                nanos(mode, servers, row, Subject.LIMIT));
    }

    private static double nanos(Mode mode, List<String> servers, Row row, Subject subject) throws RunnerException {
        List<String> arguments = new ArrayList<>(servers);
        // Code waits until it is compiled: alone, it is otherwise measured half compiled for seconds.
        arguments.add("-Xbatch");
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("%s\\.%s$".formatted(BatchBenchmark.class.getName(), row.operation()))
                .param("store", row.store().name())
                .param("variant", row.variant().name())
                .param("size", String.valueOf(row.size()))
                .param("subject", subject.name())
                // That would be done by both sides.
                .param("warmUpMillis", "0")
                .jvmArgsAppend(arguments.toArray(String[]::new))
                .shouldFailOnError(true);
        mode.configure(options, 1);
        return new Runner(options.build())
                .runSingle()
                .getSecondaryResults()
                .get("nanos")
                .getStatistics()
                .getPercentile(50);
    }
}
