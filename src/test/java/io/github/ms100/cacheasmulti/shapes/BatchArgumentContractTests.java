package io.github.ms100.cacheasmulti.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.Family;
import io.github.ms100.cacheasmulti.fixture.TestApplication;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("S3 every parameter type: the loader gets a new container of the declared type")
class BatchArgumentContractTests {

    private final TestApplication<Names> application =
            TestApplication.of(family(), TestStore.CONCURRENT_MAP, Names.class);

    private final Names names = application.bean();

    private final Names target = application.target();

    Family family() {
        return Family.SPRING;
    }

    @AfterEach
    void stop() {
        application.close();
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
                cell("copying", new Names.Copying(ids), Names.Copying.class, Names::copying),
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
        List<Integer> all = Names.items(argument);
        application.cache("a").put(2, "cached 2");

        List<String> result = method.apply(names, argument);

        List<Integer> missing = all.stream().distinct().filter(id -> id != 2).toList();
        assertThat(target.given).isExactlyInstanceOf(type).isNotSameAs(argument);
        assertThat(Names.items(target.given)).isEqualTo(missing);
        assertThat(result)
                .isEqualTo(
                        all.stream().map(BatchArgumentContractTests::expected).toList());
        assertThat(Names.items(argument)).as("the caller's argument").isEqualTo(all);
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
    @DisplayName("S5 a positional result follows the order of the container that the loader got")
    void loaderMayGetAnotherOrder() {
        HashSet<Integer> ids = new HashSet<>(64);
        ids.addAll(List.of(1, 16, 2));

        List<String> result = names.hashSet(ids);

        assertThat(Names.items(ids)).as("other buckets").isNotEqualTo(Names.items(target.given));
        assertThat(result).isEqualTo(ids.stream().map(String::valueOf).toList());
        assertThat(names.hashSet(ids)).isEqualTo(result);
    }

    @Test
    void enumSetStaysOne() {
        names.enumSet(EnumSet.of(Thread.State.NEW, Thread.State.BLOCKED));

        assertThat(target.given).isInstanceOf(EnumSet.class);
        assertThat(Names.items(target.given)).isEqualTo(List.of(Thread.State.NEW, Thread.State.BLOCKED));
    }

    @Test
    @DisplayName("S6 elements that are equal, in a set by identity, are one")
    void setByIdentity() {
        Set<String> ids = Collections.newSetFromMap(new IdentityHashMap<>());
        ids.add(new String("same"));
        ids.add(new String("same"));

        assertThat(names.byName(ids)).containsExactly("same", "same");
        assertThat(Names.items(target.given)).isEqualTo(List.of("same"));
    }

    @Test
    @DisplayName("S6 many elements, whose hash codes collide, are told apart")
    void manyCollidingElements() {
        List<Names.Colliding> ids = IntStream.range(0, 300)
                .mapToObj(i -> new Names.Colliding(i % 100))
                .toList();

        Map<Names.Colliding, String> result = names.colliding(ids);

        assertThat(Names.items(target.given)).isEqualTo(ids.subList(0, 100));
        assertThat(List.copyOf(result.keySet())).isEqualTo(ids.subList(0, 100));
    }

    private static String expected(int id) {
        return id == 2 ? "cached 2" : "" + id;
    }
}
