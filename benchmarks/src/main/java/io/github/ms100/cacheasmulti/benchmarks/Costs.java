package io.github.ms100.cacheasmulti.benchmarks;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;
import tools.jackson.databind.json.JsonMapper;

/** Commands and round trips of a batch of 100 on Redis: counted by the servers, and by proxies in front of them. */
final class Costs {

    private static final Pattern CALLS = Pattern.compile("cmdstat_([^:]+):calls=(\\d+)");

    private static final Set<String> NOT_OF_BATCHES = Set.of(
            "info",
            "config",
            "ping",
            "hello",
            "client",
            "cluster",
            "command",
            "select",
            "auth",
            "script",
            "role",
            "subscribe",
            "hgetall");

    private static final int TIMES = 2;

    private static final List<Long> IDS = Car.ids(100);

    /**
     * What one batch costs.
     *
     * @param commands number and name of each
     */
    record Cost(String store, String subject, String operation, String commands, int roundTrips) {}

    private Costs() {}

    /** Writes the costs of all subjects of the given cells on Redis. */
    static void measure(List<Cells> all, Path file) throws Exception {
        List<Cost> costs = new ArrayList<>();
        for (StoreKind kind : List.of(StoreKind.REDIS_JSON, StoreKind.REDIS_CLUSTER, StoreKind.REDIS_LOCAL)) {
            Set<String> subjects = new LinkedHashSet<>();
            all.stream().filter(cells -> cells.store() == kind).forEach(cells -> subjects.addAll(cells.subjects()));
            // Which is no batch of 100.
            subjects.remove(Subject.SINGLE_CALL.name());
            if (!subjects.isEmpty()) {
                costs.addAll(measure(kind, Subject.LIMIT.name()));
            }
            for (String subject : subjects) {
                costs.addAll(measure(kind, subject));
            }
        }
        JsonMapper.shared().writeValue(file, costs);
    }

    private static List<Cost> measure(StoreKind kind, String subject) throws Exception {
        List<Cost> costs = new ArrayList<>();
        try (RoundTrips trips = new RoundTrips();
                RedisServers servers = kind == StoreKind.REDIS_CLUSTER
                        ? RedisServers.startCluster(trips::inFrontOf)
                        : RedisServers.startStandalone(trips::inFrontOf);
                Store store = kind.open(() -> servers);
                Batch batch = Work.open(subject, kind, store, Variant.PLAIN)) {
            for (String operation : operations(kind, subject)) {
                costs.add(least(() -> {
                    prepare(operation, batch, store);
                    new CommandStatistics(servers).reset();
                    trips.reset();
                    if (operation.equals("evict")) {
                        batch.evict(IDS);
                    } else {
                        batch.find(IDS);
                    }
                    int count = trips.count();
                    return new Cost(kind.name(), subject, operation, new CommandStatistics(servers).toString(), count);
                }));
            }
        }
        return costs;
    }

    /** Peers have entries of their own in Redis, which nobody else makes. */
    private static List<String> operations(StoreKind kind, String subject) {
        return kind.hasLocalLevel() && Peer.named(subject).isEmpty()
                ? List.of("allMiss", "allHit", "halfLocal", "evict")
                : List.of("allMiss", "allHit", "evict");
    }

    private static void prepare(String operation, Batch batch, Store store) throws Exception {
        batch.evict(IDS);
        if (!operation.equals("allMiss")) {
            batch.find(IDS);
        }
        if (operation.equals("halfLocal")) {
            List<Long> half = IDS.subList(0, IDS.size() / 2);
            batch.evict(half);
            store.remote().find(half);
        }
    }

    /** Returns the least of some: what happens at first use, and what happens meanwhile, is not of the batch. */
    private static Cost least(Callable<Cost> measurement) throws Exception {
        Cost least = measurement.call();
        for (int again = 1; again < TIMES; again++) {
            Cost cost = measurement.call();
            least = cost.roundTrips() <= least.roundTrips() ? cost : least;
        }
        return least;
    }

    /** What servers have been asked for. */
    private record CommandStatistics(RedisServers servers) {

        void reset() {
            for (int port : servers.own()) {
                try (Jedis server = new Jedis("127.0.0.1", port)) {
                    server.configResetStat();
                }
            }
        }

        @Override
        public String toString() {
            Map<String, Integer> calls = new TreeMap<>();
            for (int port : servers.own()) {
                try (Jedis server = new Jedis("127.0.0.1", port)) {
                    Matcher line = CALLS.matcher(server.info("commandstats"));
                    while (line.find()) {
                        String command = line.group(1);
                        if (!NOT_OF_BATCHES.contains(command.split("\\|")[0])) {
                            calls.merge(command.toUpperCase(Locale.ROOT), Integer.valueOf(line.group(2)), Integer::sum);
                        }
                    }
                }
            }
            return calls.isEmpty()
                    ? "nothing"
                    : calls.entrySet().stream()
                            .map(call -> call.getValue() + " " + call.getKey())
                            .collect(joining(" + "));
        }
    }
}
