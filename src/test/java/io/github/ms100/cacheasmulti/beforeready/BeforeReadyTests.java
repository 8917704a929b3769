package io.github.ms100.cacheasmulti.beforeready;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import io.github.ms100.cacheasmulti.shapes.Articles.Article;
import io.github.ms100.cacheasmulti.shapes.Articles.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.InitializingBean;

/** Calls while beans are still being made, as in a method with {@code @PostConstruct}. */
@DisplayName("S29 before all singletons are ready a call does what it would with no cache")
class BeforeReadyTests {

    private final RecordingCache cache = new RecordingCache("cars");

    private final CachingContext context = CachingContext.of(new GivenCaches(cache), EarlyCars.class, Early.class);

    private final EarlyCars cars = context.bean(EarlyCars.class);

    private final Early early = context.bean(Early.class);

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    @DisplayName("S4-S6, S9-S13, S29 results, containers, order and what the method is asked for are those of later")
    void sameAsLater() {
        Map<String, String> before = early.outcomes;
        early.run(cache::clear);

        assertThat(before).hasSizeGreaterThan(15).isEqualTo(early.outcomes);
    }

    @Test
    @DisplayName("S29 Spring's annotations cache nothing and make no key and no condition")
    void nothingIsCached() {
        assertThat(early.callsOfCache).isEmpty();
        assertThat(early.keysMade).isEmpty();

        cars.keyed(List.of(1));
        assertThat(cache.calls()).isNotEmpty();
        assertThat(cars.keysMade()).isNotEmpty();
    }

    @Test
    @DisplayName("S6, S29 with a key, which is not made, equal elements are no duplicates")
    void equalElements() {
        assertThat(early.equalElements)
                .containsExactly(
                        "[loaded a, loaded b] of [a, b]",
                        "[loaded a, loaded b] of [a, b]",
                        "[loaded a, loaded a] of [a]",
                        "{a=loaded a} of [a]",
                        "[loaded a] of [a]",
                        "{a=saved b} of [a, b]");
    }

    @Test
    @DisplayName("J4, S29 JSR-107 annotations cache as early as Spring's support for them does")
    void jsr107() {
        assertThat(early.jsr107).isEqualTo("[v2, v1, v2] of [2, 1], then [v2] of []");
    }

    static final class Early implements InitializingBean {

        private final EarlyCars cars;

        private Map<String, String> outcomes = Map.of();

        private final List<String> callsOfCache = new ArrayList<>();

        private final List<String> keysMade = new ArrayList<>();

        private final List<String> equalElements = new ArrayList<>();

        private String jsr107 = "";

        private Runnable beforeEach;

        Early(EarlyCars cars) {
            this.cars = cars;
        }

        @Override
        public void afterPropertiesSet() {
            run(() -> {});
            tellEqualElementsApart();
            callsOfCache.addAll(cars.callsOfCache());
            keysMade.addAll(cars.keysMade());
            jsr107 = text(cars.jsr107(List.of(2, 1, 2))) + ", then " + text(cars.jsr107(List.of(2)));
        }

        private void run(Runnable beforeEach) {
            outcomes = new LinkedHashMap<>();
            this.beforeEach = beforeEach;
            List<Integer> ids = List.of(2, 1, 2);
            add("list", () -> cars.list(ids));
            add("map", () -> cars.map(ids));
            add("set", () -> cars.set(new HashSet<>(ids)));
            add("array", () -> List.of(cars.array(2, 1, 2)));
            add("primitives", () -> List.of(cars.primitives(2, 1, 2)));
            add("rows", () -> cars.rows(ids));
            add("row set", () -> cars.rowSet(ids));
            add("grouped", () -> cars.grouped(ids));
            add("sorted", () -> cars.sorted(new TreeSet<>(ids)));
            add("keyed map", () -> cars.keyedMap(ids));
            add("portions", () -> cars.portions(List.of(1, 2, 3, 2)));
            add("missing", () -> cars.list(Arrays.asList(1, null)));
            add("strict", () -> cars.strict(Arrays.asList(1, null, 9)));
            add("wrong size", () -> cars.wrongSize(List.of(1, 2)));
            add("failing", () -> cars.failing(ids));
            add("put", () -> cars.put(ids));
            add("put map", () -> cars.putMap(ids));
            add("put once", () -> cars.putMap(Stream.of(2, 1)::iterator));
            add("evict", () -> cars.evict(ids));
            add("evict once", () -> cars.evict(Stream.of(2, 1)::iterator));
            add("nothing", () -> cars.list(List.of()));
            add("null", () -> cars.map(null));
            add("none", () -> cars.evict(Stream.<Integer>of()::iterator));
        }

        private void add(String name, Callable<Object> call) {
            beforeEach.run();
            String outcome;
            try {
                Object result = call.call();
                outcome = "%s of %s".formatted(result, (result == null) ? null : result.getClass());
            } catch (Exception ex) {
                outcome = ex.toString();
            }
            outcomes.put(name, outcome + " for " + cars.asked());
        }

        private void tellEqualElementsApart() {
            Article a = new Article(null, "a");
            Article b = new Article(null, "b");
            equalElements.add(text(cars.articles(List.of(a, b))));
            equalElements.add(text(cars.articlesByGenerator(List.of(a, b))));
            equalElements.add(text(cars.articlesByDefault(List.of(a, b))));
            equalElements.add(text(bySlug(cars.articleMap(List.of(a, b)))));
            equalElements.add(
                    text(cars.pages(List.of(a, b)).stream().map(Page::text).toList()));
            equalElements.add(text(bySlug(cars.save(List.of(a, b)))));
        }

        private static Map<String, String> bySlug(Map<Article, String> map) {
            return map.entrySet().stream()
                    .collect(Collectors.toMap(entry -> entry.getKey().slug(), Map.Entry::getValue));
        }

        private String text(Object result) {
            return result + " of " + cars.asked();
        }
    }
}
