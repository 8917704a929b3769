package io.github.ms100.cacheasmulti.inheritance;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.cache.annotation.Cacheable;

/** Type variables, bridge methods, and methods that are inherited from where nobody thought of caching. */
final class Hierarchies {

    private Hierarchies() {}

    interface Generic<K, C extends Collection<K>> extends Cars {

        @Cacheable("cars")
        String find(K id);

        @Cacheable("cars")
        Map<K, String> findAll(@CacheAsMulti C ids);

        @Override
        default String findById(Long id) {
            throw new UnsupportedOperationException();
        }
    }

    static class OnGenericInterface extends Declarations.PlainClass implements Generic<Long, List<Long>> {

        @Override
        public String findById(Long id) {
            return super.findById(id);
        }

        @Override
        public String find(Long id) {
            return load(id);
        }

        @Override
        public Map<Long, String> findAll(List<Long> ids) {
            return load(ids);
        }
    }

    /** A superclass that does not know the interface its subclass names. */
    static class Unaware extends Garage {

        @Cacheable("cars")
        public String findById(Long id) {
            return load(id);
        }

        @Cacheable("cars")
        public Map<Long, String> findByIds(Collection<Long> ids) {
            return load(ids);
        }
    }

    static class InheritedImplementation extends Unaware implements Declarations.AnnotatedParameter {}

    /** All annotations are on an interface that the class with the methods does not know. */
    static class InheritedFromPlain extends Declarations.PlainClass implements Declarations.Annotated {}

    interface Keyed<C extends Collection<Long>> {

        @Cacheable("cars")
        Map<Long, String> findByIds(@CacheAsMulti C ids);

        List<List<Long>> loads();
    }

    static class UnawareOfLists extends Garage {

        public Map<Long, String> findByIds(List<Long> ids) {
            return load(ids);
        }
    }

    /** A bridge to an inherited method. */
    static class InheritedThroughBridge extends UnawareOfLists implements Keyed<List<Long>> {}

    record Row(int number, String name) {}

    /** The type of the elements is known to the subclass only. */
    abstract static class GenericRows<K extends Number> {

        private final List<Collection<K>> loads = new ArrayList<>();

        List<Collection<K>> loads() {
            return loads;
        }

        @Cacheable("rows")
        public List<Row> findRows(@CacheAsMulti(asElementField = "number") Collection<K> numbers) {
            loads.add(List.copyOf(numbers));
            return numbers.stream()
                    .map(number -> new Row(number.intValue(), "row " + number))
                    .toList();
        }

        @Cacheable("rows")
        protected List<Row> findProtected(@CacheAsMulti(asElementField = "number") Collection<K> numbers) {
            return findRows(numbers);
        }

        @Cacheable("rows")
        List<Row> findInPackage(@CacheAsMulti(asElementField = "number") Collection<K> numbers) {
            return findRows(numbers);
        }
    }

    static class LongRows extends GenericRows<Long> {}
}
