package io.github.ms100.cacheasmulti.benchmarks.report;

import io.github.ms100.cacheasmulti.benchmarks.StoreKind;
import io.github.ms100.cacheasmulti.benchmarks.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
     * @param time of a batch, in microseconds
     * @param bytes allocated by a batch
     */
    private record Figure(double time, double bytes) {

        Figure dividedBy(Figure limit) {
            return new Figure(time / limit.time, bytes / limit.bytes);
        }
    }

    /** Ratios to the limit, by work and subject. */
    private final Map<Work, Map<String, Figure>> ratios = new LinkedHashMap<>();

    /** Times in microseconds of the first process, by work and subject. */
    private final Map<Work, Map<String, Double>> times = new LinkedHashMap<>();

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
        Map<Work, Map<String, Figure>> figures = new LinkedHashMap<>();
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
                    figures.computeIfAbsent(work, key -> new LinkedHashMap<>())
                            .put(text(parameters, "subject"), figure(result));
                }
            }
        }
        figures.forEach((work, bySubject) -> bySubject.forEach((subject, figure) -> {
            ratios.computeIfAbsent(work, key -> new LinkedHashMap<>())
                    .putIfAbsent(subject, figure.dividedBy(bySubject.get(LIMIT)));
            times.computeIfAbsent(work, key -> new LinkedHashMap<>()).putIfAbsent(subject, figure.time);
        }));
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asString();
    }

    private static Figure figure(JsonNode result) {
        return new Figure(
                median(result.get("primaryMetric")),
                median(result.get("secondaryMetrics").get("gc.alloc.rate.norm")));
    }

    private static double median(JsonNode metric) {
        double[] sorted = StreamSupport.stream(metric.get("rawData").spliterator(), false)
                .flatMap(fork -> StreamSupport.stream(fork.spliterator(), false))
                .mapToDouble(JsonNode::doubleValue)
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    List<StoreKind> stores() {
        return ratios.keySet().stream().map(Work::store).distinct().sorted().toList();
    }

    /** Returns everything that was done on the store. */
    List<Work> works(StoreKind store) {
        return ratios.keySet().stream()
                .filter(work -> work.store() == store)
                .sorted()
                .toList();
    }

    /** Returns the subjects on the store, the limit first. */
    List<String> subjects(StoreKind store) {
        return ratios.entrySet().stream()
                .filter(entry -> entry.getKey().store() == store)
                .flatMap(entry -> entry.getValue().keySet().stream())
                .distinct()
                .toList();
    }

    Optional<Double> time(Work work, String subject) {
        return Optional.ofNullable(ratios.getOrDefault(work, Map.of()).get(subject))
                .map(Figure::time);
    }

    Optional<Double> allocation(Work work, String subject) {
        return Optional.ofNullable(ratios.getOrDefault(work, Map.of()).get(subject))
                .map(Figure::bytes);
    }

    /** Returns how the time per key differs from that of a batch of 100. */
    Optional<Double> growth(Work work, String subject) {
        Work hundred = new Work(work.store(), work.operation(), work.variant(), 100);
        Double ofHundred = times.getOrDefault(hundred, Map.of()).get(subject);
        Double time = times.getOrDefault(work, Map.of()).get(subject);
        return ofHundred == null || time == null
                ? Optional.empty()
                : Optional.of(time / work.size() / (ofHundred / 100));
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
