package io.github.ms100.cacheasmulti.jsr107;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheInvocationParameter;
import javax.cache.annotation.CacheKey;
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
import org.springframework.cache.interceptor.CacheOperationInvocationContext;
import org.springframework.test.util.AopTestUtils;

/** Each single method and its batch method must look the same to the generator. */
@DisplayName("J1, S14 a CacheKeyGenerator is told of each element what it is told of the single method's argument")
class KeyContextTests {

    private final CachingContext application = CachingContext.of(Noting.class, Cars.class);

    private final Noting generator = application.bean(Noting.class);

    private final Cars cars = application.bean(Cars.class);

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void elementsOfAListStandInItsPlace() {
        cars.find("north", 1);
        cars.find("north", 2);
        List<String> bySingle = generator.takeNotes();

        cars.find("north", List.of(1, 2));

        assertThat(generator.takeNotes()).isEqualTo(bySingle).first().asString().contains("1=1 java.lang.Integer");
    }

    @Test
    void elementsOfAnArrayOfPrimitivesAreShownAsSuch() {
        cars.remove(1);
        List<String> bySingle = generator.takeNotes();

        cars.remove(new int[] {1});

        assertThat(generator.takeNotes()).isEqualTo(bySingle).first().asString().contains("0=1 int");
    }

    @Test
    void valuesOfAMapAreTheValueParameter() {
        cars.save("north", "ignored", 1, "one");
        List<String> bySingle = generator.takeNotes();

        cars.save("north", "ignored", Map.of(1, "one"));

        // The map is one parameter, but two of the single method.
        assertThat(bySingle).singleElement().asString().contains("value 3=one java.lang.String");
        assertThat(generator.takeNotes())
                .singleElement()
                .isEqualTo(
                        bySingle.get(0).replace(", 3=one java.lang.String", "").replace("value 3=one", "value 2=one"));
    }

    @Test
    @DisplayName("S3 the value parameter holds what the caller passed, even if the method changes its map")
    void valuesAreThoseOfTheCaller() {
        cars.saveAndClear(new HashMap<>(Map.of(1, "one")));

        assertThat(generator.takeNotes()).singleElement().asString().contains("value 0=one java.lang.String");
    }

    @Test
    @DisplayName("S8 a null element, a null key of a map and a null value are shown as null")
    void nullsAreShown() {
        cars.find("north", Arrays.asList(null, 1));
        Map<Integer, String> values = new LinkedHashMap<>();
        values.put(null, "of null");
        values.put(1, null);
        cars.save("north", "ignored", values);

        assertThat(generator.takeNotes())
                .satisfiesExactly(
                        note -> assertThat(note).contains("1=null java.lang.Integer"),
                        note -> assertThat(note).contains("1=1 java.lang.Integer"),
                        note -> assertThat(note).contains("value 2=of null java.lang.String"),
                        note -> assertThat(note).contains("value 2=null java.lang.String"));
    }

    @Test
    @DisplayName("S26 a type variable is shown as what the bean's class makes of it")
    void typeVariablesAreResolved() {
        cars.count(List.of(5L));
        cars.countAll(new Long[] {6L});
        cars.keep(new TreeMap<>(Map.of(7L, List.of("seven"))));

        assertThat(generator.takeNotes())
                .satisfiesExactly(
                        note -> assertThat(note).contains("0=5 java.lang.Long"),
                        note -> assertThat(note).contains("0=6 java.lang.Long"),
                        note -> assertThat(note)
                                .contains("0=7 java.lang.Long")
                                .contains("value 0=[seven] java.util.Collection"));
    }

    @Test
    void elementsOfUnknownTypeAreObjects() {
        cars.findAny(List.of("any"));
        cars.findRaw(List.of("raw"));

        assertThat(generator.takeNotes())
                .satisfiesExactly(note -> assertThat(note).contains("0=any java.lang.Object"), note -> assertThat(note)
                        .contains("0=raw java.lang.Object"));
    }

    @Test
    @DisplayName("S14 elements that are maps themselves are elements")
    void elementsMayBeMaps() {
        cars.findByMaps(List.of(Map.of("a", 1)));

        assertThat(generator.takeNotes())
                .singleElement()
                .asString()
                .contains("0={a=1} java.util.Map")
                .endsWith("no value");
    }

    @Test
    void variableArgumentsBehindTheElementAreOneParameter() {
        cars.withRest(1, "a", "b");
        List<String> bySingle = generator.takeNotes();

        cars.withRest(List.of(1), "a", "b");

        assertThat(generator.takeNotes()).isEqualTo(bySingle);
    }

    @Test
    void whatIsBehindTheContextIsTheBeanAndItsMethod() {
        cars.find("north", List.of(1));

        CacheKeyInvocationContext<?> context = generator.last;
        assertThat(context.getTarget()).isSameAs(AopTestUtils.getTargetObject(cars));
        assertThat(context.getMethod().getParameterTypes()).containsExactly(String.class, List.class);
        assertThat(context.getCacheAnnotation()).isInstanceOf(CacheResult.class);
        assertThat(context.getAnnotations()).hasSize(1);
        assertThat(context.getAllParameters()[1].getAnnotations())
                .extracting(Annotation::annotationType)
                .isEqualTo(List.of(CacheAsMulti.class));
        assertThat(context).isInstanceOf(CacheOperationInvocationContext.class);
        Object[] arguments = ((CacheOperationInvocationContext<?>) context).getArgs();
        assertThat(arguments).containsExactly("north", 1);
        assertThat(((CacheOperationInvocationContext<?>) context).getOperation().getCacheNames())
                .containsExactly("cars");
    }

    record Key(List<Object> parts) implements GeneratedCacheKey {}

    /** Writes down what it is told. */
    static class Noting implements CacheKeyGenerator {

        private final List<String> notes = new ArrayList<>();

        private CacheKeyInvocationContext<?> last;

        List<String> takeNotes() {
            List<String> taken = List.copyOf(notes);
            notes.clear();
            return taken;
        }

        @Override
        public GeneratedCacheKey generateCacheKey(CacheKeyInvocationContext<?> context) {
            last = context;
            CacheInvocationParameter value = context.getValueParameter();
            notes.add("%s %s: all %s, keys %s, %s"
                    .formatted(
                            context.getCacheName(),
                            context.getMethod().getName(),
                            describe(context.getAllParameters()),
                            describe(context.getKeyParameters()),
                            (value == null) ? "no value" : "value " + describe(value)));
            List<Object> parts = new ArrayList<>();
            for (CacheInvocationParameter parameter : context.getKeyParameters()) {
                parts.add(parameter.getValue());
            }
            return new Key(parts);
        }

        private static List<String> describe(CacheInvocationParameter... parameters) {
            return Arrays.stream(parameters).map(Noting::describe).toList();
        }

        private static String describe(CacheInvocationParameter parameter) {
            Object value = parameter.getValue();
            return "%d=%s %s"
                    .formatted(
                            parameter.getParameterPosition(),
                            (value instanceof Object[] array) ? Arrays.asList(array) : value,
                            parameter.getRawType().getName());
        }
    }

    static class Generic<T> {

        @CacheResult
        public List<String> count(@CacheAsMulti Collection<T> ids) {
            return ids.stream().map(Object::toString).toList();
        }

        @CacheResult
        public List<String> countAll(@CacheAsMulti T[] ids) {
            return Arrays.stream(ids).map(Object::toString).toList();
        }

        @CachePut
        public <V> void keep(@CacheAsMulti @CacheValue TreeMap<T, ? extends Collection<V>> values) {}
    }

    @CacheDefaults(cacheName = "cars", cacheKeyGenerator = Noting.class)
    static class Cars extends Generic<Long> {

        @CacheResult
        public String find(String garage, Integer id) {
            return "car " + id;
        }

        @CacheResult
        public List<String> find(String garage, @CacheAsMulti List<Integer> ids) {
            return ids.stream().map(id -> "car " + id).toList();
        }

        @CacheRemove
        public void remove(int id) {}

        @CacheRemove
        public void remove(@CacheAsMulti int[] ids) {}

        @CachePut
        public void save(@CacheKey String garage, String ignored, @CacheKey Integer id, @CacheValue String value) {}

        @CachePut
        public void save(
                @CacheKey String garage,
                String ignored,
                @CacheKey @CacheAsMulti @CacheValue Map<Integer, String> cars) {}

        @CachePut
        public void saveAndClear(@CacheAsMulti @CacheValue Map<Integer, String> cars) {
            cars.clear();
        }

        @CacheResult
        public List<String> findAny(@CacheAsMulti List<?> ids) {
            return ids.stream().map(Object::toString).toList();
        }

        @CacheResult
        @SuppressWarnings({"rawtypes", "unchecked"})
        public List<String> findRaw(@CacheAsMulti List ids) {
            return ids;
        }

        @CacheResult
        public List<String> findByMaps(@CacheAsMulti List<Map<String, Integer>> ids) {
            return ids.stream().map(Object::toString).toList();
        }

        @CacheRemove
        public void withRest(Integer id, String... rest) {}

        @CacheRemove
        public void withRest(@CacheAsMulti List<Integer> ids, String... rest) {}
    }
}
