package io.github.ms100.cacheasmulti.demo.web;

import io.github.ms100.cacheasmulti.demo.evidence.Evidence;
import io.github.ms100.cacheasmulti.demo.evidence.SharedEvidence;
import io.github.ms100.cacheasmulti.demo.evidence.Witness;
import io.github.ms100.cacheasmulti.demo.stock.StockLevels;
import io.github.ms100.cacheasmulti.demo.web.CallReport.Outcome;
import io.github.ms100.cacheasmulti.demo.web.StockReport.Caller;
import io.github.ms100.cacheasmulti.demo.web.StockReport.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/** Asks for the stock, several callers at once, and reports what was seen. */
@Service
class Stock {

    /** How many callers there are; each of them asks for half of the ids. */
    static final int CALLERS = 4;

    private final StockLevels levels;

    private final Witness witness;

    Stock(StockLevels levels, Witness witness) {
        this.levels = levels;
        this.witness = witness;
    }

    /** Looks the stock up for all callers at once, and says for each of them what came from where. */
    StockReport lookUp(List<Long> ids, boolean mono) {
        Map<Long, Integer> found = new ConcurrentHashMap<>();
        List<List<Long>> asked = overlapping(ids);
        List<Supplier<CompletableFuture<Void>>> calls = new ArrayList<>();
        for (List<Long> batch : asked) {
            calls.add(() -> find(batch, mono).thenAccept(found::putAll));
        }
        SharedEvidence evidence = witness.watchAll(calls);
        Set<Object> loadedByAny = evidence.idsReadByAny();
        List<Caller> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            Set<Object> loaded = evidence.idsRead().get(caller);
            callers.add(new Caller(asked.get(caller).stream()
                    .map(id -> new Element(id, outcome(id, loaded, loadedByAny), found.get(id)))
                    .toList()));
        }
        String call = "%d times %s".formatted(CALLERS, describe(mono ? "monoOfStock" : "findStock", asked.get(0)));
        return new StockReport(call, callers, evidence.whole());
    }

    StockReport forget(List<Long> ids) {
        Evidence evidence = witness.watch(() -> levels.forget(ids).join());
        List<Element> elements =
                ids.stream().map(id -> new Element(id, Outcome.EVICTED, null)).toList();
        return new StockReport(describe("forget", ids), List.of(new Caller(elements)), evidence);
    }

    private CompletableFuture<Map<Long, Integer>> find(List<Long> ids, boolean mono) {
        return mono ? levels.monoOfStock(ids).toFuture() : levels.findStock(ids);
    }

    /** Returns what each caller asks for: a half of the ids, from the first to the last one. */
    private static List<List<Long>> overlapping(List<Long> ids) {
        int size = (ids.size() + 1) / 2;
        List<List<Long>> batches = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            int first = caller * (ids.size() - size) / (CALLERS - 1);
            batches.add(ids.subList(first, first + size));
        }
        return batches;
    }

    private static Outcome outcome(Long id, Set<Object> loaded, Set<Object> loadedByAny) {
        if (loaded.contains(id)) {
            return Outcome.DATABASE;
        }
        return loadedByAny.contains(id) ? Outcome.SHARED : Outcome.CACHE;
    }

    private static String describe(String method, List<Long> ids) {
        return "%s(%s)".formatted(method, Catalogue.count(ids.size(), "id"));
    }
}
