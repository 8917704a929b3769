package io.github.ms100.cacheasmulti.internal.statistics;

import io.github.ms100.cacheasmulti.event.BatchStatistics;
import io.github.ms100.cacheasmulti.event.BatchStatistics.Calls;
import io.github.ms100.cacheasmulti.event.BatchStatistics.OfCache;
import io.github.ms100.cacheasmulti.event.BatchStatistics.OfMethod;
import io.github.ms100.cacheasmulti.event.BatchStatistics.Period;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Writes statistics to the log: as a table, or as one line of keys and values for each method and cache (O7). */
public enum StatisticsText implements Consumer<BatchStatistics> {

    /** One message for people. */
    TABLE {
        @Override
        List<String> messages(BatchStatistics statistics) {
            return List.of("Batches in %s%n%s%nsince the start, in %s%n%s"
                    .formatted(
                            seconds(statistics.interval()),
                            table(statistics.interval()),
                            seconds(statistics.total()),
                            table(statistics.total())));
        }
    },

    /** One message for each method and cache, for programs. */
    LINES {
        @Override
        List<String> messages(BatchStatistics statistics) {
            List<String> lines = new ArrayList<>();
            addLines(lines, "interval", statistics.interval());
            addLines(lines, "total", statistics.total());
            return lines;
        }
    };

    private static final Log logger = LogFactory.getLog("io.github.ms100.cacheasmulti.statistics");

    private static final String NONE = "-";

    /** Returns what is to be logged. */
    abstract List<String> messages(BatchStatistics statistics);

    @Override
    public void accept(BatchStatistics statistics) {
        if (logger.isInfoEnabled()) {
            messages(statistics).forEach(logger::info);
        }
    }

    private static String seconds(Period period) {
        return String.format(Locale.ROOT, "%.1f s", period.time().toMillis() / 1000.0);
    }

    private static String table(Period period) {
        List<Map<String, String>> methods =
                period.methods().stream().map(StatisticsText::row).toList();
        List<Map<String, String>> caches =
                period.caches().stream().map(StatisticsText::row).toList();
        return rows(methods) + (methods.isEmpty() || caches.isEmpty() ? "" : System.lineSeparator()) + rows(caches);
    }

    /** Returns rows below their heads: texts to the left, numbers to the right. */
    private static String rows(List<Map<String, String>> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        List<String> heads = List.copyOf(rows.get(0).keySet());
        List<List<String>> cells = new ArrayList<>();
        cells.add(heads);
        rows.forEach(row -> cells.add(List.copyOf(row.values())));
        int[] widths = new int[heads.size()];
        cells.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return cells.stream().map(row -> line(row, widths)).collect(Collectors.joining(System.lineSeparator()));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - row.get(i).length());
            line.append((i == 0) ? row.get(i) + pad : "  " + pad + row.get(i));
        }
        return line.toString();
    }

    private static void addLines(List<String> lines, String name, Period period) {
        period.methods().forEach(method -> lines.add(line(name, period, row(method))));
        period.caches().forEach(cache -> lines.add(line(name, period, row(cache))));
    }

    private static String line(String name, Period period, Map<String, String> row) {
        return "period=%s ms=%d ".formatted(name, period.time().toMillis())
                + row.entrySet().stream()
                        .map(cell -> cell.getKey() + "=" + quotedIfNeeded(cell.getValue()))
                        .collect(Collectors.joining(" "));
    }

    private static String quotedIfNeeded(String text) {
        return text.contains(" ") ? '"' + text + '"' : text;
    }

    private static Map<String, String> row(OfMethod method) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put(
                "method",
                method.method().getDeclaringClass().getSimpleName() + "."
                        + method.method().getName());
        row.put("calls", text(method.calls()));
        row.put("elements", text(method.elements()));
        row.put("p50", text(method.medianSize()));
        row.put("max", text(method.maximumSize()));
        row.put("loads", text(method.loads()));
        row.put("failed", text(method.failedLoads()));
        row.put("found", text(method.found()));
        row.put("missing", text(method.missing()));
        row.put("load_avg_ms", average(method.loadTime(), method.loads()));
        row.put("load_max_ms", text(method.longestLoad()));
        row.put("waits", text(method.waits()));
        row.put("coalesced", text(method.coalesced()));
        return row;
    }

    private static Map<String, String> row(OfCache cache) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("cache", cache.name());
        row.put("manager", cache.manager().isEmpty() ? NONE : cache.manager());
        row.put("keys", text(cache.hits() + cache.misses() + cache.errors() + cache.bypassed()));
        row.put("hit_pct", share(cache.hits(), cache.misses()));
        row.put("errors", text(cache.errors()));
        row.put("bypassed", text(cache.bypassed()));
        add(row, "get", cache.gets());
        row.put("stored", text(cache.stored()));
        add(row, "put", cache.puts());
        row.put("removed", text(cache.removed()));
        row.put("local_hit_pct", share(cache.localHits(), cache.localMisses()));
        return row;
    }

    private static void add(Map<String, String> row, String name, Calls calls) {
        row.put(name + "s", text(calls.count()));
        row.put(name + "_avg_ms", average(calls.time(), calls.count()));
        row.put(name + "_max_ms", text(calls.longest()));
    }

    private static String text(long count) {
        return Long.toString(count);
    }

    private static String text(Duration time) {
        return milliseconds((double) time.toNanos());
    }

    private static String average(Duration time, long count) {
        return (count == 0) ? NONE : milliseconds(time.toNanos() / (double) count);
    }

    private static String milliseconds(double nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1_000_000);
    }

    private static String share(long hits, long misses) {
        return (hits + misses == 0) ? NONE : String.format(Locale.ROOT, "%.1f", 100.0 * hits / (hits + misses));
    }
}
