package io.github.ms100.cacheasmulti.benchmarks.report;

import io.github.ms100.cacheasmulti.benchmarks.StoreKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a page with a table, and a chart, for each store that was measured, and an overview.
 *
 * <p>Arguments: the directory with what the processes measured, and the directory to write to.
 */
final class Report {

    private Report() {}

    public static void main(String[] args) throws IOException {
        Measurements measurements = Measurements.read(Path.of(args[0]));
        Path directory = Files.createDirectories(Path.of(args[1]));
        Files.writeString(directory.resolve("README.md"), new Overview(measurements).markdown());
        for (StoreKind store : measurements.stores()) {
            String file = Names.file(store);
            Table table = new Table(measurements, store);
            Files.writeString(directory.resolve(file + ".svg"), new Chart(measurements, store).svg());
            Files.writeString(directory.resolve(file + ".md"), """
                    # %1$s

                    ![%1$s](%2$s.svg)

                    Medians of one run, as multiples of what code by hand takes in the same process. An empty cell was not measured.

                    %3$s%4$s%5$s
                    %6$s
                    """.formatted(
                            Names.store(store),
                            file,
                            table.markdown(),
                            new Intervals(measurements, store).markdown(),
                            table.notes(),
                            measurements.environment()));
        }
    }
}
