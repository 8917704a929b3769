package io.github.ms100.cacheasmulti.shapes;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.context.annotation.Bean;

/** Batch methods for entities that are equal by their id, also if they have none yet, and have a key besides. */
public class Articles {

    private static final String SLUG = "#root.target.key(#articles.slug())";

    private final List<String> keysMade = new ArrayList<>();

    private final List<List<String>> asked = new ArrayList<>();

    private final List<String> forgotten = new ArrayList<>();

    private final AtomicReference<Runnable> whileLoading = new AtomicReference<>();

    /** Returns the parts of keys that were made since the last time. */
    public List<String> keysMade() {
        List<String> made = List.copyOf(keysMade);
        keysMade.clear();
        return made;
    }

    /** Returns what the methods were asked for. */
    public List<List<String>> asked() {
        return asked;
    }

    public void forget(String slug) {
        forgotten.add(slug);
    }

    public void whileLoading(Runnable action) {
        whileLoading.set(action);
    }

    public Object key(Object key) {
        keysMade.add(key.toString());
        return key;
    }

    @Bean
    static KeyGenerator slugs() {
        return (target, method, arguments) -> ((Articles) target).key(((Article) arguments[0]).slug());
    }

    @CacheEvict(cacheNames = "pages", key = SLUG)
    public void drop(@CacheAsMulti List<Article> articles) {}

    @CacheEvict(cacheNames = "pages", key = SLUG, beforeInvocation = true)
    public void dropEarly(@CacheAsMulti Collection<Article> articles) {}

    @CacheEvict(cacheNames = "pages", condition = "#articles.slug() == 'draft'", key = "'' + #articles.id()")
    public void dropDrafts(@CacheAsMulti List<Article> articles) {}

    @CacheEvict(cacheNames = "pages", condition = "#articles.slug() == 'draft'", allEntries = true)
    public void clearForDrafts(@CacheAsMulti List<Article> articles) {}

    @Cacheable(cacheNames = "pages", condition = "#articles.slug() != 'draft'")
    public List<String> drafts(@CacheAsMulti List<Article> articles) {
        return load(articles);
    }

    @Cacheable(cacheNames = "pages", key = SLUG)
    public List<String> list(@CacheAsMulti List<Article> articles) {
        return load(articles);
    }

    @Cacheable(cacheNames = "pages", key = SLUG)
    public String[] array(@CacheAsMulti Article... articles) {
        return load(List.of(articles)).toArray(new String[0]);
    }

    @Cacheable(cacheNames = "pages", keyGenerator = "slugs")
    public List<String> generated(@CacheAsMulti List<Article> articles) {
        return load(articles);
    }

    @Cacheable("pages")
    public List<String> byDefault(@CacheAsMulti List<Article> articles) {
        return load(articles);
    }

    @Cacheable(cacheNames = "pages", key = "#articles")
    public List<String> byName(@CacheAsMulti List<Article> articles) {
        return load(articles);
    }

    @Cacheable(cacheNames = "pages", key = "#root.target.key(#texts)")
    public List<String> texts(@CacheAsMulti List<String> texts) {
        return load(texts.stream().map(text -> new Article(1L, text)).toList());
    }

    @Cacheable(cacheNames = "pages", key = SLUG)
    public Map<Article, String> map(@CacheAsMulti List<Article> articles) {
        return loadMap(articles);
    }

    @Cacheable(cacheNames = "pages", key = SLUG)
    public SortedMap<Article, String> sortedMap(@CacheAsMulti List<Article> articles) {
        return new TreeMap<>(loadMap(articles));
    }

    @Cacheable(cacheNames = "pages", key = SLUG)
    public List<Page> rows(@CacheAsMulti(asElementField = "article") List<Article> articles) {
        return loadRows(articles);
    }

    @Cacheable(cacheNames = "others", key = SLUG)
    public List<Page> groups(@CacheAsMulti(asElementField = "article", grouped = true) List<Article> articles) {
        List<Page> rows = loadRows(articles);
        rows.addAll(List.copyOf(rows));
        return rows;
    }

    @Cacheable(cacheNames = "pages", key = SLUG)
    public List<String> sorted(@CacheAsMulti SortedSet<Article> articles) {
        return load(articles);
    }

    @Cacheable(cacheNames = "pages", key = SLUG)
    public List<String> set(@CacheAsMulti Set<Article> articles) {
        return load(articles);
    }

    @Cacheable(cacheNames = "pages", key = SLUG)
    public List<String> portions(@CacheAsMulti(maxLoadSize = 2) List<Article> articles) {
        return load(articles);
    }

    @CachePut(cacheNames = "pages", key = SLUG)
    public List<String> saveList(@CacheAsMulti List<Article> articles) {
        return load(articles);
    }

    @CachePut(cacheNames = "pages", key = SLUG)
    public Map<Article, String> saveMap(@CacheAsMulti List<Article> articles) {
        return loadMap(articles);
    }

    @CachePut(cacheNames = "pages", key = SLUG)
    public List<Page> saveRows(@CacheAsMulti(asElementField = "article") List<Article> articles) {
        return loadRows(articles);
    }

    @CachePut(cacheNames = "pages", key = "#drafts.id()")
    public Map<Draft, String> complete(@CacheAsMulti List<Draft> drafts) {
        Map<Draft, String> completed = new HashMap<>();
        for (Draft draft : drafts) {
            draft.id = completed.size() + 1;
            completed.put(draft, String.valueOf(draft.id));
        }
        return completed;
    }

    @Cacheable(cacheNames = "pages", key = "#articles.slug().charAt(0)")
    @CacheEvict(cacheNames = "others", key = SLUG)
    public List<String> readAndEvict(@CacheAsMulti List<Article> articles) {
        return load(articles);
    }

    @Cacheable(cacheNames = "pages", key = SLUG)
    @CachePut(cacheNames = "others", key = SLUG)
    public Map<Article, String> readAndPut(@CacheAsMulti List<Article> articles) {
        return loadMap(articles);
    }

    @Cacheable(cacheNames = "pages", key = SLUG)
    @CachePut(cacheNames = "others", key = SLUG)
    public List<String> readAndPutList(@CacheAsMulti List<Article> articles) {
        return load(articles);
    }

    @Cacheable(cacheNames = "pages", key = SLUG, sync = true)
    public Map<Article, String> shared(@CacheAsMulti List<Article> articles) {
        return loadMap(articles);
    }

    @Cacheable(cacheNames = "pages", key = SLUG, sync = true)
    public List<String> sharedList(@CacheAsMulti List<Article> articles) {
        return load(articles);
    }

    /** Returns a text of each, with the number of the call. */
    private List<String> load(Collection<Article> articles) {
        asked.add(articles.stream().map(Article::slug).toList());
        int call = asked.size();
        Runnable action = whileLoading.getAndSet(null);
        if (action != null) {
            action.run();
        }
        return articles.stream()
                .map(article -> forgotten.contains(article.slug()) ? null : call + " " + article.slug())
                .toList();
    }

    private Map<Article, String> loadMap(List<Article> articles) {
        Map<Article, String> map = new HashMap<>();
        List<String> values = load(articles);
        for (int i = 0; i < values.size(); i++) {
            map.put(articles.get(i), values.get(i));
        }
        map.values().removeIf(Objects::isNull);
        return map;
    }

    private List<Page> loadRows(List<Article> articles) {
        List<Page> rows = new ArrayList<>();
        List<String> values = load(articles);
        for (int i = 0; i < values.size(); i++) {
            rows.add(new Page(articles.get(i), values.get(i)));
        }
        return rows;
    }

    public record Page(Article article, String text) {}

    public record Article(Long id, String slug) implements Comparable<Article> {

        static final AtomicInteger comparisons = new AtomicInteger();

        @Override
        public boolean equals(Object other) {
            comparisons.incrementAndGet();
            return other instanceof Article that && Objects.equals(that.id, id);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(id);
        }

        @Override
        public int compareTo(Article other) {
            return Objects.hashCode(id) - Objects.hashCode(other.id);
        }
    }

    /** Gets its id when it is saved. */
    static final class Draft {

        private Integer id;

        public Integer id() {
            return id;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Draft draft && Objects.equals(draft.id, id);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(id);
        }
    }
}
