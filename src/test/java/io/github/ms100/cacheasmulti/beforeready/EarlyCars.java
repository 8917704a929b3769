package io.github.ms100.cacheasmulti.beforeready;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import io.github.ms100.cacheasmulti.shapes.Articles.Article;
import io.github.ms100.cacheasmulti.shapes.Articles.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.cache.annotation.CacheResult;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;

/** Batch methods that are called before and after the application is ready. */
class EarlyCars {

    private final RecordingCache cache;

    private final List<String> keysMade = new ArrayList<>();

    private final List<Object> asked = new ArrayList<>();

    EarlyCars(CacheManager caches) {
        this.cache = (RecordingCache) caches.getCache("cars");
    }

    public List<String> callsOfCache() {
        return cache.calls();
    }

    public List<String> keysMade() {
        return keysMade;
    }

    /** Returns what was asked for since the last time. */
    public List<Object> asked() {
        List<Object> all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    public Object key(Object key) {
        keysMade.add(String.valueOf(key));
        return "key " + key;
    }

    @Cacheable("cars")
    public List<String> list(@CacheAsMulti List<Integer> ids) {
        return load(ids);
    }

    @Cacheable(cacheNames = "cars", key = "#root.target.key(#ids)", condition = "#root.target.key(#ids) != null")
    public List<String> keyed(@CacheAsMulti List<Integer> ids) {
        return load(ids);
    }

    @Cacheable(cacheNames = "cars", key = "'map' + #ids")
    public Map<Integer, String> keyedMap(@CacheAsMulti Collection<Integer> ids) {
        return mapOf(ids);
    }

    @Cacheable("cars")
    public Map<Integer, String> map(@CacheAsMulti Iterable<Integer> ids) {
        return (ids == null) ? null : mapOf((Collection<Integer>) ids);
    }

    @Cacheable("cars")
    public List<String> set(@CacheAsMulti Set<Integer> ids) {
        return load(ids);
    }

    @Cacheable("cars")
    public String[] array(@CacheAsMulti Integer... ids) {
        return load(Arrays.asList(ids)).toArray(new String[0]);
    }

    @Cacheable("cars")
    public List<String> primitives(@CacheAsMulti int... ids) {
        return load(Arrays.stream(ids).boxed().toList());
    }

    @Cacheable(cacheNames = "cars", key = "'row' + #ids")
    public Collection<Map<String, String>> rows(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
        load(ids);
        return Stream.of(1, 7, 2).map(id -> Map.of("id", "" + id)).toList();
    }

    @Cacheable(cacheNames = "cars", key = "'row' + #ids")
    public Set<Map<String, String>> rowSet(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
        load(ids);
        return new TreeSet<>(Comparator.comparing(Map::toString));
    }

    @Cacheable(cacheNames = "cars", key = "'group' + #ids")
    public List<Map<String, Integer>> grouped(@CacheAsMulti(asElementField = "id", grouped = true) List<Integer> ids) {
        load(ids);
        return Stream.of(1, 2, 1).map(id -> Map.of("id", id)).toList();
    }

    @Cacheable("cars")
    public List<String> sorted(@CacheAsMulti SortedSet<Integer> ids) {
        return load(ids);
    }

    @Cacheable("cars")
    public List<String> portions(@CacheAsMulti(maxLoadSize = 2) List<Integer> ids) {
        return load(ids);
    }

    @Cacheable(cacheNames = "cars", key = "'strict' + #ids")
    public Map<Integer, String> strict(@CacheAsMulti(strictNull = true) List<Integer> ids) {
        Map<Integer, String> map = mapOf(ids);
        map.remove(9);
        return map;
    }

    @Cacheable(cacheNames = "cars", key = "'wrong' + #ids")
    public List<String> wrongSize(@CacheAsMulti List<Integer> ids) {
        load(ids);
        return List.of("one");
    }

    @Cacheable(cacheNames = "cars", key = "'failing' + #ids")
    public List<String> failing(@CacheAsMulti List<Integer> ids) {
        throw new IllegalArgumentException("failing");
    }

    @CachePut("cars")
    public List<String> put(@CacheAsMulti List<Integer> ids) {
        return load(ids);
    }

    @CachePut("cars")
    public Map<Integer, String> putMap(@CacheAsMulti Iterable<Integer> ids) {
        List<Integer> all = new ArrayList<>();
        ids.forEach(all::add);
        return mapOf(all);
    }

    @CacheEvict(cacheNames = "cars", key = "#ids")
    public String evict(@CacheAsMulti Iterable<Integer> ids) {
        List<Integer> all = new ArrayList<>();
        ids.forEach(all::add);
        return load(all).toString();
    }

    @CacheResult(cacheName = "cars")
    public List<String> jsr107(@CacheAsMulti List<Integer> ids) {
        return load(ids);
    }

    @Cacheable(cacheNames = "cars", key = "#articles.slug()")
    public List<String> articles(@CacheAsMulti List<Article> articles) {
        return slugs(articles, "loaded ");
    }

    @Cacheable(cacheNames = "cars", keyGenerator = "notThereYet")
    public List<String> articlesByGenerator(@CacheAsMulti List<Article> articles) {
        return slugs(articles, "loaded ");
    }

    @Cacheable("cars")
    public List<String> articlesByDefault(@CacheAsMulti List<Article> articles) {
        return slugs(articles, "loaded ");
    }

    @Cacheable(cacheNames = "cars", key = "#articles.slug()")
    public Map<Article, String> articleMap(@CacheAsMulti List<Article> articles) {
        List<String> values = slugs(articles, "loaded ");
        return articles.stream().collect(Collectors.toMap(Function.identity(), article -> values.get(0)));
    }

    @Cacheable(cacheNames = "cars", key = "#articles.slug()")
    public List<Page> pages(@CacheAsMulti(asElementField = "article") List<Article> articles) {
        List<String> values = slugs(articles, "loaded ");
        return articles.stream()
                .map(article -> new Page(article, values.get(0)))
                .toList();
    }

    @CachePut(cacheNames = "cars", key = "#articles.slug()")
    public Map<Article, String> save(@CacheAsMulti List<Article> articles) {
        slugs(articles, "");
        Map<Article, String> saved = new LinkedHashMap<>();
        articles.forEach(article -> saved.put(article, "saved " + article.slug()));
        return saved;
    }

    private List<String> slugs(List<Article> articles, String prefix) {
        articles.forEach(article -> asked.add(article.slug()));
        return articles.stream().map(article -> prefix + article.slug()).toList();
    }

    private Map<Integer, String> mapOf(Collection<Integer> ids) {
        Map<Integer, String> map = new TreeMap<>(Comparator.nullsFirst(Comparator.naturalOrder()));
        load(ids).forEach(value -> map.put(value == null ? null : Integer.valueOf(value.substring(1)), value));
        return map;
    }

    private List<String> load(Collection<Integer> ids) {
        asked.addAll(ids.stream().map(String::valueOf).toList());
        return ids.stream().map(id -> (id == null) ? null : "v" + id).toList();
    }
}
