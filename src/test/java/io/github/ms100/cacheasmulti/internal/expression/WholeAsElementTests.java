package io.github.ms100.cacheasmulti.internal.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.DeclaredMethods;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/** Only what is certain to fail for every element is found, and it is told what was asked of what. */
@DisplayName("S15 the name of an element is taken for the whole collection")
class WholeAsElementTests {

    private static final String CERTAIN = "%s of #ids, a java.lang.Long";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "#ids.size()                                     | calls size()",
                "#p0.size()                                      | calls size() of #p0, a java.lang.Long",
                "#ids.length                                     | reads 'length'",
                "#ids.![id]                                      | goes through the items",
                "#ids.?[id == 1]                                 | goes through the items",
                "#ids.^[true]                                    | goes through the items",
                "#ids[0]                                         | takes an item",
                "#ids.size().x                                   | calls size()",
                "#ids.size() > 0                                 | calls size()",
                "0 < #ids.size()                                 | calls size()",
                "!#ids.isEmpty()                                 | calls isEmpty()",
                "{1, #ids.size()}                                | calls size()",
                "#ids.size() > 0 && #other                       | calls size()",
                "#ids.size() > 0 ? 1 : 2                         | calls size()",
                "#ids.size() ?: 1                                | calls size()",
                "#ids != null && #ids.size() > 0                 | calls size()",
                "null != #ids && #ids.size() > 0                 | calls size()",
                "#ids == null or #ids.size() > 0                 | calls size()",
                "!(#ids == null) && #ids.size() > 0              | calls size()",
                "#ids == null ? true : #ids.size() > 0           | calls size()",
                "#ids != null and #p0 != null and #ids.size() > 0| calls size()",
                "(#ids == null or #p0 == null) or #ids.size() > 0| calls size()",
                "(#ids.size() > 0)                               | calls size()",
                "#ids.size().intValue() > 0                      | calls size()",
                "#ids                                            | -",
                "#ids.longValue()                                | -",
                "#ids.LONGVALUE()                                | -",
                "#ids.class.name                                 | -",
                "#ids.bytes                                      | -",
                "#ids.MAX_VALUE                                  | -",
                "#ids.value                                      | -",
                "#ids.max_value                                   | -",
                "#ids?.size()                                    | -",
                "#ids?.![id]                                     | -",
                "#ids['x']                                       | -",
                "#ids[#other]                                    | -",
                "#other.size()                                   | -",
                "#result.size()                                  | -",
                "size()                                          | -",
                "#other && #ids.size() > 0                       | -",
                "#other != null && #ids.size() > 0               | -",
                "#ids != 1 && #ids.size() > 0                    | -",
                "#ids > null && #ids.size() > 0                  | -",
                "#ids != #other && #ids.size() > 0               | -",
                "#other or #ids.size() > 0                       | -",
                "(#ids != null or #other) && #ids.size() > 0     | -",
                "(#other or #ids != null) && #ids.size() > 0     | -",
                "!#other && #ids.size() > 0                      | -",
                "#other ? #ids.size() : 1                        | -",
                "#ids ?: #ids.size()                             | -",
                "#other.call(#ids.size())                        | -",
                "{a: #ids.size()}                                | -"
            })
    void inWhatIsAskedOfIt(String expression, String asked) {
        String found = find("longs", expression);

        if (asked.equals("-")) {
            assertThat(found).isNull();
        } else {
            assertThat(found).isEqualTo(asked.contains(" of ") ? asked : CERTAIN.formatted(asked));
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "teas        | #ids.size()      | calls size() of #ids, a %sTea",
                "teas        | #result.size()   | calls size() of #result, a %sTea",
                "teas        | #ids.id          | -",
                "teas        | #ids.HIDDEN      | -",
                "teas        | #ids.flag        | -",
                "teas        | #ids.idle        | reads 'idle' of #ids, a %sTea",
                "primitives  | #ids.size()      | calls size() of #ids, a java.lang.Long",
                "primitives  | #result.size()   | calls size() of #result, a java.lang.Integer",
                "bounded     | #ids.size()      | calls size() of #ids, a java.lang.Long",
                "map         | #result.size()   | calls size() of #result, a java.lang.String",
                "optionals   | #result.size()   | calls size() of #result, a java.lang.String",
                "texts       | #ids[0]          | -",
                "texts       | #ids.![x]        | goes through the items of #ids, a java.lang.String",
                "iterables   | #ids.![x]        | -",
                "iterables   | #ids[0]          | -",
                "iterables   | #ids.size()      | calls size() of #ids, a %sPages",
                "supertypes  | #ids.size()      | -",
                "objects     | #ids.size()      | -",
                "numbers     | #ids.size()      | -",
                "raw         | #ids.size()      | -",
                "arrays      | #ids.size()      | -",
                "classes     | #ids.size()      | -",
                "optionalIds | #ids.size()      | -",
                "grouped     | #result.size()   | -",
                "nothing     | #result.size()   | -",
                "named       | #result.size()   | -",
                "stored      | #ids.size()      | calls size() of #ids, a java.lang.Long"
            })
    void whereTheTypeIsCertain(String method, String expression, String asked) {
        String found = find(method, expression);

        assertThat(found)
                .isEqualTo(
                        asked.equals("-")
                                ? null
                                : asked.replace("%s", getClass().getName() + "$"));
    }

    @ParameterizedTest
    @CsvSource({"false, true", "true, false"})
    @DisplayName("S4 unless an optional is handed over as it is")
    void optionalsThatAreNotUnwrapped(boolean unwraps, boolean certain) {
        BatchMethod declared = DeclaredMethods.reading(Methods.class, "optionals");
        BatchMethod method = new BatchMethod(
                declared.method(),
                declared.targetMethod(),
                declared.targetClass(),
                declared.parameter(),
                declared.operations(),
                unwraps);

        assertThat(find(method, "#result.size()") == null).isEqualTo(certain);
    }

    private static String find(String name, String expression) {
        BatchMethod method = DeclaredMethods.reading(Methods.class, name);
        return find(method, expression);
    }

    private static String find(BatchMethod method, String expression) {
        SpelNode tree = new SpelExpressionParser().parseRaw(expression).getAST();
        boolean named = method.method().getName().equals("named");
        return new WholeAsElement(method, named ? Set.of("result") : Set.of("ids", "p0")).visit(tree);
    }

    /** Final, with a component, a getter and a field. */
    record Tea(Long id) {

        private static final String HIDDEN = "hidden";

        boolean isFlag() {
            return HIDDEN.isEmpty();
        }
    }

    /** Final, and has items. */
    record Pages() implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return List.<String>of().iterator();
        }
    }

    @SuppressWarnings("rawtypes")
    interface Methods {

        List<Object> longs(@CacheAsMulti List<Long> ids);

        List<Tea> teas(@CacheAsMulti List<Tea> ids);

        int[] primitives(@CacheAsMulti long[] ids);

        List<Object> bounded(@CacheAsMulti List<? extends Long> ids);

        Map<Long, String> map(@CacheAsMulti List<Long> ids);

        Map<Long, Optional<String>> optionals(@CacheAsMulti List<Long> ids);

        List<Object> texts(@CacheAsMulti List<String> ids);

        List<Object> iterables(@CacheAsMulti List<Pages> ids);

        List<Object> supertypes(@CacheAsMulti List<? super Long> ids);

        List<Object> objects(@CacheAsMulti List<Object> ids);

        List<Object> numbers(@CacheAsMulti List<Number> ids);

        List<Object> raw(@CacheAsMulti List ids);

        List<Object> arrays(@CacheAsMulti List<long[]> ids);

        List<Object> classes(@CacheAsMulti List<Class<?>> ids);

        List<Object> optionalIds(@CacheAsMulti List<Optional<Long>> ids);

        List<Tea> grouped(@CacheAsMulti(asElementField = "id", grouped = true) List<Long> ids);

        void nothing(@CacheAsMulti List<Long> ids);

        List<Tea> named(@CacheAsMulti List<Long> ids);

        void stored(@CacheAsMulti Map<Long, Tea> ids);
    }
}
