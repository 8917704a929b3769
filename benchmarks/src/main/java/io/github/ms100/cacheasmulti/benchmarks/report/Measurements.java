package io.github.ms100.cacheasmulti.benchmarks.report;

import io.github.ms100.cacheasmulti.benchmarks.Comparison;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the processes of one run have measured, compared with the limit of the same process. */
final class Measurements {

    static final String LIMIT = "LIMIT";

    static final String OURS = "CACHE_AS_MULTI";

    static final String SINGLE_CALL = "SINGLE_CALL";

    static final List<String> OPERATIONS = List.of("allHit", "halfHit", "halfLocal", "allMiss", "evict");

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

    private final Map<Work, Map<String, Figure>> figures = new LinkedHashMap<>();

    /** The time of this library's batches, compared with that by hand in another process. */
    private final Map<Work, Comparison> separate = new LinkedHashMap<>();

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
                JsonMapper.shared().readTree(file).forEach(this::readResult);
            }
        }
        Path ofSeparateJvms = process.resolve("separate-jvms.json");
        if (Files.exists(ofSeparateJvms)) {
            JsonMapper.shared().readTree(ofSeparateJvms).forEach(this::readRow);
        }
    }

    private void readResult(JsonNode result) {
        JsonNode parameters = result.get("params");
        String name = text(result, "benchmark");
        Map<String, Figure> bySubject = figures.computeIfAbsent(
                work(name.substring(name.lastIndexOf('.') + 1), parameters), key -> new LinkedHashMap<>());
        bySubject.putIfAbsent(LIMIT, Figure.ofLimit());
        bySubject.put(text(parameters, "subject"), Figure.of(result.get("secondaryMetrics")));
    }

    private void readRow(JsonNode row) {
        Comparison comparison = new Comparison();
        for (JsonNode round : row.get("rounds")) {
            comparison.add(
                    round.get("byHand").doubleValue(),
                    round.get("library").doubleValue(),
                    round.get("again").doubleValue());
        }
        separate.put(work(text(row, "operation"), row), comparison);
    }

    private static Work work(String operation, JsonNode parameters) {
        return new Work(
                StoreKind.valueOf(text(parameters, "store")),
                operation,
                Variant.valueOf(text(parameters, "variant")),
                parameters.get("size").asInt());
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asString();
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
        return comparison(work, subject).map(time -> time.subject().median());
    }

    Optional<Figure> figure(Work work, String subject) {
        return Optional.ofNullable(figures.getOrDefault(work, Map.of()).get(subject));
    }

    /** Returns the time of a batch, compared with that by hand in the same process. */
    Optional<Comparison> comparison(Work work, String subject) {
        return figure(work, subject).map(Figure::time);
    }

    /** Returns the time of a batch of this library, compared with that by hand in another process. */
    Optional<Comparison> separate(Work work) {
        return Optional.ofNullable(separate.get(work));
    }

    Optional<Double> allocation(Work work, String subject) {
        return figure(work, subject).map(Figure::bytes);
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
        return figure(work, subject).map(Figure::nanos);
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
