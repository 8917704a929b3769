package io.github.ms100.cacheasmulti.benchmarks.report;

import io.github.ms100.cacheasmulti.benchmarks.report.Measurements.Work;
import java.util.Locale;
import java.util.Map;

/** What a reader calls what was measured. */
final class Names {

    private static final Map<String, String> STORES = Map.of(
            "CONCURRENT_MAP", "ConcurrentMap",
            "CAFFEINE", "Caffeine",
            "EHCACHE", "Ehcache 3 on the heap (JCache)",
            "REDIS_JDK", "Redis, JDK serialization",
            "REDIS_JSON", "Redis, JSON",
            "REDIS_CLUSTER", "Redis Cluster of three masters, JSON");

    private static final Map<String, String> SUBJECTS = Map.of(
            Measurements.LIMIT,
            "by hand",
            "CACHE_AS_MULTI",
            "cache-as-multi",
            "LOOP_OF_CACHE",
            "loop of `cache.get`",
            "LOOP_OF_METHOD",
            "loop of the single method",
            "SINGLE_CALL",
            "one single call");

    private static final Map<String, String> OPERATIONS = Map.of(
            "allHit", "all hit",
            "halfHit", "half hit, put",
            "allMiss", "all miss, put",
            "evict", "evict");

    private static final Map<String, String> VARIANTS = Map.of(
            "PLAIN", "",
            "KEY_IDS", ", key `#ids`",
            "KEY_PREFIX", ", key `'x:' + #ids`",
            "TWO_PARAMETERS", ", two parameters",
            "SYNC", ", `sync = true`",
            "LIST", ", `List` by position",
            "ROWS", ", `List` by `asElementField`");

    private Names() {}

    static String store(String store) {
        return STORES.getOrDefault(store, store);
    }

    static String file(String store) {
        return store.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String subject(String subject) {
        return SUBJECTS.getOrDefault(subject, subject);
    }

    static String operation(String operation) {
        return OPERATIONS.getOrDefault(operation, operation);
    }

    static String work(Work work) {
        return "%s, %,d %s%s"
                .formatted(
                        operation(work.operation()),
                        work.size(),
                        work.size() == 1 ? "key" : "keys",
                        VARIANTS.getOrDefault(work.variant(), work.variant()));
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, ratio < 9.95 ? "%.2f" : "%.0f", ratio);
    }
}
