package io.github.ms100.cacheasmulti.benchmarks.report;

import io.github.ms100.cacheasmulti.benchmarks.StoreKind;
import io.github.ms100.cacheasmulti.benchmarks.Variant;
import io.github.ms100.cacheasmulti.benchmarks.report.Measurements.Work;
import java.util.Locale;
import java.util.Map;

/** What a reader calls what was measured. */
final class Names {

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
            "halfLocal", "half local, half in Redis",
            "allMiss", "all miss, put",
            "evict", "evict");

    private Names() {}

    static String store(StoreKind store) {
        return switch (store) {
            case CONCURRENT_MAP -> "ConcurrentMap";
            case CAFFEINE -> "Caffeine";
            case EHCACHE -> "Ehcache 3 on the heap (JCache)";
            case REDIS_JDK -> "Redis, JDK serialization";
            case REDIS_JSON -> "Redis, JSON";
            case REDIS_CLUSTER -> "Redis Cluster of three masters, JSON";
            case REDIS_LOCAL -> "Redis, JSON, with a local level";
        };
    }

    static String file(StoreKind store) {
        return store.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String variant(Variant variant) {
        return switch (variant) {
            case PLAIN -> "";
            case TEXT_KEYS -> ", `String`s";
            case KEY_IDS -> ", key `#ids`";
            case KEY_PREFIX -> ", key `'x:' + #ids`";
            case TWO_PARAMETERS -> ", two parameters";
            case SYNC -> ", `sync = true`";
            case LIST -> ", `List` by position";
            case ROWS -> ", `List` by `asElementField`";
        };
    }

    static String subject(String subject) {
        return SUBJECTS.getOrDefault(subject, subject);
    }

    static String operation(StoreKind store, String operation) {
        if (store == StoreKind.REDIS_LOCAL && operation.equals("allHit")) {
            return "all local";
        }
        return OPERATIONS.getOrDefault(operation, operation);
    }

    static String work(Work work) {
        return "%s, %,d %s%s"
                .formatted(
                        operation(work.store(), work.operation()),
                        work.size(),
                        work.size() == 1 ? "key" : "keys",
                        variant(work.variant()));
    }
}
