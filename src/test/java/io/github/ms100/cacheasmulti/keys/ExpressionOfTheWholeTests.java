package io.github.ms100.cacheasmulti.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Misuse;
import io.github.ms100.cacheasmulti.keys.ExpressionsOfTheWhole.Condition;
import io.github.ms100.cacheasmulti.keys.ExpressionsOfTheWhole.ConditionOfNumbers;
import io.github.ms100.cacheasmulti.keys.ExpressionsOfTheWhole.ConditionOfVarargs;
import io.github.ms100.cacheasmulti.keys.ExpressionsOfTheWhole.KeyInList;
import io.github.ms100.cacheasmulti.keys.ExpressionsOfTheWhole.KeyOfElements;
import io.github.ms100.cacheasmulti.keys.ExpressionsOfTheWhole.KeyOfOne;
import io.github.ms100.cacheasmulti.keys.ExpressionsOfTheWhole.KeyOfResult;
import io.github.ms100.cacheasmulti.keys.ExpressionsOfTheWhole.Right;
import io.github.ms100.cacheasmulti.keys.ExpressionsOfTheWhole.Size;
import io.github.ms100.cacheasmulti.keys.ExpressionsOfTheWhole.Tea;
import io.github.ms100.cacheasmulti.keys.ExpressionsOfTheWhole.Unless;
import io.github.ms100.cacheasmulti.keys.ExpressionsOfTheWhole.UnlessByTernary;
import io.github.ms100.cacheasmulti.keys.ExpressionsOfTheWhole.UnlessOfList;
import io.github.ms100.cacheasmulti.keys.ExpressionsOfTheWhole.UnlessOfOptional;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.expression.ExpressionInvocationTargetException;
import org.springframework.expression.spel.SpelEvaluationException;

@DisplayName("S1, S15, S25 expressions that take an element, or its value, for the whole collection")
class ExpressionOfTheWholeTests {

    private static Stream<Arguments> impossible() {
        return Stream.of(
                Arguments.of(Condition.class, "condition \"#ids.size() > 0\"", "size() of #ids, a java.lang.Long"),
                Arguments.of(ConditionOfVarargs.class, "condition \"!#p0.isEmpty()\"", "isEmpty() of #p0"),
                Arguments.of(ConditionOfNumbers.class, "condition \"#ids != null && #ids.length > 0\"", "'length'"),
                Arguments.of(Unless.class, "unless \"#result == null || #result.isEmpty()\"", Tea.class.getName()),
                Arguments.of(UnlessOfList.class, "unless \"#result.empty\"", "reads 'empty' of #result"),
                Arguments.of(UnlessOfOptional.class, "unless \"#result.isEmpty()\"", Tea.class.getName()),
                Arguments.of(UnlessByTernary.class, "unless \"#result == null ? true", "size() of #result"),
                Arguments.of(KeyOfElements.class, "key \"#teas.![id]\"", "goes through the items of #teas"),
                Arguments.of(KeyOfOne.class, "key \"#teas[0]\"", "takes an item of #teas"),
                Arguments.of(KeyOfResult.class, "key \"#result.?[id > 0]\"", "goes through the items of #result"),
                Arguments.of(KeyInList.class, "key \"{#teas.stream(), #p1}\"", "stream() of #teas"));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void whatNoElementHasIsFoundAtTheStart(Class<?> bean, String attribute, String found) {
        Misuse.assertRefused(
                bean, bean.getName() + ".call(", attribute, found, "mean one element, and #result the value of one");
    }

    @Test
    void whatMayBeRightIsNotRefused() {
        try (CachingContext context = CachingContext.of(Right.class)) {
            Right right = context.bean(Right.class);

            assertThat(right.texts(List.of("a", ""))).containsExactly("a", "");
            assertThat(right.nullSafe(List.of())).isEmpty();
            assertThat(right.guarded(List.of(1L))).containsExactly("1");
            assertThat(right.switchedOff(List.of(1L))).containsExactly("1");
            assertThat(right.members(List.of(new Tea(1L)))).containsExactly("Tea[id=1]");
            assertThat(right.grouped(List.of(1L))).containsExactly(new Tea(1L));
            assertThat(right.root(List.of(1L))).containsExactly("1");
            assertThat(right.types(List.of(Size.class))).hasSize(1);
            assertThat(right.supertypes(List.of(List.of(1L)))).containsExactly("[1]");
            assertThat(right.unknown(List.of(List.of(1L)))).containsExactly("[1]");
            assertThat(right.constants(List.of(Size.LARGE))).containsExactly("LARGE");
            right.evictAll(List.of(new Tea(1L)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "condition, condition, #p0.size() > 0",
        "unless, unless, #result.isEmpty()",
        "key, key, #p0.![id]",
        "conversion, condition, #p0"
    })
    void whatFailsAtTheCallNamesMethodAttributeExpressionAndWhatTheNameMeans(
            String method, String attribute, String expression) {
        try (CachingContext context = CachingContext.of(Open.class)) {
            Open open = context.bean(Open.class);

            assertThatExceptionOfType(SpelEvaluationException.class)
                    .isThrownBy(() -> call(open, method))
                    .withMessageContainingAll(
                            Open.class.getName() + "." + method + "(Collection)",
                            "the " + attribute + " \"" + expression + "\"",
                            "#ids, #p0, #a0 mean one element")
                    .satisfies(ex -> {
                        SpelEvaluationException cause = (SpelEvaluationException) ex.getCause();
                        assertThat(ex).hasMessageContaining(cause.getMessage());
                        assertThat(ex.getMessageCode()).isEqualTo(cause.getMessageCode());
                        assertThat(ex.getInserts()).isEqualTo(cause.getInserts());
                        assertThat(ex.getPosition()).isEqualTo(cause.getPosition());
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unchecked", "checked", "missing"})
    void whatAnExpressionThrowsIsWhatItThrowsInTheMethodForOneElement(String kind) {
        try (CachingContext context = CachingContext.of(Throwing.class)) {
            Throwing throwing = context.bean(Throwing.class);

            Throwable single = catchThrowable(() -> throwing.single(new Faulty(kind)));
            Throwable batch = catchThrowable(() -> throwing.batch(List.of(new Faulty(kind))));

            Class<?> expected =
                    switch (kind) {
                        case "unchecked" -> IllegalStateException.class;
                        case "checked" -> ExpressionInvocationTargetException.class;
                        default -> SpelEvaluationException.class;
                    };
            assertThat(single).isExactlyInstanceOf(expected);
            assertThat(batch).isInstanceOf(expected);
            if (expected != SpelEvaluationException.class) {
                assertThat(batch).hasSameClassAs(single).hasMessage(single.getMessage());
            }
        }
    }

    private static void call(Open open, String method) {
        List<Object> ids = List.of(1L);
        switch (method) {
            case "condition" -> open.condition(ids);
            case "unless" -> open.unless(ids);
            case "key" -> open.key(ids);
            default -> open.conversion(ids);
        }
    }

    static class Open {

        @Cacheable(cacheNames = "c", condition = "#p0.size() > 0")
        public List<Object> condition(@CacheAsMulti Collection<Object> ids) {
            return List.copyOf(ids);
        }

        @Cacheable(cacheNames = "c", unless = "#result.isEmpty()")
        public List<Object> unless(@CacheAsMulti Collection<Object> ids) {
            return List.copyOf(ids);
        }

        @CacheEvict(cacheNames = "c", key = "#p0.![id]")
        public void key(@CacheAsMulti Collection<Object> ids) {}

        @Cacheable(cacheNames = "c", condition = "#p0")
        public List<Object> conversion(@CacheAsMulti Collection<Object> ids) {
            return List.of(new Object());
        }
    }

    /** Its getter fails, one way or the other. */
    public record Faulty(String kind) {

        /** Throws. */
        public boolean judge() throws IOException {
            if (kind.equals("unchecked")) {
                throw new IllegalStateException("not now");
            }
            throw new IOException("no connection");
        }
    }

    static class Throwing {

        private static final String CONDITION = "#p0.kind == 'missing' ? #p0.nothing : #p0.judge()";

        @Cacheable(cacheNames = "c", condition = CONDITION)
        public Object single(Faulty faulty) {
            return faulty;
        }

        @Cacheable(cacheNames = "c", condition = CONDITION)
        public List<Object> batch(@CacheAsMulti List<Faulty> faulty) {
            return List.copyOf(faulty);
        }
    }
}
