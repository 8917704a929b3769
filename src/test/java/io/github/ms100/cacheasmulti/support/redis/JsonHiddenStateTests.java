package io.github.ms100.cacheasmulti.support.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.support.redis.HidingSamples.AllIncluded;
import io.github.ms100.cacheasmulti.support.redis.HidingSamples.ById;
import io.github.ms100.cacheasmulti.support.redis.HidingSamples.Child;
import io.github.ms100.cacheasmulti.support.redis.HidingSamples.Composed;
import io.github.ms100.cacheasmulti.support.redis.HidingSamples.Derived;
import io.github.ms100.cacheasmulti.support.redis.HidingSamples.Formatted;
import io.github.ms100.cacheasmulti.support.redis.HidingSamples.Ignored;
import io.github.ms100.cacheasmulti.support.redis.HidingSamples.IgnoredByGetter;
import io.github.ms100.cacheasmulti.support.redis.HidingSamples.IgnoredInside;
import io.github.ms100.cacheasmulti.support.redis.HidingSamples.IgnoredNames;
import io.github.ms100.cacheasmulti.support.redis.HidingSamples.IgnoredRecord;
import io.github.ms100.cacheasmulti.support.redis.HidingSamples.Included;
import io.github.ms100.cacheasmulti.support.redis.HidingSamples.IncludedNames;
import io.github.ms100.cacheasmulti.support.redis.HidingSamples.Inherited;
import io.github.ms100.cacheasmulti.support.redis.HidingSamples.NullsLeftOut;
import io.github.ms100.cacheasmulti.support.redis.HidingSamples.OfIgnoredType;
import io.github.ms100.cacheasmulti.support.redis.HidingSamples.OneValue;
import io.github.ms100.cacheasmulti.support.redis.HidingSamples.Outer;
import io.github.ms100.cacheasmulti.support.redis.HidingSamples.ReadOnly;
import io.github.ms100.cacheasmulti.support.redis.HidingSamples.Renamed;
import io.github.ms100.cacheasmulti.support.redis.HidingSamples.Transient;
import io.github.ms100.cacheasmulti.support.redis.HidingSamples.Valued;
import io.github.ms100.cacheasmulti.support.redis.HidingSamples.WriteOnly;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.serializer.SerializationException;

/** State that annotations for a web API keep out of a cache is not lost without a word. */
@ExtendWith(OutputCaptureExtension.class)
class JsonHiddenStateTests {

    private static final ClassLoader LOADER = JsonHiddenStateTests.class.getClassLoader();

    private static List<JsonRedisSerializer> both(JsonHiddenState policy) {
        JsonTypes types = new JsonTypes(new AllowedTypes(List.of("io.github.ms100.cacheasmulti.support")), LOADER);
        return Stream.of(0, 1)
                .flatMap(codec -> Codecs.all(types, new HiddenState(policy), LOADER).stream()
                        .skip(codec)
                        .limit(1))
                .map(JsonRedisSerializer::new)
                .toList();
    }

    static Stream<Arguments> hiding() {
        return Stream.of(
                Arguments.of(new Ignored(), "'secret' (@JsonIgnore)"),
                Arguments.of(new IgnoredByGetter(), "'secret' (@JsonIgnore)"),
                Arguments.of(new Inherited(), "'secret' (@JsonIgnore)"),
                Arguments.of(new Composed(), "'secret' (@JsonIgnore)"),
                Arguments.of(new IgnoredRecord("a", "b"), "'secret' (@JsonIgnore)"),
                Arguments.of(new WriteOnly(), "'secret' (@JsonProperty(access = WRITE_ONLY))"),
                Arguments.of(new ReadOnly(), "'secret' (@JsonProperty(access = READ_ONLY))"),
                Arguments.of(new Formatted(LocalDateTime.MIN), "'at' (@JsonFormat)"),
                Arguments.of(new Included(), "'list' (@JsonInclude(NON_EMPTY))"),
                Arguments.of(new AllIncluded(), "'list' (@JsonInclude(NON_NULL)), 'name' (@JsonInclude(NON_NULL))"),
                Arguments.of(new Valued("a", "b"), "'secret' (@JsonValue)"),
                Arguments.of(new IgnoredNames(), "'secret' (@JsonIgnoreProperties)"),
                Arguments.of(new IncludedNames(), "'secret' (@JsonIncludeProperties)"),
                Arguments.of(new IgnoredInside(), "'inner' (@JsonIgnoreProperties)"),
                Arguments.of(new OfIgnoredType(), "'inner' (@JsonIgnoreType)"),
                Arguments.of(new ById(), "'inner' (@JsonIdentityReference)"),
                Arguments.of(new Child(), "'parent' (@JsonBackReference)"));
    }

    @ParameterizedTest
    @MethodSource("hiding")
    void hiddenStateIsWarnedOfOncePerClass(Object value, String found, CapturedOutput output) {
        for (JsonRedisSerializer json : both(JsonHiddenState.WARN)) {
            String before = output.getOut();

            json.serialize(value);
            json.serialize(new ArrayList<>(List.of(value, value)));

            String logged = output.getOut().substring(before.length());
            assertThat(logged.split("lose state", -1)).hasSize(2);
            assertThat(logged)
                    .contains(
                            "WARN",
                            "Values of type '" + value.getClass().getName() + "' lose state",
                            ": " + found + ".",
                            "'cache-as-multi.redis.json-hidden-state' to 'allow'");
        }
    }

    @ParameterizedTest
    @MethodSource("hiding")
    void hiddenStateIsRefusedIfItShallBe(Object value, String found) {
        for (JsonRedisSerializer json : both(JsonHiddenState.FAIL)) {
            for (int write = 0; write < 2; write++) {
                assertThatExceptionOfType(SerializationException.class)
                        .isThrownBy(() -> json.serialize(value))
                        .withMessageContainingAll(value.getClass().getName(), ": " + found + ".");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("hiding")
    void hiddenStateIsLeftAloneIfItMayBe(Object value, String found, CapturedOutput output) {
        both(JsonHiddenState.ALLOW).forEach(json -> json.serialize(value));

        assertThat(output).doesNotContain("lose state");
    }

    static Stream<Object> whole() {
        return Stream.of(
                Samples.Car.sample(),
                Samples.bean(),
                new Derived(),
                new Transient(),
                new Renamed(),
                new OneValue("a"),
                new NullsLeftOut("a", null));
    }

    @ParameterizedTest
    @MethodSource("whole")
    void classThatLosesNothingIsNotWarnedOf(Object value, CapturedOutput output) {
        for (JsonRedisSerializer json : both(JsonHiddenState.FAIL)) {
            assertThat(json.deserialize(json.serialize(value)))
                    .usingRecursiveComparison()
                    .isEqualTo(value);
        }
        assertThat(output).doesNotContain("lose state");
    }

    @Test
    void stateOfAFieldsOwnClassIsFoundToo(CapturedOutput output) {
        both(JsonHiddenState.WARN).forEach(json -> json.serialize(new ArrayList<>(List.of(new Outer(new Ignored())))));

        assertThat(output).contains("Values of type '" + Ignored.class.getName() + "' lose state");
        assertThat(output).doesNotContain("Values of type '" + Outer.class.getName());
    }
}
