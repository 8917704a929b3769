package io.github.ms100.cacheasmulti.cache.interceptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.test.util.AopTestUtils;
import org.springframework.util.ObjectUtils;

@DisplayName("S3 every parameter type: the loader gets a new container of the declared type")
class BatchArgumentContractTests {

    private final RecordingCache cache = new RecordingCache("names");

    private final CachingContext context = CachingContext.with(Names.class, cache);

    private final Names names = context.bean(Names.class);

    private final Names target = AopTestUtils.getTargetObject(names);

    @AfterEach
    void stop() {
        context.close();
    }

    static Stream<Arguments> arguments() {
        List<Integer> ids = List.of(3, 1, 2, 1);
        Function<Set<Integer>, SortedSet<Integer>> descending = set -> {
            SortedSet<Integer> sorted = new TreeSet<>(Comparator.reverseOrder());
            sorted.addAll(set);
            return sorted;
        };
        SortedSet<Integer> sorted = descending.apply(Set.copyOf(ids));
        ConcurrentSkipListSet<Integer> skipping = new ConcurrentSkipListSet<>(sorted);
        return Stream.of(
                cell("iterable", ids, ArrayList.class, Names::iterable),
                cell("collection", ids, ArrayList.class, Names::collection),
                cell("collection of a set", new LinkedHashSet<>(ids), ArrayList.class, Names::collection),
                cell("list", ids, ArrayList.class, Names::list),
                cell("arrayList", new ArrayList<>(ids), ArrayList.class, Names::arrayList),
                cell("linkedList", new LinkedList<>(ids), LinkedList.class, Names::linkedList),
                cell("arrayDeque", new ArrayDeque<>(ids), ArrayDeque.class, Names::arrayDeque),
                cell("copying", new Copying(ids), Copying.class, Names::copying),
                cell("set", new LinkedHashSet<>(ids), LinkedHashSet.class, Names::set),
                cell("set of a tree", new TreeSet<>(ids), LinkedHashSet.class, Names::set),
                cell("hashSet", new HashSet<>(ids), HashSet.class, Names::hashSet),
                cell("linkedHashSet", new LinkedHashSet<>(ids), LinkedHashSet.class, Names::linkedHashSet),
                cell("sortedSet", sorted, TreeSet.class, Names::sortedSet),
                cell("treeSet", new TreeSet<>(sorted), TreeSet.class, Names::treeSet),
                cell("skipListSet", skipping, ConcurrentSkipListSet.class, Names::skipListSet),
                cell("array", ids.toArray(new Integer[0]), Integer[].class, Names::array),
                cell("varargs", ids.toArray(new Integer[0]), Integer[].class, Names::varargs),
                cell("primitives", new int[] {3, 1, 2, 1}, int[].class, Names::primitives));
    }

    @SuppressWarnings("unchecked")
    private static <A> Arguments cell(
            String name, A argument, Class<?> type, BiFunction<Names, A, List<String>> method) {
        return Arguments.argumentSet(name, argument, type, (BiFunction<Names, Object, List<String>>) method);
    }

    @ParameterizedTest
    @MethodSource("arguments")
    void loaderGetsTheMissingElements(Object argument, Class<?> type, BiFunction<Names, Object, List<String>> method) {
        List<Integer> all = items(argument);
        cache.put(2, "cached 2");

        List<String> result = method.apply(names, argument);

        List<Integer> missing = all.stream().distinct().filter(id -> id != 2).toList();
        assertThat(target.given).isExactlyInstanceOf(type).isNotSameAs(argument);
        assertThat(items(target.given)).isEqualTo(missing);
        assertThat(result)
                .isEqualTo(
                        all.stream().map(BatchArgumentContractTests::expected).toList());
        assertThat(items(argument)).as("the caller's argument").isEqualTo(all);
    }

    @ParameterizedTest
    @MethodSource("arguments")
    void loaderGetsANewContainerEvenIfAllIsMissing(
            Object argument, Class<?> type, BiFunction<Names, Object, List<String>> method) {
        method.apply(names, argument);

        assertThat(target.given).isExactlyInstanceOf(type).isNotSameAs(argument);
    }

    @Test
    @DisplayName("S3 a sorted set keeps the caller's comparator")
    void comparatorIsKept() {
        Comparator<Integer> comparator = Comparator.comparing(id -> -id);
        SortedSet<Integer> ids = new TreeSet<>(comparator);
        ids.addAll(List.of(1, 2, 3));

        names.sortedSet(ids);

        assertThat(((SortedSet<?>) target.given).comparator()).isSameAs(comparator);
        assertThat(names.sortedSet(ids)).containsExactly("3", "2", "1");
    }

    @Test
    void enumSetStaysOne() {
        names.enumSet(EnumSet.of(Thread.State.NEW, Thread.State.BLOCKED));

        assertThat(target.given).isInstanceOf(EnumSet.class);
        assertThat(items(target.given)).isEqualTo(List.of(Thread.State.NEW, Thread.State.BLOCKED));
    }

    @Test
    @DisplayName("S6 elements that are equal, in a set by identity, are one")
    void setByIdentity() {
        Set<String> ids = Collections.newSetFromMap(new IdentityHashMap<>());
        ids.add(new String("same"));
        ids.add(new String("same"));

        assertThat(names.byName(ids)).containsExactly("same", "same");
        assertThat(items(target.given)).isEqualTo(List.of("same"));
    }

    @Test
    @DisplayName("S6 many elements, whose hash codes collide, are told apart")
    void manyCollidingElements() {
        List<Colliding> ids =
                IntStream.range(0, 300).mapToObj(i -> new Colliding(i % 100)).toList();

        Map<Colliding, String> result = names.colliding(ids);

        assertThat(items(target.given)).isEqualTo(ids.subList(0, 100));
        assertThat(List.copyOf(result.keySet())).isEqualTo(ids.subList(0, 100));
    }

    private static String expected(int id) {
        return id == 2 ? "cached 2" : "" + id;
    }

    @SuppressWarnings("unchecked")
    private static <E> List<E> items(Object container) {
        return (List<E>)
                (container instanceof Iterable<?> iterable
                        ? StreamSupport.stream(iterable.spliterator(), false).toList()
                        : Arrays.asList(ObjectUtils.toObjectArray(container)));
    }

    record Colliding(int id) {

        @Override
        public int hashCode() {
            return id % 2;
        }
    }

    /** Has a copy constructor only. */
    static final class Copying extends ArrayList<Integer> {

        public Copying(Collection<Integer> ids) {
            super(ids);
        }
    }

    @CacheConfig(cacheNames = "names")
    static class Names {

        Object given;

        private List<String> load(Object ids) {
            given = ids;
            return items(ids).stream().map(Object::toString).collect(Collectors.toList());
        }

        @Cacheable
        public List<String> iterable(@CacheAsMulti Iterable<Integer> ids) {
            return load(ids);
        }

        @Cacheable
        public List<String> collection(@CacheAsMulti Collection<Integer> ids) {
            return load(ids);
        }

        @Cacheable
        public List<String> list(@CacheAsMulti List<Integer> ids) {
            return load(ids);
        }

        @Cacheable
        public List<String> arrayList(@CacheAsMulti ArrayList<Integer> ids) {
            return load(ids);
        }

        @Cacheable
        public List<String> linkedList(@CacheAsMulti LinkedList<Integer> ids) {
            return load(ids);
        }

        @Cacheable
        public List<String> arrayDeque(@CacheAsMulti ArrayDeque<Integer> ids) {
            return load(ids);
        }

        @Cacheable
        public List<String> copying(@CacheAsMulti Copying ids) {
            return load(ids);
        }

        @Cacheable
        public List<String> set(@CacheAsMulti Set<Integer> ids) {
            return load(ids);
        }

        @Cacheable
        public List<String> hashSet(@CacheAsMulti HashSet<Integer> ids) {
            return load(ids);
        }

        @Cacheable
        public List<String> linkedHashSet(@CacheAsMulti LinkedHashSet<Integer> ids) {
            return load(ids);
        }

        @Cacheable
        public List<String> sortedSet(@CacheAsMulti SortedSet<Integer> ids) {
            return load(ids);
        }

        @Cacheable
        public List<String> treeSet(@CacheAsMulti TreeSet<Integer> ids) {
            return load(ids);
        }

        @Cacheable
        public List<String> skipListSet(@CacheAsMulti ConcurrentSkipListSet<Integer> ids) {
            return load(ids);
        }

        @Cacheable
        public List<String> enumSet(@CacheAsMulti EnumSet<Thread.State> ids) {
            return load(ids);
        }

        @Cacheable
        public List<String> array(@CacheAsMulti Integer[] ids) {
            return load(ids);
        }

        @Cacheable
        public List<String> varargs(@CacheAsMulti Integer... ids) {
            return load(ids);
        }

        @Cacheable
        public List<String> primitives(@CacheAsMulti int[] ids) {
            return load(ids);
        }

        @Cacheable
        public List<String> byName(@CacheAsMulti Set<String> ids) {
            return load(ids);
        }

        @Cacheable
        public Map<Colliding, String> colliding(@CacheAsMulti List<Colliding> ids) {
            given = ids;
            return ids.stream().collect(Collectors.toMap(id -> id, Object::toString));
        }
    }
}
