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

    static void measure(Mode mode, Path file) throws RunnerException {
        List<Row> rows = rows();
        for (int round = 0; round < mode.rounds(); round++) {
            for (Row row : rows) {
                row.rounds().add(round(mode, row));
            }
        }
        JsonMapper.shared().writeValue(file, rows);
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (StoreKind store : List.of(StoreKind.CONCURRENT_MAP, StoreKind.CAFFEINE)) {
            for (String operation : Cells.ALL) {
                rows.add(new Row(store, operation, Variant.PLAIN, 100, new ArrayList<>()));
            }
        }
        return rows;
    }

    private static Round round(Mode mode, Row row) throws RunnerException {
        return new Round(
                nanos(mode, row, Subject.LIMIT),
                nanos(mode, row, Subject.CACHE_AS_MULTI),
                nanos(mode, row, Subject.LIMIT));
    }

    private static double nanos(Mode mode, Row row, Subject subject) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("%s\\.%s$".formatted(BatchBenchmark.class.getName(), row.operation()))
                .param("store", row.store().name())
                .param("variant", row.variant().name())
                .param("size", String.valueOf(row.size()))
                .param("subject", subject.name())
                // Code waits until it is compiled: alone, it is otherwise measured half compiled for seconds.
                .jvmArgsAppend("-Xbatch")
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
