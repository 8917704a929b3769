package io.github.ms100.cacheasmulti.jsr107;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.cache.annotation.CacheInvocationParameter;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheKeyInvocationContext;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import javax.cache.annotation.GeneratedCacheKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S6, J4 equal elements with different keys")
class EqualElementsTests {

    private final RecordingCache cache = new RecordingCache("pages");

    private final CachingContext context = CachingContext.with(Articles.class, cache);

    private final Articles articles = context.bean(Articles.class);

    private final Article a = new Article(null, "a");

    private final Article b = new Article(null, "b");

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    @DisplayName("S6, J1 each has its own lookup, load and put; no key is made twice")
    void result() {
        assertThat(articles.list(List.of(a, b, a))).containsExactly("loaded a", "loaded b", "loaded a");

        assertThat(cache.getNativeCache()).containsOnly(entry(key("a"), "loaded a"), entry(key("b"), "loaded b"));
        assertThat(Slugs.keysMade).isEqualTo(2);
    }

    @Test
    @DisplayName("S6, J1 a map tells only of the first, and the others are not recorded as missing")
    void mapResult() {
        assertThat(articles.map(List.of(a, b))).containsExactly(entry(a, "loaded a"));

        assertThat(cache.getNativeCache()).containsOnlyKeys(key("a"));
    }

    @Test
    @DisplayName("S6, J1 each is removed")
    void remove() {
        cache.put(key("a"), "cached");
        cache.put(key("b"), "cached");

        articles.remove(List.of(a, b));

        assertThat(cache.getNativeCache()).isEmpty();
    }

    @Test
    @DisplayName("S6, J1 of a map that holds equal elements each has its own value, in the key, too")
    void put() {
        Map<Article, String> pages = new IdentityHashMap<>();
        pages.put(a, "page a");
        pages.put(b, "page b");

        articles.put(pages);

        assertThat(cache.getNativeCache())
                .containsOnly(entry(key("a page a"), "page a"), entry(key("b page b"), "page b"));
    }

    private static Object key(String text) {
        return new Slugs.Key(text);
    }

    static class Articles {

        @CacheResult(cacheName = "pages", cacheKeyGenerator = Slugs.class)
        public List<String> list(@CacheAsMulti List<Article> articles) {
            return articles.stream().map(article -> "loaded " + article.slug()).toList();
        }

        @CacheResult(cacheName = "pages", cacheKeyGenerator = Slugs.class)
        public Map<Article, String> map(@CacheAsMulti List<Article> articles) {
            Map<Article, String> map = new HashMap<>();
            articles.forEach(article -> map.put(article, "loaded " + article.slug()));
            return map;
        }

        @CacheRemove(cacheName = "pages", cacheKeyGenerator = Slugs.class)
        public void remove(@CacheAsMulti List<Article> articles) {}

        @CachePut(cacheName = "pages", cacheKeyGenerator = Slugs.class)
        public void put(@CacheAsMulti @CacheValue Map<Article, String> pages) {}
    }

    public static final class Slugs implements CacheKeyGenerator {

        private static int keysMade;

        public Slugs() {
            keysMade = 0;
        }

        @Override
        public GeneratedCacheKey generateCacheKey(CacheKeyInvocationContext<? extends Annotation> context) {
            keysMade++;
            String slug = ((Article) context.getKeyParameters()[0].getValue()).slug();
            CacheInvocationParameter value = context.getValueParameter();
            return new Key((value == null) ? slug : slug + " " + value.getValue());
        }

        record Key(String text) implements GeneratedCacheKey {

            private static final long serialVersionUID = 1L;
        }
    }

    record Article(Long id, String slug) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Article that && Objects.equals(that.id, id);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(id);
        }
    }
}
