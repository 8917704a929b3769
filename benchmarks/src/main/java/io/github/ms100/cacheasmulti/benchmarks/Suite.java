package io.github.ms100.cacheasmulti.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the suite and leaves what was measured in files of a directory: of the stores of the
 * library itself, or of the peers if there are any on the class path.
 *
 * <p>Arguments: the {@link Mode}, and the directory.
 */
final class Suite {

    private Suite() {}

    public static void main(String[] args) throws Exception {
        Mode mode = Mode.of(args[0]);
        Path directory = Files.createDirectories(Path.of(args[1]));
        List<Peer> peers = Peer.onClassPath();
        List<Cells> all = Cells.of(mode, peers);
        if (mode != Mode.SMOKE) {
            Environment.current().writeTo(directory.resolve("environment.json"));
            Costs.measure(all, directory.resolve("costs.json"));
        }
        try (RedisServers standalone = RedisServers.standalone();
                RedisServers cluster = RedisServers.cluster()) {
            List<String> servers = RedisServers.share(standalone, cluster);
            for (int index = 0; index < all.size(); index++) {
                run(all.get(index), mode, servers, directory.resolve("jmh-%02d.json".formatted(index)));
            }
            if (peers.isEmpty() && mode != Mode.QUICK) {
                SeparateJvms.measure(mode, servers, directory.resolve("separate-jvms.json"));
            }
        }
    }

    private static void run(Cells cells, Mode mode, List<String> servers, Path result) throws Exception {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .param("store", cells.store().name())
                .param("variant", names(cells.variants().stream().map(Enum::name)))
                .param("size", names(cells.sizes().stream().sorted().map(String::valueOf)))
                .param("subject", names(cells.subjects().stream()))
                .param("warmUpMillis", String.valueOf(mode.warmUpMillis()))
                .jvmArgsAppend(servers.toArray(String[]::new))
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.JSON)
                .result(result.toString());
        mode.configure(options, cells.rounds());
        for (String operation : cells.operations()) {
            options.include("%s\\.%s$".formatted(RatioBenchmark.class.getName(), operation));
        }
        new Runner(options.build()).run();
    }

    private static String[] names(Stream<String> names) {
        return names.toArray(String[]::new);
    }
}
