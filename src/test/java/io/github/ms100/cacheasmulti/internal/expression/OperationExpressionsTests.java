package io.github.ms100.cacheasmulti.internal.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.DeclaredMethods;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation.Expressions;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation.Timing;
import io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operation says in SpEL is parsed once, and refused at the start where it cannot be right. */
@DisplayName("S14, S15, S25 the expressions of an operation")
class OperationExpressionsTests {

    private static final BatchMethod METHOD = DeclaredMethods.reading(Methods.class, "find");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "''           | ''                | ''      | unconditional",
                "' '          | ' '               | ' '     | unconditional",
                "#ids         | ''                | ''      | key element unconditional",
                "#ids + 1     | ''                | ''      | key unconditional",
                "#ids+#result | ''                | ''      | key keyResult result unconditional",
                "''           | true              | ''      | ''",
                "''           | #ids != null      | ''      | needsElement",
                "''           | #result != null   | ''      | needsElement conditionResult result",
                "''           | ''                | true    | rejects unconditional",
                "#p1          | #ids == #result   | #result | key element rejects needsElement conditionResult result"
            })
    void sayWhatTheyNeed(String key, String condition, String unless, String expected) {
        OperationExpressions expressions = parsed(DeclaredMethods.read(new Expressions(key, condition, unless)));

        String said = (expressions.hasKey() ? "key " : "")
                + (expressions.keyIsElement() ? "element " : "")
                + (expressions.mayReject() ? "rejects " : "")
                + (expressions.conditionNeedsElement() ? "needsElement " : "")
                + (expressions.keyUsesResult() ? "keyResult " : "")
                + (expressions.conditionUsesResult() ? "conditionResult " : "")
                + (expressions.useResult() ? "result " : "")
                + (expressions.unconditional() ? "unconditional " : "");
        assertThat(said.strip()).isEqualTo(expected);
    }

    @Test
    void knowTheElementByItsNames() {
        OperationExpressions expressions = parsed(DeclaredMethods.read(Expressions.NONE));

        assertThat(expressions.describeElement()).isEqualTo("#ids, #p1, #a1");
        assertThat(List.of("ids", "p1", "a1")).allMatch(expressions::namesElement);
        assertThat(List.of("p0", "tenant", "result")).noneMatch(expressions::namesElement);
        assertThat(expressions.method()).isSameAs(METHOD);
    }

    @Test
    @DisplayName("know the element by its position where the compiler kept no names")
    void knowTheElementByItsPosition() throws Exception {
        Object proxy = Proxy.newProxyInstance(
                Methods.class.getClassLoader(), new Class<?>[] {Methods.class}, (self, method, arguments) -> null);
        Method nameless = proxy.getClass().getMethod("find", String.class, List.class);
        BatchMethod method = new BatchMethod(
                METHOD.method(), nameless, Methods.class, METHOD.parameter(), METHOD.operations(), true);

        OperationExpressions expressions = OperationExpressions.of(method, DeclaredMethods.read(Expressions.NONE));

        assertThat(expressions.describeElement()).isEqualTo("#p1, #a1");
    }

    @Test
    @DisplayName("S14 a key must mention the element, or the result where that is there")
    void keyMustTellElementsApart() {
        assertRefused(read("#tenant"), "it mentions neither #ids, #p1, #a1. Use the element in the key.", "use #p1.");
        assertRefused(read("#result"), "the key \"#result\", which is the same for all elements");
        assertRefused(evict("#result", true), "it mentions neither #ids, #p1, #a1. Use");
        assertRefused(evict("#tenant", false), "neither #ids, #p1, #a1 nor #result. Use the element");
        assertRefused(write("'x'"), "neither #ids, #p1, #a1 nor #result.");
        assertThatCode(() -> {
                    parsed(read("#ids"));
                    parsed(write("#result"));
                    parsed(evict("#result", false));
                    parsed(evict("#ids", true));
                })
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("S14 the key of an operation on all entries does not matter, its condition does")
    void keyOfAllEntriesDoesNotMatter() {
        assertThatCode(() -> parsed(evictAll("#tenant", ""))).doesNotThrowAnyException();
        assertThatCode(() -> parsed(evictAll("#ids.size()", ""))).doesNotThrowAnyException();
        assertRefused(evictAll("", "#ids.size() > 0"), "calls size() of #ids, a java.lang.Long");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#ids.![x] | '' | '' | has the key \"#ids.![x]\", which goes through the items of #ids, a java.lang.Long",
                "'' | #ids.size() > 0 | '' | has the condition \"#ids.size() > 0\", which calls size() of #ids, a java.lang.Long",
                "'' | '' | #result.empty | has the unless \"#result.empty\", which reads 'empty' of #result, a java.lang.Boolean",
                "#ids + | '' | '' | has the key \"#ids +\", which is no SpEL expression: ",
                "'' | #ids ] | '' | has the condition \"#ids ]\", which is no SpEL expression: ",
                "'' | '' | ( | has the unless \"(\", which is no SpEL expression: "
            })
    void areRefusedWhereTheyCannotBeRight(String key, String condition, String unless, String found) {
        assertRefused(DeclaredMethods.read(new Expressions(key, condition, unless)), found);
    }

    private static BatchOperation read(String key) {
        return DeclaredMethods.read(new Expressions(key, "", ""));
    }

    private static BatchOperation write(String key) {
        return new BatchOperation.Write(DeclaredMethods.SOURCE, new Expressions(key, "", ""));
    }

    private static BatchOperation evict(String key, boolean beforeInvocation) {
        return new BatchOperation.Evict(
                DeclaredMethods.SOURCE, new Expressions(key, "", ""), false, Timing.of(beforeInvocation));
    }

    private static BatchOperation evictAll(String key, String condition) {
        return new BatchOperation.Evict(
                DeclaredMethods.SOURCE, new Expressions(key, condition, ""), true, Timing.of(false));
    }

    private static void assertRefused(BatchOperation operation, String... found) {
        assertThatExceptionOfType(InvalidBatchMethodException.class)
                .isThrownBy(() -> parsed(operation))
                .withMessageContaining(
                        "Methods.find(String, List), whose parameter 'ids' (index 1) is @CacheAsMulti, has ")
                .withMessageContainingAll(found);
    }

    private static OperationExpressions parsed(BatchOperation operation) {
        return OperationExpressions.of(METHOD, operation);
    }

    interface Methods {

        List<Boolean> find(String tenant, @CacheAsMulti List<Long> ids);
    }
}
