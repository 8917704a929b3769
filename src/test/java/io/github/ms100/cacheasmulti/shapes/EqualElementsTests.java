package io.github.ms100.cacheasmulti.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import io.github.ms100.cacheasmulti.shapes.Articles.Article;
import io.github.ms100.cacheasmulti.shapes.Articles.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@DisplayName("S6 equal elements with different keys")
@ExtendWith(OutputCaptureExtension.class)
class EqualElementsTests {

    private final RecordingCache pages = new RecordingCache("pages");

    private final RecordingCache others = new RecordingCache("others");

    private final CachingContext context = CachingContext.with(Articles.class, pages, others);

    private final Articles articles = context.bean(Articles.class);

    private final Article a = new Article(null, "a");

    private final Article b = new Article(null, "b");

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    @DisplayName("S6, S20 each has its own evict, early and late")
    void evicts() {
        articles.drop(List.of(a, b, a));
        articles.dropEarly(List.of(a, b));

        assertThat(pages.calls()).containsExactly("pages evict [a, b]", "pages evictIfPresent [a, b]");
        assertThat(articles.keysMade()).containsExactly("a", "b", "a", "b");
    }

    @Test
    @DisplayName("S6 a condition that differs makes them two")
    void conditions() {
        articles.dropDrafts(List.of(a, new Article(null, "draft")));
        articles.clearForDrafts(List.of(a, new Article(null, "draft")));

        assertThat(pages.calls()).containsExactly("pages evict [" + a.id() + "]", "pages clear");

        assertThat(articles.drafts(List.of(a, new Article(null, "draft"), a))).containsExactly("1 a", "1 draft", "1 a");
        assertThat(articles.asked()).containsExactly(List.of("a", "draft"));
    }

    @Test
    @DisplayName("S6, S9 by position each has its own lookup, load and put; no key is made twice")
    void byPosition() {
        pages.put("b", "cached b");
        Article c = new Article(null, "c");

        assertThat(articles.list(List.of(a, b, c, a))).containsExactly("1 a", "cached b", "1 c", "1 a");

        assertThat(articles.asked()).containsExactly(List.of("a", "c"));
        assertThat(articles.keysMade()).containsExactly("a", "b", "c");
        assertThat(pages.calls()).containsExactly("pages get [a, b, c]", "pages put {a=1 a, c=1 c}");
    }

    @Test
    @DisplayName("S6 equal elements with equal keys are one")
    void duplicates() {
        Article again = new Article(null, "a");

        assertThat(articles.list(List.of(a, again, b))).containsExactly("1 a", "1 a", "1 b");
        assertThat(articles.array(again, a)).containsExactly("1 a", "1 a");

        assertThat(articles.asked()).containsExactly(List.of("a", "b"));
    }

    @Test
    @DisplayName("S6 with a key generator of the application each makes its own key, once")
    void generatedKeys() {
        assertThat(articles.generated(List.of(a, b, a))).containsExactly("1 a", "1 b", "1 a");

        assertThat(articles.keysMade()).containsExactly("a", "b");
        assertThat(pages.calls()).last().isEqualTo("pages put {a=1 a, b=1 b}");
    }

    @Test
    @DisplayName("S6 where the element is the key, equal elements are one, whatever else tells them apart")
    void elementAsKey() {
        assertThat(articles.byDefault(List.of(a, b))).containsExactly("1 a", "1 a");
        assertThat(articles.byName(List.of(a, b))).containsExactly("1 a", "1 a");

        assertThat(articles.asked()).containsExactly(List.of("a"));
    }

    @Test
    @DisplayName("S6 a number or a text is no other than one that is equal: no second key is made")
    void values() {
        String same = new String("same");

        assertThat(articles.texts(List.of(same, new String("same")))).containsExactly("1 same", "1 same");

        assertThat(articles.keysMade()).containsExactly("same");
    }

    @Test
    @DisplayName("S6, S11 a map tells nothing about the others: they are neither handed over nor recorded as missing")
    void map(CapturedOutput output) {
        assertThat(articles.map(List.of(a, b))).containsExactly(entry(a, "1 a"));
        assertThat(pages.getNativeCache()).containsOnlyKeys("a");
        assertThat(articles.map(List.of(b))).containsExactly(entry(b, "2 b"));

        pages.clear();
        pages.put("b", "cached b");
        assertThat(articles.map(List.of(a, b))).as("the value of the first").containsExactly(entry(a, "3 a"));
        assertThat(articles.sortedMap(List.of(a, b))).containsExactly(entry(a, "3 a"));

        assertThat(articles.asked()).containsExactly(List.of("a"), List.of("b"), List.of("a"));
        assertThat(output.toString().lines().filter(line -> line.contains("Articles.map(List)")))
                .as("once per method")
                .hasSize(1)
                .first()
                .asString()
                .contains("WARN", "equal elements", "by position");
    }

    @Test
    @DisplayName("S6, S11 if the first is missing in a map, no other takes its place")
    void missingInAMap() {
        articles.forget("a");
        pages.put("b", "cached b");

        assertThat(articles.map(List.of(a, b))).isEmpty();

        assertThat(pages.get("a")).as("missing, cached as null").isNotNull();
        assertThat(pages.get("b").get()).isEqualTo("cached b");
    }

    @Test
    @DisplayName("S6, S10 rows matched by field: the first is handed over, and what is cached of the others returned")
    void rows() {
        assertThat(articles.rows(List.of(a, b))).containsExactly(new Page(a, "1 a"));
        assertThat(pages.getNativeCache()).containsOnlyKeys("a");

        pages.put("b", new Page(b, "cached b"));
        assertThat(articles.rows(List.of(a, b))).containsExactly(new Page(a, "1 a"), new Page(b, "cached b"));
        assertThat(articles.groups(List.of(a, b))).containsExactly(new Page(a, "2 a"), new Page(a, "2 a"));
        assertThat(others.getNativeCache()).containsOnlyKeys("a");
    }

    @Test
    @DisplayName("S6 a set that holds equal elements is told apart if the method can be given one")
    void sets() {
        SortedSet<Article> sorted = new TreeSet<>(Comparator.comparing(Article::slug, Comparator.reverseOrder()));
        sorted.addAll(List.of(a, b));
        Set<Article> identities = Collections.newSetFromMap(new IdentityHashMap<>());
        identities.add(a);

        assertThat(articles.sorted(sorted)).containsExactly("1 b", "1 a");
        pages.clear();
        identities.add(b);
        assertThat(articles.set(identities)).containsOnlyOnce((String) null).hasSize(2);
        assertThat(pages.getNativeCache()).hasSize(1);
    }

    @Test
    @DisplayName("S6, S16 a put by position stores each, one by map or field none: it evicts their keys")
    void puts(CapturedOutput output) {
        pages.put("a", "old");
        pages.put("b", "old");
        Article other = new Article(7L, "other");

        assertThat(articles.saveMap(List.of(a, other, b))).containsExactly(entry(a, "1 b"), entry(other, "1 other"));
        assertThat(articles.saveMap(List.of(a, b))).hasSize(1);

        assertThat(pages.getNativeCache()).containsOnly(entry("other", "1 other"));
        assertThat(pages.calls())
                .containsExactly("pages put {other=1 other}", "pages evict [a, b]", "pages evict [a, b]");
        assertThat(output.toString().lines().filter(line -> line.contains("saveMap")))
                .hasSize(1);

        List<Page> saved = articles.saveRows(List.of(a, other, b));
        assertThat(saved).containsExactly(new Page(a, "3 a"), new Page(other, "3 other"), new Page(b, "3 b"));
        assertThat(pages.getNativeCache()).containsOnlyKeys("other");

        articles.saveList(List.of(a, b));
        assertThat(pages.getNativeCache()).contains(entry("a", "4 a"), entry("b", "4 b"));
        assertThat(articles.keysMade()).hasSize(3 + 2 + 3 + 2);
    }

    @Test
    @DisplayName("S6 a put of equal elements with one key stores what the result says of them")
    void putsOfDuplicates() {
        Article again = new Article(null, "a");

        assertThat(articles.saveMap(List.of(a, again))).containsExactly(entry(a, "1 a"));
        assertThat(pages.getNativeCache()).containsExactly(entry("a", "1 a"));
    }

    @Test
    @DisplayName("S6, S14 elements that the method has made different are so for its put")
    void completedByTheMethod() {
        Articles.Draft one = new Articles.Draft();
        Articles.Draft two = new Articles.Draft();

        assertThat(articles.complete(Arrays.asList(one, two))).containsExactly(entry(one, "1"), entry(two, "2"));

        assertThat(pages.getNativeCache()).containsOnly(entry(1, "1"), entry(2, "2"));
    }

    @Test
    @DisplayName("S6, S17 every operation with a key of its own tells them apart")
    void severalOperations() {
        Article same = new Article(null, "a2");

        assertThat(articles.readAndEvict(List.of(a, same))).containsExactly("1 a", "1 a");

        assertThat(articles.asked()).as("one key for the lookup (S16)").containsExactly(List.of("a"));
        assertThat(others.calls()).containsExactly("others evict [a, a2]");
        assertThat(articles.keysMade()).containsExactly("a", "a2");
    }

    @Test
    @DisplayName("S6 of a read that also puts: the first is loaded, the put stores neither and evicts both")
    void readAndPut() {
        others.put("a", "old");
        others.put("b", "old");

        assertThat(articles.readAndPut(List.of(a, b))).containsExactly(entry(a, "1 a"));

        assertThat(pages.getNativeCache()).containsOnlyKeys("a");
        assertThat(others.getNativeCache()).isEmpty();
        assertThat(articles.readAndPutList(List.of(a, b))).containsExactly("2 a", "2 b");
        assertThat(others.getNativeCache()).containsOnly(entry("a", "2 a"), entry("b", "2 b"));
    }

    @Test
    @DisplayName("S6, S19 nobody waits for, or is told of, an element that the method is not asked for")
    void overlapping() {
        articles.whileLoading(() -> assertThat(inAnotherThread(List.of(b)))
                .as("while the first is loaded")
                .containsExactly(entry(b, "2 b")));

        assertThat(articles.shared(List.of(a, b))).containsExactly(entry(a, "1 a"));
        assertThat(pages.getNativeCache()).containsOnlyKeys("a", "b");
        assertThat(articles.sharedList(List.of(a, b, new Article(null, "c")))).containsExactly("1 a", "2 b", "3 c");
    }

    private java.util.Map<Article, String> inAnotherThread(List<Article> asked) {
        return CompletableFuture.supplyAsync(() -> articles.shared(asked))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    @Test
    @DisplayName("S6 maxLoadSize counts each; what a map cannot tell apart may be loaded by calls of its own")
    void portions() {
        assertThat(articles.portions(List.of(a, b, new Article(null, "c")))).containsExactly("1 a", "1 b", "2 c");
        assertThat(articles.asked()).containsExactly(List.of("a", "b"), List.of("c"));
    }

    @Test
    @DisplayName("S6 many equal elements with different keys take time in proportion")
    void many() {
        List<Article> unsaved = new ArrayList<>();
        IntStream.range(0, 2_000).forEach(number -> unsaved.add(new Article(null, "s" + number)));
        Article.comparisons.set(0);

        assertThat(articles.list(unsaved)).hasSize(2_000).doesNotHaveDuplicates();
        articles.saveMap(unsaved);

        assertThat(Article.comparisons).hasValueLessThan(40_000);
    }
}
