package io.github.ms100.cacheasmulti.internal.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.DeclaredMethods;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The batch parameter is found wherever its annotation may stand for Spring, and methods that have one are found too. */
@DisplayName("S26 the batch parameter")
class BatchParameterTests {

    private static Stream<Arguments> declared() {
        return Stream.of(
                Arguments.of(Direct.class, "first", 0),
                Arguments.of(Direct.class, "second", 1),
                Arguments.of(Direct.class, "composed", 0),
                Arguments.of(Direct.class, "none", null),
                Arguments.of(Direct.class, "withoutParameters", null),
                Arguments.of(Overriding.class, "first", 0),
                Arguments.of(Implementing.class, "call", 0),
                Arguments.of(Typed.class, "call", 0),
                Arguments.of(Named.class, "call", 0));
    }

    @ParameterizedTest
    @MethodSource("declared")
    void isFoundWhereTheMethodIsDeclared(Class<?> type, String name, Integer index) {
        Method method = Arrays.stream(type.getMethods())
                .filter(found -> found.getName().equals(name))
                .findFirst()
                .orElseThrow();

        BatchParameter found = BatchParameter.find(method, type);

        assertThat(found == null ? null : found.index()).isEqualTo(index);
    }

    @Test
    @DisplayName("has the attributes of the annotation that it is composed of")
    void hasItsAttributes() {
        BatchParameter found = BatchParameter.find(DeclaredMethods.method(Direct.class, "composed"), Direct.class);

        assertThat(found.annotation().strictNull()).isTrue();
        assertThat(found.annotation().maxLoadSize()).isZero();
    }

    @Test
    void isFoundForTheMethodOfAnInterfaceToo() {
        Method declared = DeclaredMethods.method(Calls.class, "call");

        assertThat(BatchParameter.find(declared, Implementing.class).index()).isZero();
        assertThat(BatchParameter.find(DeclaredMethods.method(Plain.class, "call"), Plain.class))
                .isNull();
        assertThat(BatchParameter.find(DeclaredMethods.method(Plain.class, "call"), Named.class)
                        .index())
                .isZero();
        assertThat(BatchParameter.find(declared, Plain.class).index()).isZero();
    }

    @Test
    @DisplayName(
            "is found on a generic interface that only the subclass names, though its method looks different there")
    void isFoundOnAGenericInterfaceOfTheSubclass() {
        Method declared = DeclaredMethods.method(Generic.class, "call");

        assertThat(BatchParameter.specificMethod(declared, NamedGeneric.class))
                .isEqualTo(DeclaredMethods.method(Plain.class, "call"));
        assertThat(BatchParameter.find(declared, NamedGeneric.class).index()).isZero();
    }

    @Test
    @DisplayName("S3, S25 is exactly one")
    void isExactlyOne() {
        assertThatExceptionOfType(InvalidBatchMethodException.class)
                .isThrownBy(() -> BatchParameter.find(DeclaredMethods.method(Two.class, "two"), Two.class))
                .withMessageContainingAll(
                        "Parameters 0 and 2 of " + Two.class.getName()
                                + ".two(List, String, List) are both @CacheAsMulti",
                        "Keep the annotation on the collection");
    }

    @Test
    void isThatOfTheMostSpecificMethod() throws Exception {
        Method declared = Calls.class.getMethod("call", List.class);
        Object proxy = proxy(Calls.class);
        Method bridge = Arrays.stream(Typed.class.getMethods())
                .filter(Method::isBridge)
                .findAny()
                .orElseThrow();

        assertThat(BatchParameter.specificMethod(declared, Implementing.class))
                .isEqualTo(Implementing.class.getMethod("call", List.class));
        assertThat(BatchParameter.specificMethod(declared, proxy.getClass())).isEqualTo(declared);
        assertThat(BatchParameter.specificMethod(bridge, Typed.class))
                .isEqualTo(Typed.class.getMethod("call", List.class));
    }

    @Test
    @DisplayName("S25 every method of a class, its superclasses and interfaces that has one is found, and no bridge")
    void methodsThatHaveOne() {
        assertThat(found(Direct.class)).containsExactlyInAnyOrder("Direct.first", "Direct.second", "Direct.composed");
        assertThat(found(Overriding.class))
                .containsExactlyInAnyOrder("Direct.first", "Direct.second", "Direct.composed", "Overriding.own");
        assertThat(found(Implementing.class)).containsExactly("Calls.call");
        assertThat(found(Named.class)).containsExactly("Calls.call");
        assertThat(found(Typed.class)).containsExactlyInAnyOrder("Generic.call", "Typed.call");
        assertThat(found(Plain.class)).isEmpty();
        assertThat(found(proxy(Calls.class).getClass())).containsExactly("Calls.call");
        assertThat(found(String.class)).isEmpty();
    }

    private static List<String> found(Class<?> type) {
        return BatchParameter.methodsOf(type).stream()
                .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                .toList();
    }

    @Test
    @DisplayName("S25 messages name its method by the bean's class, or by the interface where nobody wrote that class")
    void methodsAreNamed() throws Exception {
        Method call = Calls.class.getMethod("call", List.class);
        Method toString = Object.class.getMethod("toString");
        Calls lambda = ids -> null;

        assertThat(BatchMethod.nameOf(call, Implementing.class)).isEqualTo(Implementing.class.getName() + ".call");
        assertThat(BatchMethod.nameOf(call, Plain.class)).isEqualTo(Calls.class.getName() + ".call");
        assertThat(BatchMethod.nameOf(
                        proxyMethod(), proxy(Other.class, Calls.class).getClass()))
                .isEqualTo(Calls.class.getName() + ".call");
        assertThat(BatchMethod.nameOf(call, lambda.getClass())).isEqualTo(Calls.class.getName() + ".call");
        assertThat(BatchMethod.nameOf(toString, lambda.getClass()))
                .endsWith(".toString")
                .contains("Lambda");
        assertThat(BatchMethod.describe(DeclaredMethods.method(Direct.class, "second"), Direct.class))
                .isEqualTo(Direct.class.getName() + ".second(String, List)");
        assertThat(BatchMethod.describe(DeclaredMethods.method(Direct.class, "withoutParameters"), Direct.class))
                .isEqualTo(Direct.class.getName() + ".withoutParameters()");
    }

    private static Method proxyMethod() throws NoSuchMethodException {
        return proxy(Other.class, Calls.class).getClass().getMethod("call", List.class);
    }

    private static Object proxy(Class<?>... types) {
        return Proxy.newProxyInstance(
                BatchParameterTests.class.getClassLoader(), types, (self, method, arguments) -> null);
    }

    @CacheAsMulti(strictNull = true)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Elements {}

    @Retention(RetentionPolicy.RUNTIME)
    @interface Unrelated {}

    static class Direct {

        public void first(@CacheAsMulti List<Long> ids, String tenant) {}

        public void second(@Unrelated String tenant, @CacheAsMulti List<Long> ids) {}

        public void composed(@Elements List<Long> ids) {}

        public void none(@Unrelated List<Long> ids) {}

        public void withoutParameters() {}
    }

    static class Overriding extends Direct {

        @Override
        public void first(List<Long> ids, String tenant) {}

        public void own(@CacheAsMulti List<Long> ids) {}
    }

    @FunctionalInterface
    interface Calls {

        Object call(@CacheAsMulti List<Long> ids);
    }

    interface Other {

        void other();
    }

    static class Implementing implements Calls {

        @Override
        public Object call(List<Long> ids) {
            return ids;
        }
    }

    interface Generic<T> {

        Object call(@CacheAsMulti T ids);
    }

    static class Typed implements Generic<List<Long>> {

        @Override
        public List<Long> call(@CacheAsMulti List<Long> ids) {
            return ids;
        }
    }

    static class Plain {

        public Object call(List<Long> ids) {
            return ids;
        }
    }

    /** Inherits the method, and names the interface that it implements. */
    static class Named extends Plain implements Calls {}

    /** The same, where the interface is generic. */
    static class NamedGeneric extends Plain implements Generic<List<Long>> {}

    interface Two {

        void two(@CacheAsMulti List<Long> ids, String tenant, @CacheAsMulti List<Long> others);
    }
}
