package io.github.ms100.cacheasmulti.internal.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.DeclaredMethods;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation.Expressions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.expression.spel.SpelEvaluationException;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/** For each element an expression comes to what it comes to in Spring's own interceptor around the single method. */
@DisplayName("S1, S14, S15 an expression is evaluated for each element")
class ElementEvaluatorTests {

    private static final List<Integer> ELEMENTS = List.of(1, 2, 3, 2);

    private static final String ANY_KEY = "#p0";

    private final Tenant tenant = new Tenant();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#id",
                "#p0",
                "#a0 + 1",
                "#root.args[0]",
                "#root.args[0] + #tenant.name + #p1.name",
                "{#id, #root.methodName, #root.method.name}",
                "args[0] * 2",
                "#root.args.length + #id",
                "'' + #result + #id",
                "#root.caches[0].name + #id",
                "#root.target.getClass().name.length() * 0 + #id",
                "#root.targetClass == #root.target.getClass() ? #id : 0",
                "{1, 2}.contains(#id)",
                "{1, 2}.?[#this == #root.args[0]]",
                "#tenant.add(#id)"
            })
    void asAKey(String key) {
        assertSameAsSpring(new Expressions(key, "", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#id > 1",
                "#root.args[0] == 2",
                "args[0] != 2",
                "#tenant.name == 't'",
                "#tenant.name == 'another'",
                "#result == null",
                "#result != null",
                "null",
                "'true'",
                "'no'",
                "#tenant.below(#id)",
                "#tenant.take()",
                "#missing == null"
            })
    void asACondition(String condition) {
        assertSameAsSpring(new Expressions(ANY_KEY, condition, ""));
        tenant.taken = 0;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#result == null",
                "#result != null",
                "#result?.length() == 7",
                "#id > 1 && #result == null",
                "#tenant.name == 't'",
                "#tenant.name == 'another'",
                "null",
                "#root.args[0] == 2"
            })
    void asUnless(String unless) {
        assertSameAsSpring(new Expressions(ANY_KEY, "", unless));
    }

    private void assertSameAsSpring(Expressions expressions) {
        Map<Object, Object> expected = new HashMap<>();
        Single single = single(expressions, expected);
        ELEMENTS.forEach(element -> single.find(element, tenant));
        tenant.taken = 0;

        Map<Object, Object> stored = new HashMap<>();
        ElementEvaluator evaluator = evaluator(expressions);
        for (Integer element : ELEMENTS) {
            Object value = valueOf(element);
            if (evaluator.condition(element)) {
                boolean rejected = evaluator.unless(element, value);
                Object key =
                        expressions.key().contains("#result") ? evaluator.key(element, null) : evaluator.key(element);
                if (!rejected) {
                    stored.put(key, value);
                }
            }
        }

        assertThat(stored).isEqualTo(expected);
    }

    private static Object valueOf(Integer element) {
        return element % 2 == 0 ? null : "value " + element;
    }

    /** Returns a single method, cached by Spring's own interceptor. */
    private static Single single(Expressions expressions, Map<Object, Object> stored) {
        CacheableOperation.Builder operation = new CacheableOperation.Builder();
        operation.setCacheName("cars");
        operation.setKey(expressions.key());
        operation.setCondition(expressions.condition());
        operation.setUnless(expressions.unless());
        CacheInterceptor interceptor = new CacheInterceptor();
        interceptor.setCacheOperationSources((method, type) -> List.of(operation.build()));
        interceptor.setCacheResolver(context -> List.of(new ConcurrentMapCache("cars") {
            @Override
            public void put(Object key, Object value) {
                stored.put(key, value);
            }
        }));
        interceptor.afterPropertiesSet();
        interceptor.afterSingletonsInstantiated();
        ProxyFactory factory = new ProxyFactory(new Single() {
            @Override
            public Object find(Integer id, Tenant tenant) {
                return valueOf(id);
            }
        });
        factory.addAdvice(interceptor);
        return (Single) factory.getProxy();
    }

    @Test
    @DisplayName("with the result where there is one, and as far as possible without where it is not there yet")
    void withAndWithoutTheResult() {
        ElementEvaluator evaluator = evaluator(
                new Expressions("#id > 1 ? #result : #id", "#id > 1 ? #result == 'b' : #id == 1", "#result == 'b'"));

        assertThat(evaluator.key(2, "b")).isEqualTo("b");
        assertThat(evaluator.key(2)).isNull();
        assertThat(evaluator.foreseeKey(1)).isEqualTo(1);
        assertThat(evaluator.foreseeKey(2)).isNull();
        assertThat(evaluator.condition(2, "b")).isTrue();
        assertThat(evaluator.condition(2, null)).isFalse();
        assertThat(evaluator.condition(2)).isFalse();
        assertThat(evaluator.foresee(0)).isFalse();
        assertThat(evaluator.foresee(1)).isTrue();
        assertThat(evaluator.foresee(2)).isNull();
        assertThat(evaluator.unless(2, "b")).isTrue();
        assertThat(evaluator.unless(2, null)).isFalse();
    }

    @Test
    void orNotAtAllIfThereIsNone() {
        ElementEvaluator evaluator = evaluator(Expressions.NONE);

        assertThat(evaluator.condition(1)).isTrue();
        assertThat(evaluator.foresee(1)).isTrue();
        assertThat(evaluator.unless(1, null)).isFalse();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> evaluator.key(1));
    }

    @Test
    @DisplayName("once in a call if it says the same of all of them")
    void onceIfItIsConstant() {
        ElementEvaluator evaluator = evaluator(new Expressions("", "#tenant.counted", "#tenant.counted"));
        ELEMENTS.forEach(evaluator::condition);
        assertThat(tenant.counted).isOne();
        ELEMENTS.forEach(element -> evaluator.unless(element, null));
        assertThat(tenant.counted).isEqualTo(2);

        ElementEvaluator judging =
                evaluator(new Expressions("", "#tenant.counted && #id > 1", "#tenant.counted && #id > 1"));
        ELEMENTS.forEach(judging::condition);
        ELEMENTS.forEach(element -> judging.unless(element, null));
        assertThat(tenant.counted).isEqualTo(2 + 2 * ELEMENTS.size());
    }

    @Test
    @DisplayName("on arguments of its own if it may keep them")
    void onArgumentsOfItsOwn() {
        ElementEvaluator evaluator = evaluator(new Expressions("#root.args", "", ""));

        Object first = evaluator.key(1);
        Object second = evaluator.key(2);

        assertThat(first).isEqualTo(new Object[] {1, tenant});
        assertThat(second).isEqualTo(new Object[] {2, tenant});
    }

    @Test
    @DisplayName("with the bean resolver that it is given")
    void withDelegates() {
        StandardEvaluationContext delegates = new StandardEvaluationContext();
        delegates.setBeanResolver((context, name) -> name + "!");

        ElementEvaluator evaluator = evaluator(new Expressions("#id + @bean", "", ""), delegates);

        assertThat(evaluator.key(1)).isEqualTo("1bean!");
    }

    @Test
    @DisplayName("and if that fails, the error says where, and what the names mean; that of another one is passed on")
    void failureSaysWhereItStands() {
        ElementEvaluator failing = evaluator(new Expressions("#root.args[0].nothing", "#p0.missing > 1", ""));
        tenant.failing = () -> failing.condition(1);

        SpelEvaluationException key = catchThrowableOfType(SpelEvaluationException.class, () -> failing.key(1));
        SpelEvaluationException condition =
                catchThrowableOfType(SpelEvaluationException.class, () -> failing.condition(1));
        SpelEvaluationException passedOn = catchThrowableOfType(
                SpelEvaluationException.class,
                () -> evaluator(new Expressions("", "#tenant.fail(#id)", "")).condition(1));

        SpelEvaluationException cause = (SpelEvaluationException) key.getCause();
        assertThat(key)
                .hasMessageContainingAll(
                        "Batch.find(List, Tenant) has the key \"#root.args[0].nothing\", which failed for an element: ",
                        cause.getMessage(),
                        "There #id, #p0, #a0 mean one element");
        assertThat(key.getMessageCode()).isEqualTo(cause.getMessageCode());
        assertThat(key.getInserts()).isEqualTo(cause.getInserts());
        assertThat(key.getPosition()).isEqualTo(cause.getPosition());
        assertThat(condition).hasMessageContaining("has the condition \"#p0.missing > 1\"");
        assertThat(passedOn).hasMessage(condition.getMessage()).hasSameClassAs(condition);
    }

    private ElementEvaluator evaluator(Expressions expressions) {
        return evaluator(expressions, new StandardEvaluationContext());
    }

    private ElementEvaluator evaluator(Expressions expressions, StandardEvaluationContext delegates) {
        BatchMethod method = DeclaredMethods.reading(Batch.class, "find");
        Batch target = (id, tenant) -> List.of();
        ExpressionRoot root = new ExpressionRoot(
                List.of(new ConcurrentMapCache("cars")),
                method.method(),
                new Object[] {null, tenant},
                target,
                target.getClass());
        return new ElementEvaluator(
                OperationExpressions.of(method, DeclaredMethods.read(expressions)), root, delegates);
    }

    interface Single {

        Object find(Integer id, Tenant tenant);
    }

    @FunctionalInterface
    interface Batch {

        List<Object> find(@CacheAsMulti List<?> id, Tenant tenant);
    }
}
