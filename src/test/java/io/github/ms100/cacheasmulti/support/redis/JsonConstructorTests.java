package io.github.ms100.cacheasmulti.support.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;

/** Which classes can be read from JSON: the same ones, and with the same outcome, on Jackson 2 and Jackson 3. */
class JsonConstructorTests {

    private static final ClassLoader LOADER = JsonConstructorTests.class.getClassLoader();

    private static final JsonTypes TYPES =
            new JsonTypes(new AllowedTypes(List.of("io.github.ms100.cacheasmulti.support")), LOADER);

    private static void onBoth(Consumer<RedisSerializer<Object>> test) {
        Codecs.all(TYPES, LOADER).forEach(codec -> test.accept(new JsonRedisSerializer(codec)));
    }

    static List<Object> readable() {
        return List.of(
                new HiddenRecord("a", 1L),
                new PublicConstructor("a", 1L),
                new OneParameter("a"),
                HiddenNoArguments.of("a"),
                new Both("a"));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void recordsAndBeansComeBack(Object value) {
        onBoth(json -> assertThat(json.deserialize(json.serialize(value)))
                .usingRecursiveComparison()
                .isEqualTo(value));
    }

    static List<Object> unreadable() {
        return List.of(
                new HiddenConstructor("a", 1L),
                new OtherNames("a", 1L),
                new HiddenOneParameter("a"),
                new HiddenDelegate("a"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void classWithoutAUsableConstructorIsRefusedOnWrite(Object value) {
        onBoth(json -> assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> json.serialize(value))
                .withMessageContainingAll(
                        value.getClass().getName(),
                        "could not be read again",
                        "Make it a record",
                        "no-argument constructor and setters",
                        "public constructor whose parameters are named like the properties"));
    }

    record HiddenRecord(String name, Long number) {}

    static class Bean {

        protected String name;

        public String getName() {
            return name;
        }
    }

    static class NumberedBean extends Bean {

        protected Long number;

        public Long getNumber() {
            return number;
        }
    }

    static final class PublicConstructor extends NumberedBean {

        public PublicConstructor(String name, Long number) {
            this.name = name;
            this.number = number;
        }
    }

    static final class OneParameter extends Bean {

        public OneParameter(String name) {
            this.name = name;
        }
    }

    static final class HiddenNoArguments extends Bean {

        private HiddenNoArguments() {}

        static HiddenNoArguments of(String name) {
            HiddenNoArguments bean = new HiddenNoArguments();
            bean.setName(name);
            return bean;
        }

        void setName(String name) {
            this.name = name;
        }
    }

    static final class Both extends Bean {

        Both() {}

        Both(String name) {
            this.name = name;
        }

        public void setName(String name) {
            this.name = name;
        }
    }

    static final class HiddenConstructor extends NumberedBean {

        HiddenConstructor(String name, Long number) {
            this.name = name;
            this.number = number;
        }
    }

    static final class OtherNames extends NumberedBean {

        OtherNames(String first, Long second) {
            this.name = first;
            this.number = second;
        }
    }

    static final class HiddenOneParameter extends Bean {

        HiddenOneParameter(String name) {
            this.name = name;
        }
    }

    static final class HiddenDelegate extends Bean {

        HiddenDelegate(Object anything) {
            this.name = Objects.toString(anything);
        }
    }
}
