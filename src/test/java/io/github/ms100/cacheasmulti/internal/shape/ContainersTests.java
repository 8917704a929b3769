package io.github.ms100.cacheasmulti.internal.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of container comes apart in iteration order, and is made anew as its declared type. */
@DisplayName("S3, S5 containers")
class ContainersTests {

    private static final Comparator<Integer> DESCENDING = Comparator.reverseOrder();

    private enum Size {
        SMALL,
        LARGE
    }

    private static Stream<Arguments> filled() {
        List<Integer> some = Arrays.asList(2, null, 2, 1);
        Iterable<Integer> iterable = some::iterator;
        return Stream.of(
                Arguments.of(some, some),
                Arguments.of(new LinkedHashSet<>(some), Arrays.asList(2, null, 1)),
                Arguments.of(new TreeSet<>(Set.of(2, 1)), List.of(1, 2)),
                Arguments.of(iterable, some),
                Arguments.of(some.toArray(new Integer[0]), some),
                Arguments.of(new boolean[] {true}, List.of(true)),
                Arguments.of(new char[] {'b', 'a'}, List.of('b', 'a')),
                Arguments.of(new byte[] {2, 1}, List.of((byte) 2, (byte) 1)),
                Arguments.of(new short[] {2}, List.of((short) 2)),
                Arguments.of(new int[] {2, 2, 1}, List.of(2, 2, 1)),
                Arguments.of(new long[] {2}, List.of(2L)),
                Arguments.of(new float[] {2}, List.of(2f)),
                Arguments.of(new double[] {2}, List.of(2d)),
                Arguments.of(new int[0], List.of()));
    }

    @ParameterizedTest
    @MethodSource("filled")
    void comeApartAsNewArraysOfObjects(Object container, List<?> elements) {
        Object[] apart = Containers.elements(container);

        assertThat(apart).isExactlyInstanceOf(Object[].class).containsExactly(elements.toArray());
        if (apart.length > 0) {
            apart[0] = "another";
            assertThat(Containers.elements(container)).containsExactly(elements.toArray());
        }
    }

    private static Stream<Arguments> made() {
        return Stream.of(
                Arguments.of(Iterable.class, ArrayList.class, List.of(2, 1, 2)),
                Arguments.of(Collection.class, ArrayList.class, List.of(2, 1, 2)),
                Arguments.of(List.class, ArrayList.class, List.of(2, 1, 2)),
                Arguments.of(ArrayList.class, ArrayList.class, List.of(2, 1, 2)),
                Arguments.of(LinkedList.class, LinkedList.class, List.of(2, 1, 2)),
                Arguments.of(Set.class, LinkedHashSet.class, List.of(2, 1)),
                Arguments.of(LinkedHashSet.class, LinkedHashSet.class, List.of(2, 1)),
                Arguments.of(HashSet.class, HashSet.class, List.of(1, 2)),
                Arguments.of(SortedSet.class, TreeSet.class, List.of(1, 2)),
                Arguments.of(NavigableSet.class, TreeSet.class, List.of(1, 2)),
                Arguments.of(TreeSet.class, TreeSet.class, List.of(1, 2)),
                Arguments.of(ConcurrentSkipListSet.class, ConcurrentSkipListSet.class, List.of(1, 2)),
                Arguments.of(Copying.class, Copying.class, List.of(2, 1, 2)),
                Arguments.of(Wrapping.class, Wrapping.class, List.of(2, 1, 2)),
                Arguments.of(Integer[].class, Integer[].class, List.of(2, 1, 2)),
                Arguments.of(int[].class, int[].class, List.of(2, 1, 2)));
    }

    @ParameterizedTest
    @MethodSource("made")
    void areMadeAsTheirDeclaredType(Class<?> declared, Class<?> type, List<Integer> expected) {
        List<Integer> elements = new ArrayList<>(List.of(2, 1, 2));

        Object made = factory(declared).create(null, elements);

        assertThat(made).isExactlyInstanceOf(type);
        elements.clear();
        assertThat(Containers.elements(made)).containsExactly(expected.toArray());
    }

    @ParameterizedTest
    @ValueSource(classes = {SortedSet.class, NavigableSet.class, TreeSet.class, ConcurrentSkipListSet.class})
    void keepTheComparatorOfTheCallersSet(Class<?> declared) {
        SortedSet<Integer> descending = new TreeSet<>(DESCENDING);

        SortedSet<?> made = (SortedSet<?>) factory(declared).create(descending, List.of(1, 3, 2));
        SortedSet<?> natural = (SortedSet<?>) factory(declared).create(new TreeSet<>(), List.of(1, 3, 2));

        assertThat(made.comparator()).isSameAs(DESCENDING);
        assertThat(Containers.elements(made)).containsExactly(3, 2, 1);
        assertThat(natural.comparator()).isNull();
    }

    @Test
    void holdElementsOfAnEnum() {
        Containers.Factory factory = Containers.factory(EnumSet.class, Size.class);

        Object made = factory.create(null, List.of(Size.LARGE, Size.SMALL));

        assertThat(made).isInstanceOf(EnumSet.class).isEqualTo(EnumSet.allOf(Size.class));
        assertThat(factory.create(null, List.of())).isEqualTo(EnumSet.noneOf(Size.class));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {Queue.class, AbstractList.class, EnumSet.class, Uncopyable.class, Map.class, Sortable.class})
    void cannotBeMadeWithoutAConstructor(Class<?> declared) {
        assertThat(Containers.factory(declared, Object.class)).isNull();
    }

    private static Containers.Factory factory(Class<?> declared) {
        return Containers.factory(declared, Integer.class);
    }

    /** Has no constructor without arguments. */
    static class Copying extends ArrayList<Object> {

        public Copying(Collection<?> elements) {
            super(elements);
        }
    }

    /** No collection; keeps what it is given. */
    static class Wrapping implements Iterable<Object> {

        private final Collection<Object> elements;

        public Wrapping() {
            this(List.of());
        }

        public Wrapping(Collection<Object> elements) {
            this.elements = elements;
        }

        @Override
        public Iterator<Object> iterator() {
            return elements.iterator();
        }
    }

    static class Uncopyable extends ArrayList<Object> {

        public Uncopyable(int size) {
            super(size);
        }
    }

    /** Takes a comparator, and yet is no set that has one. */
    static class Sortable extends ArrayList<Object> {

        public Sortable(Comparator<?> comparator) {
            super(comparator == null ? 0 : 1);
        }
    }
}
