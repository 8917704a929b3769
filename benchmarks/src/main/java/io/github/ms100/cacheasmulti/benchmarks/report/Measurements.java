package io.github.ms100.cacheasmulti.benchmarks.report;

import io.github.ms100.cacheasmulti.benchmarks.StoreKind;
import io.github.ms100.cacheasmulti.benchmarks.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the processes of one run have measured, compared with the limit of the same process. */
final class Measurements {

    static final String LIMIT = "LIMIT";

    static final String OURS = "CACHE_AS_MULTI";

    static final String SINGLE_CALL = "SINGLE_CALL";

    static final List<String> OPERATIONS = List.of("allHit", "halfHit", "allMiss", "evict");

    /** What is measured for some subjects; in the order of a table. */
    record Work(StoreKind store, String operation, Variant variant, int size) implements Comparable<Work> {

        private static final Comparator<Work> ORDER = Comparator.comparing(Work::store)
                .thenComparing(work -> OPERATIONS.indexOf(work.operation))
                .thenComparing(Work::variant)
                .thenComparing(Work::size);

        @Override
        public int compareTo(Work other) {
            return ORDER.compare(this, other);
        }

        /** Returns whether this belongs on an overview. */
        boolean isTypical() {
            return size == 100 && variant == Variant.PLAIN;
        }
    }

    /**
     * A figure of one subject.
     *
     * @param time of a batch, as a multiple of that by hand
     * @param bytes allocated by a batch, as a multiple of those by hand
     * @param nanos of a batch
     */
    private record Figure(double time, double bytes, double nanos) {

        static final Figure OF_LIMIT = new Figure(1, 1, 0);
    }

    private final Map<Work, Map<String, Figure>> figures = new LinkedHashMap<>();

    /** Commands and round trips, by store and operation, then by subject. */
    private final Map<String, Map<String, String>> costs = new LinkedHashMap<>();

    private final List<JsonNode> environments = new ArrayList<>();

    private Measurements() {}

    /** Reads a directory that has a directory for each process. */
    static Measurements read(Path directory) throws IOException {
        Measurements read = new Measurements();
        try (Stream<Path> processes = Files.list(directory)) {
            for (Path process : processes.filter(Files::isDirectory).sorted().toList()) {
                read.readProcess(process);
            }
        }
        return read;
    }

    private void readProcess(Path process) throws IOException {
        environments.add(JsonMapper.shared().readTree(process.resolve("environment.json")));
        for (JsonNode cost : JsonMapper.shared().readTree(process.resolve("costs.json"))) {
            costs.computeIfAbsent(text(cost, "store") + text(cost, "operation"), key -> new LinkedHashMap<>())
                    .putIfAbsent(
                            text(cost, "subject"),
                            "%s / %d"
                                    .formatted(
                                            text(cost, "commands"),
                                            cost.get("roundTrips").intValue()));
        }
        try (Stream<Path> files = Files.list(process)) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("jmh-"))
                    .sorted()
                    .toList()) {
                for (JsonNode result : JsonMapper.shared().readTree(file)) {
                    JsonNode parameters = result.get("params");
                    String name = text(result, "benchmark");
                    Work work = new Work(
                            StoreKind.valueOf(text(parameters, "store")),
                            name.substring(name.lastIndexOf('.') + 1),
                            Variant.valueOf(text(parameters, "variant")),
                            Integer.parseInt(text(parameters, "size")));
                    Map<String, Figure> bySubject = figures.computeIfAbsent(work, key -> new LinkedHashMap<>());
                    bySubject.put(LIMIT, Figure.OF_LIMIT);
                    bySubject.put(text(parameters, "subject"), figure(result.get("secondaryMetrics")));
                }
            }
        }
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asString();
    }

    private static Figure figure(JsonNode medians) {
        return new Figure(
                median(medians, "subjectNanos", "limitNanos"),
                median(medians, "subjectBytes", "limitBytes"),
                median(iterations(medians.get("subjectNanos"))));
    }

    /** Returns the median of the quotients of all iterations. */
    private static double median(JsonNode medians, String dividend, String divisor) {
        double[] quotients = iterations(medians.get(dividend));
        double[] divisors = iterations(medians.get(divisor));
        Arrays.setAll(quotients, index -> quotients[index] / divisors[index]);
        return median(quotients);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    private static double[] iterations(JsonNode metric) {
        return StreamSupport.stream(metric.get("rawData").spliterator(), false)
                .flatMap(fork -> StreamSupport.stream(fork.spliterator(), false))
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }

    List<StoreKind> stores() {
        return figures.keySet().stream().map(Work::store).distinct().sorted().toList();
    }

    /** Returns everything that was done on the store. */
    List<Work> works(StoreKind store) {
        return figures.keySet().stream()
                .filter(work -> work.store() == store)
                .sorted()
                .toList();
    }

    /** Returns the subjects on the store, the limit first. */
    List<String> subjects(StoreKind store) {
        return figures.entrySet().stream()
                .filter(entry -> entry.getKey().store() == store)
                .flatMap(entry -> entry.getValue().keySet().stream())
                .distinct()
                .toList();
    }

    Optional<Double> time(Work work, String subject) {
        return Optional.ofNullable(figures.getOrDefault(work, Map.of()).get(subject))
                .map(Figure::time);
    }

    Optional<Double> allocation(Work work, String subject) {
        return Optional.ofNullable(figures.getOrDefault(work, Map.of()).get(subject))
                .map(Figure::bytes);
    }

    /** Returns how the time per key differs from that of a batch of 100. */
    Optional<Double> growth(Work work, String subject) {
        Work hundred = new Work(work.store(), work.operation(), work.variant(), 100);
        Optional<Double> ofHundred = nanos(hundred, subject);
        return nanos(work, subject)
                .filter(nanos -> ofHundred.isPresent())
                .map(nanos -> nanos / work.size() / (ofHundred.get() / 100));
    }

    private Optional<Double> nanos(Work work, String subject) {
        return Optional.ofNullable(figures.getOrDefault(work, Map.of()).get(subject))
                .map(Figure::nanos);
    }

    /** Returns commands and round trips of a batch of 100, by subject. */
    Map<String, String> costs(StoreKind store, String operation) {
        return costs.getOrDefault(store + operation, Map.of());
    }

    /** Returns where and with what this was measured, in one line. */
    String environment() {
        JsonNode first = environments.get(0);
        Map<String, String> versions = new TreeMap<>();
        for (JsonNode environment : environments) {
            for (Map.Entry<String, JsonNode> version :
                    environment.get("versions").properties()) {
                versions.merge(
                        version.getKey(),
                        version.getValue().asString(),
                        (one, other) -> one.contains(other) ? one : one + " and " + other);
            }
        }
        List<String> named = new ArrayList<>();
        versions.forEach((artifact, version) -> named.add(artifact + " " + version));
        return "%s, %s, %d processors, %s; %s"
                .formatted(
                        text(first, "date"),
                        text(first, "system"),
                        first.get("processors").intValue(),
                        text(first, "jdk"),
                        String.join(", ", named));
    }
}
