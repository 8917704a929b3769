package io.github.ms100.cacheasmulti.internal.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/** What an expression depends on can be read off it, before any element is known. */
@DisplayName("S14, S15 an expression depends on")
class ExpressionProfileTests {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "#ids                                 | itself element",
                "#p1                                  | itself element",
                "#a1                                  | itself element",
                "#ids.size                            | element",
                "#ids?.size()                         | element",
                "#ids + #result                       | element result",
                "#result                              | result",
                "#result?.name                        | result",
                "{#result, #ids}                      | element result",
                "#ids != null ? #result : 1           | element result",
                "#result[#ids]                        | element result",
                "1                                    | constant",
                "'ids'                                | constant",
                "#other                               | constant",
                "#p0                                  | constant",
                "#other['ids']                        | constant",
                "#other.args                          | constant",
                "methodName                           | constant",
                "method.name                          | constant",
                "#root.methodName                     | constant",
                "#root.caches[1]                      | constant",
                "args[1]                              | element",
                "args[1].name                         | element",
                "#root.args[1]                        | element",
                "#root?.args[1]                       | element",
                "#root.args[1][#result]               | element result",
                "args[0]                              | constant",
                "#root.args[0]                        | constant",
                "#root.args[0].concat(#ids)           | element",
                "#root.args[0][#result]               | result",
                "args                                 | element state",
                "args.length                          | element state",
                "args[#other]                         | element state",
                "args.![#this]                        | element state",
                "#root                                | element state",
                "#this                                | element state",
                "#root.args                           | element state",
                "#root.args.length                    | element state",
                "#root.args['1']                      | element state",
                "#root.getArgs()                      | element state",
                "#root['args']                        | element state",
                "getArgs()                            | element state",
                "{args}                               | element state",
                "{a: args}                            | element state",
                "{args: 1}                            | constant",
                "{args: #ids}                         | element",
                "{a: 1, args: 2}                      | constant",
                "{(args): 1}                          | constant",
                "#other[args]                         | constant",
                "#other[#ids]                         | element",
                "#other[args.length]                  | element state",
                "{1, 2}.![#this]                      | constant",
                "{1, 2}.![args]                       | constant",
                "{1, 2}.?[args == 1]                  | constant",
                "{1, 2}.![#this.args]                 | constant",
                "{1, 2}.![{args}]                     | constant",
                "{1, 2}.?[#this > #ids]               | element",
                "{1, 2}.![#root]                      | element state",
                "{1, 2}.![#root.args]                 | element state",
                "{1, 2}.![#root.args[1]]              | element",
                "{1, 2}.![#this.call()]               | call",
                "{1, 2}.![args.call()]                | call",
                "{1, 2}.![call()]                     | call",
                "target.call()                        | call",
                "#other.call()                        | call",
                "#other.call(#ids)                    | element",
                "#other.name.call(#result)            | result",
                "@bean                                | call",
                "@bean.name                           | call",
                "@bean.call(#ids)                     | element",
                "#function(1)                         | call",
                "#function(#ids)                      | element",
                "new Object()                         | call",
                "new Integer(#ids)                    | element",
                "T(java.lang.Math).max(1, 2)          | call",
                "T(java.lang.Math).PI                 | constant",
                "T(java.lang.Math).max(#ids, #result) | element result",
                "#other = 1                           | state",
                "#ids = 1                             | element state",
                "#other++                             | state",
                "#other--                             | state",
                "--#other                             | state",
                "++#ids                               | element state"
            })
    void whatItMentions(String expression, String expected) {
        ExpressionProfile profile = profile(expression, Set.of("ids", "p1", "a1"));

        String read = (profile.isElement() ? "itself " : "")
                + (profile.usesElement() ? "element " : "")
                + (profile.usesResult() ? "result " : "")
                + (profile.keepsState() ? "state " : "")
                + (profile.isConstant() ? "constant " : "");
        assertThat(read.isEmpty() ? "call" : read.strip()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "#ids                     | false",
                "'car-' + #p1             | false",
                "args[1]                  | false",
                "#root.args[1]            | false",
                "#root.methodName + #ids  | false",
                "target.region + #ids     | false",
                "@tenants.current + #ids  | false",
                "{1, 2}.![#this + #ids]   | false",
                "#result.id               | false",
                "#country + #ids          | true",
                "#p0 + #ids               | true",
                "#other['ids'] + #ids     | true",
                "args[0] + args[1]        | true",
                "Args[0] + #ids           | true",
                "#root.args[0] + #ids     | true",
                "args                     | true",
                "args[#ids]               | true",
                "#root                    | true",
                "#this                    | true",
                "getArgs()[1]             | true",
                "@keys.of(#root)          | true",
                "{1, 2}.![#country + #ids] | true"
            })
    @DisplayName("O8 other arguments")
    void otherArguments(String expression, boolean expected) {
        assertThat(profile(expression, Set.of("ids", "p1", "a1")).usesOtherArguments())
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("the moment, if the parameter has the name of the result")
    void parameterNamedResult() {
        ExpressionProfile profile = profile("#result", Set.of("result", "p1"));

        assertThat(profile.usesElement()).isTrue();
        assertThat(profile.usesResult()).isTrue();
        assertThat(profile.isElement()).isFalse();
    }

    private static ExpressionProfile profile(String expression, Set<String> elementNames) {
        SpelNode tree = new SpelExpressionParser().parseRaw(expression).getAST();
        return ExpressionProfile.of(tree, elementNames, 1);
    }
}
