package io.github.ms100.cacheasmulti.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.internal.expression.ExpressionRoot;
import io.github.ms100.cacheasmulti.internal.typed.TypedBatchCaches;
import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.cache.annotation.CacheRemove;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.ExecutableHint;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.FieldHint;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeHint;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.Ordered;
import org.springframework.data.redis.cache.RedisCacheWriter;

/** What a native image is told at build time; what it is not told, it has no reflection for. */
class RuntimeHintsTests {

    private final RuntimeHints hints = hintsFor(Cars.class);

    @Test
    void batchMethodsMayBeInvokedWhereverTheyAreDeclared() {
        assertThat(invocable(Cars.class)).contains("byIds", "remove", "list");
        assertThat(invocable(CarSource.class)).contains("list");
        assertThat(invocable(Cars.class)).doesNotContain("plain");
    }

    @Test
    void membersOnThePathToTheElementMayBeRead() {
        assertThat(invocable(Row.class)).containsExactly("getOwner");
        assertThat(invocable(Owner.class)).containsExactly("key");
        // Spring takes the accessor of a record for a property only if it sees the field.
        assertThat(hint(Owner.class).fields().map(FieldHint::getName)).containsExactly("key");
        assertThat(hint(Key.class).fields().map(FieldHint::getName)).containsExactly("id");
        assertThat(hints.reflection().getTypeHint(Unrelated.class)).isNull();
    }

    @Test
    void seedingMethodsMayBeInvokedAndWhatTheyPutUnderMayBeRead() {
        assertThat(invocable(Cars.class)).contains("all");
        assertThat(invocable(SeededRow.class)).containsExactly("getNumber");
    }

    @Test
    void batchesByKeyAreFoundWithoutAnApplicationContext() {
        assertThat(RuntimeHintsPredicates.reflection()
                        .onType(TypeReference.of(TypedBatchCaches.class.getName() + "$Factory"))
                        .withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.resource().forResource("META-INF/spring.factories"))
                .accepts(hints);
    }

    @Test
    void containersOfTheApplicationMayBeMade() {
        assertThat(hint(Ids.class).getMemberCategories()).containsExactly(MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
        assertThat(hints.reflection().getTypeHint(Row[].class)).isNotNull();
    }

    @Test
    void batchMethodsOfWhatAFactoryBeanMakesMayBeInvoked() {
        RuntimeHints made = hintsFor(CarSourceFactory.class);

        assertThat(invocable(made.reflection().getTypeHint(CarSource.class))).contains("list");
    }

    @Test
    void batchMethodsOfBeansDefinedWithinOthersMayBeInvoked() {
        RootBeanDefinition outer = new RootBeanDefinition(Garage.class);
        outer.getPropertyValues().add("cars", new RootBeanDefinition(Cars.class));

        RuntimeHints made = hintsFor(outer);

        assertThat(invocable(made.reflection().getTypeHint(Cars.class))).contains("byIds");
    }

    @Test
    void whatExpressionsSeeMayBeRead() {
        assertThat(hint(ExpressionRoot.class).getMemberCategories()).contains(MemberCategory.INVOKE_PUBLIC_METHODS);
    }

    @Test
    void annotationMayBeMadeOfAComposedOne() {
        assertThat(RuntimeHintsPredicates.proxies().forInterfaces(CacheAsMulti.class))
                .accepts(hints);
        assertThat(hint(CacheAsMulti.class).getMemberCategories()).contains(MemberCategory.INVOKE_DECLARED_METHODS);
    }

    @Test
    void everyClassThatTheLibraryLooksForByNameIsFound() {
        List<String> names = Stream.of(OptionalLibrary.values())
                .flatMap(library -> library.classNames().stream())
                .filter(SpringLine::isPresent)
                .toList();

        assertThat(names)
                .contains("javax.cache.Cache", "com.fasterxml.jackson.datatype.jsr310.JavaTimeModule")
                .allSatisfy(name -> assertThat(hint(Class.forName(name))).isNotNull());
    }

    @Test
    void connectionOfARedisCacheIsFound() {
        assertThat(hint(RedisCacheWriter.class).methods())
                .extracting(ExecutableHint::getName, method -> method.getParameterTypes()
                        .toString())
                .anySatisfy(method ->
                        assertThat(method.toList()).containsExactly("execute", "[" + Function.class.getName() + "]"));
    }

    @Test
    void proxyOfSpringBoot3sCustomizerMayBeMade() {
        assertThat(RuntimeHintsPredicates.proxies()
                        .forInterfaces(SpringLine.redisCustomizerType(), Ordered.class)
                        .test(hints))
                .isEqualTo(!SpringLine.BOOT_4);
    }

    private TypeHint hint(Class<?> type) {
        TypeHint hint = hints.reflection().getTypeHint(type);
        assertThat(hint).as("hint for %s", type).isNotNull();
        return hint;
    }

    private List<String> invocable(Class<?> type) {
        return invocable(hint(type));
    }

    private static List<String> invocable(TypeHint hint) {
        return hint.methods()
                .filter(method -> method.getMode() == ExecutableMode.INVOKE)
                .map(ExecutableHint::getName)
                .toList();
    }

    private static RuntimeHints hintsFor(Class<?> bean) {
        return hintsFor(new RootBeanDefinition(bean));
    }

    private static RuntimeHints hintsFor(RootBeanDefinition bean) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBeanDefinition("bean", bean);
        TestGenerationContext generation = new TestGenerationContext(RuntimeHintsTests.class);
        new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        return generation.getRuntimeHints();
    }

    interface CarSource {

        @Cacheable("cars")
        Row[] list(@CacheAsMulti(asElementField = "owner.key.id") Ids ids);
    }

    static class Cars implements CarSource {

        @Cacheable("cars")
        Map<Integer, Optional<Unrelated>> byIds(@CacheAsMulti List<Integer> ids) {
            return Map.of();
        }

        @CacheRemove(cacheName = "cars")
        void remove(@CacheAsMulti List<Integer> ids) {}

        @Override
        public Row[] list(Ids ids) {
            return new Row[0];
        }

        @CachePut("cars")
        @CacheAsMulti(asElementField = "number")
        Stream<SeededRow> all() {
            return Stream.empty();
        }

        String plain(Integer id) {
            return "";
        }
    }

    public static class Garage {

        private Cars cars;

        public void setCars(Cars cars) {
            this.cars = cars;
        }
    }

    static class CarSourceFactory implements FactoryBean<CarSource> {

        @Override
        public CarSource getObject() {
            return new Cars();
        }

        @Override
        public Class<?> getObjectType() {
            return CarSource.class;
        }
    }

    public static class Ids extends ArrayList<Integer> {}

    public static class Row {

        public Owner getOwner() {
            return new Owner(new Key());
        }
    }

    public record Owner(Key key) {}

    public static class Key {

        private Integer id;
    }

    public static class SeededRow {

        public Integer getNumber() {
            return 1;
        }
    }

    record Unrelated(EnhancedCache cache) {}
}
