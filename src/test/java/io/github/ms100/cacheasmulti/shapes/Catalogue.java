package io.github.ms100.cacheasmulti.shapes;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntFunction;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheResult;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.Cacheable;

/** A batch method for every return shape of S4, and the single methods that share their entries. Nothing is known of 4. */
@CacheConfig(cacheNames = "a")
@CacheDefaults(cacheName = "a")
class Catalogue {

    /** The other elements that the batch methods are called with. */
    private static final List<Integer> FOUND = List.of(5, 3, 1);

    /** What the batch method was asked for last, in the container it got; {@code null} if it was not called. */
    List<Integer> asked;

    /** What the batch method returned last. */
    Object returned;

    int singleLoads;

    @Cacheable
    @CacheResult
    public String name(Integer id) {
        singleLoads++;
        return nameOf(id);
    }

    @Cacheable
    @CacheResult
    public Optional<String> maybe(Integer id) {
        singleLoads++;
        return Optional.ofNullable(nameOf(id));
    }

    @Cacheable
    @CacheResult
    public int number(int id) {
        singleLoads++;
        return 10 * id;
    }

    @Cacheable
    @CacheResult
    public Row row(Integer id) {
        singleLoads++;
        return rowOf(id);
    }

    @Cacheable
    @CacheResult
    public List<Row> rowsOfOne(Integer id) {
        singleLoads++;
        return rowsOf(id);
    }

    @Cacheable
    @CacheResult
    public Map<Integer, String> map(@CacheAsMulti List<Integer> ids) {
        return named(ids, new HashMap<>());
    }

    @Cacheable
    @CacheResult
    public HashMap<Integer, String> hashMap(@CacheAsMulti List<Integer> ids) {
        return named(ids, new HashMap<>());
    }

    @Cacheable
    @CacheResult
    public LinkedHashMap<Integer, String> linkedHashMap(@CacheAsMulti List<Integer> ids) {
        return named(ids, new LinkedHashMap<>());
    }

    @Cacheable
    @CacheResult
    public SortedMap<Integer, String> sortedMap(@CacheAsMulti List<Integer> ids) {
        return Collections.unmodifiableSortedMap(named(ids, new TreeMap<>()));
    }

    @Cacheable
    @CacheResult
    public NavigableMap<Integer, String> navigableMap(@CacheAsMulti List<Integer> ids) {
        return Collections.unmodifiableNavigableMap(named(ids, new TreeMap<>()));
    }

    @Cacheable
    @CacheResult
    public TreeMap<Integer, String> treeMap(@CacheAsMulti List<Integer> ids) {
        return named(ids, new TreeMap<>());
    }

    @Cacheable
    @CacheResult
    public ConcurrentMap<Integer, String> concurrentMap(@CacheAsMulti List<Integer> ids) {
        return named(ids, new ConcurrentHashMap<>());
    }

    @Cacheable
    @CacheResult
    public Map<Integer, Optional<String>> optionalMap(@CacheAsMulti List<Integer> ids) {
        Map<Integer, Optional<String>> map = new HashMap<>();
        each(ids, id -> map.put(id, Optional.ofNullable(nameOf(id))));
        return returned(Collections.unmodifiableMap(map));
    }

    @Cacheable
    @CacheResult
    public List<String> list(@CacheAsMulti List<Integer> ids) {
        return returned(Collections.unmodifiableList(each(ids, Catalogue::nameOf)));
    }

    @Cacheable
    @CacheResult
    public Collection<String> collection(@CacheAsMulti List<Integer> ids) {
        return returned(Collections.unmodifiableList(each(ids, Catalogue::nameOf)));
    }

    @Cacheable
    @CacheResult
    public Iterable<String> iterable(@CacheAsMulti List<Integer> ids) {
        List<String> names = Collections.unmodifiableList(each(ids, Catalogue::nameOf));
        return returned(names::iterator);
    }

    @Cacheable
    @CacheResult
    public ArrayList<String> arrayList(@CacheAsMulti List<Integer> ids) {
        return returned(each(ids, Catalogue::nameOf));
    }

    @Cacheable
    @CacheResult
    public String[] array(@CacheAsMulti List<Integer> ids) {
        return returned(each(ids, Catalogue::nameOf).toArray(new String[0]));
    }

    @Cacheable
    @CacheResult
    public int[] primitiveArray(@CacheAsMulti List<Integer> ids) {
        return returned(
                each(ids, id -> 10 * id).stream().mapToInt(Integer::intValue).toArray());
    }

    @Cacheable
    @CacheResult
    public List<Optional<String>> optionalList(@CacheAsMulti List<Integer> ids) {
        return returned(List.copyOf(each(ids, id -> Optional.ofNullable(nameOf(id)))));
    }

    @Cacheable
    @CacheResult
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Optional<String>[] optionalArray(@CacheAsMulti List<Integer> ids) {
        return returned((Optional<String>[])
                each(ids, id -> Optional.ofNullable(nameOf(id))).toArray(new Optional[0]));
    }

    @Cacheable
    @CacheResult
    public List<Row> rowList(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
        return returned(rows(ids));
    }

    @Cacheable
    @CacheResult
    public Collection<Row> rowCollection(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
        return returned(rows(ids));
    }

    @Cacheable
    @CacheResult
    public Iterable<Row> rowIterable(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
        return returned(rows(ids)::iterator);
    }

    @Cacheable
    @CacheResult
    public ArrayList<Row> rowArrayList(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
        return returned(new ArrayList<>(rows(ids)));
    }

    @Cacheable
    @CacheResult
    public Set<Row> rowSet(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
        return returned(Collections.unmodifiableSet(new LinkedHashSet<>(rows(ids))));
    }

    @Cacheable
    @CacheResult
    public Row[] rowArray(@CacheAsMulti(asElementField = "id") List<Integer> ids) {
        return returned(rows(ids).toArray(new Row[0]));
    }

    @Cacheable
    @CacheResult
    public List<Row> grouped(@CacheAsMulti(asElementField = "id", grouped = true) List<Integer> ids) {
        return returned(groups(ids));
    }

    @Cacheable
    @CacheResult
    public Row[] groupedArray(@CacheAsMulti(asElementField = "id", grouped = true) List<Integer> ids) {
        return returned(groups(ids).toArray(new Row[0]));
    }

    static String nameOf(int id) {
        return (id == 4) ? null : "name " + id;
    }

    static Row rowOf(int id) {
        return (id == 4) ? null : new Row(id, "row of " + id);
    }

    static List<Row> rowsOf(int id) {
        return (id == 4) ? List.of() : List.of(new Row(id, "first"), new Row(id, "second"));
    }

    /** Notes what was asked for, then spoils it: the container is the method's own (S3). */
    private <T> ArrayList<T> each(List<Integer> ids, IntFunction<T> value) {
        asked = new ArrayList<>(ids);
        ArrayList<T> values = new ArrayList<>();
        asked.forEach(id -> values.add(value.apply(id)));
        ids.clear();
        return values;
    }

    private <M extends Map<Integer, String>> M named(List<Integer> ids, M map) {
        for (int id : asked = new ArrayList<>(ids)) {
            if (nameOf(id) != null) {
                map.put(id, nameOf(id));
            }
        }
        FOUND.forEach(id -> map.putIfAbsent(id, "nobody asked for it (S12)"));
        return returned(map);
    }

    /** Returns rows in the opposite order, with some that were not asked for, but are elements of the argument (S10). */
    private List<Row> rows(List<Integer> ids) {
        List<Row> rows = each(ids, Catalogue::rowOf);
        Collections.reverse(rows);
        FOUND.stream().filter(id -> !asked.contains(id)).forEach(id -> rows.add(new Row(id, "nobody asked for it")));
        rows.add(null);
        return Collections.unmodifiableList(rows);
    }

    private List<Row> groups(List<Integer> ids) {
        List<Row> rows = new ArrayList<>();
        each(ids, id -> rows.add(id == 4 ? null : rowsOf(id).get(0)));
        Collections.reverse(rows);
        asked.forEach(id -> rows.add(id == 4 ? null : rowsOf(id).get(1)));
        return Collections.unmodifiableList(rows);
    }

    private <T> T returned(T result) {
        returned = result;
        return result;
    }

    record Row(Integer id, String text) implements Serializable {}
}
