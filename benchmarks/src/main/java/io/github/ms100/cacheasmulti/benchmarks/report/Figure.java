package io.github.ms100.cacheasmulti.benchmarks.report;

import io.github.ms100.cacheasmulti.benchmarks.Comparison;
import io.github.ms100.cacheasmulti.benchmarks.Ratios;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openjdk.jmh.util.ListStatistics;
import tools.jackson.databind.JsonNode;

/**
 * What a batch of one subject takes.
 *
 * @param time compared with that by hand in the same process, for each process
 * @param bytes allocated, as a multiple of those by hand
 * @param allocations the same for each process
 * @param nanos its time itself
 */
record Figure(Comparison time, double bytes, Ratios allocations, double nanos) {

    static Figure ofLimit() {
        Comparison same = new Comparison();
        same.add(1, 1, 1);
        return new Figure(same, 1, same.subject(), 0);
    }

    /** Returns what follows from the medians that a benchmark reports. */
    static Figure of(JsonNode medians) {
        Comparison time = new Comparison();
        double[][] ours = processes(medians.get("subjectNanos"));
        double[][] byHand = processes(medians.get("limitNanos"));
        double[][] again = processes(medians.get("againNanos"));
        for (int process = 0; process < ours.length; process++) {
            time.add(1, quotient(ours[process], byHand[process]), quotient(again[process], byHand[process]));
        }
        return new Figure(
                time,
                quotient(all(medians.get("subjectBytes")), all(medians.get("limitBytes"))),
                allocations(processes(medians.get("subjectBytes")), processes(medians.get("limitBytes"))),
                median(all(medians.get("subjectNanos"))));
    }

    private static Ratios allocations(double[][] ours, double[][] byHand) {
        Ratios allocations = new Ratios();
        for (int process = 0; process < ours.length; process++) {
            allocations.add(quotient(ours[process], byHand[process]));
        }
        return allocations;
    }

    /** Returns the median of the quotients of all iterations. */
    private static double quotient(double[] dividends, double[] divisors) {
        double[] quotients = new double[dividends.length];
        Arrays.setAll(quotients, index -> dividends[index] / divisors[index]);
        return median(quotients);
    }

    private static double median(double[] values) {
        return new ListStatistics(values).getPercentile(50);
    }

    private static double[] all(JsonNode metric) {
        return Stream.of(processes(metric)).flatMapToDouble(DoubleStream::of).toArray();
    }

    /** Returns what the iterations measured, by process. */
    private static double[][] processes(JsonNode metric) {
        return StreamSupport.stream(metric.get("rawData").spliterator(), false)
                .map(process -> StreamSupport.stream(process.spliterator(), false)
                        .mapToDouble(JsonNode::doubleValue)
                        .toArray())
                .toArray(double[][]::new);
    }
}
