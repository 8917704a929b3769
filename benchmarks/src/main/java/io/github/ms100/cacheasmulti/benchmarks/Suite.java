package io.github.ms100.cacheasmulti.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the suite in the quick or the full mode and leaves what was measured in files of a directory: of the stores of the
 * library itself, or of the peers if there are any on the class path.
 *
 * <p>Arguments: {@code quick} or {@code full}, and the directory.
 */
final class Suite {

    private static final TimeValue QUICK = TimeValue.milliseconds(300);

    private static final TimeValue FULL = TimeValue.milliseconds(800);

    private Suite() {}

    public static void main(String[] args) throws Exception {
        boolean quick = args[0].equals("quick");
        Path directory = Files.createDirectories(Path.of(args[1]));
        List<Peer> peers = Peer.onClassPath();
        List<Cells> all = !peers.isEmpty() ? Cells.ofPeers(peers, quick) : quick ? Cells.quick() : Cells.full();
        Environment.current().writeTo(directory.resolve("environment.json"));
        Costs.measure(all, directory.resolve("costs.json"));
        try (RedisServers standalone = RedisServers.standalone();
                RedisServers cluster = RedisServers.cluster()) {
            List<String> servers = RedisServers.passOn(standalone, cluster);
            for (int index = 0; index < all.size(); index++) {
                run(all.get(index), quick, servers, directory.resolve("jmh-%02d.json".formatted(index)));
            }
        }
    }

    private static void run(Cells cells, boolean quick, List<String> servers, Path result) throws Exception {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .param("store", cells.store().name())
                .param("variant", names(cells.variants().stream().map(Enum::name)))
                .param("size", names(cells.sizes().stream().sorted().map(String::valueOf)))
                .param("subject", names(cells.subjects().stream()))
                .warmupIterations(quick ? 2 : 3)
                .warmupTime(quick ? QUICK : FULL)
                .measurementIterations(quick ? 3 : 5)
                .measurementTime(quick ? QUICK : FULL)
                .forks(1)
                .jvmArgsAppend(servers.toArray(String[]::new))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.JSON)
                .result(result.toString());
        for (String operation : cells.operations()) {
            options.include("%s\\.%s$".formatted(BatchBenchmark.class.getName(), operation));
        }
        new Runner(options.build()).run();
    }

    private static String[] names(Stream<String> names) {
        return names.toArray(String[]::new);
    }
}
