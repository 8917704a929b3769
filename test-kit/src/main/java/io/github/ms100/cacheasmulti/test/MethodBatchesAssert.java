package io.github.ms100.cacheasmulti.test;

import io.github.ms100.cacheasmulti.event.BatchListener.Load;
import io.github.ms100.cacheasmulti.event.BatchListener.Wait;
import io.github.ms100.cacheasmulti.internal.method.BatchParameter;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Assertions on the loads of one batch method.
 *
 * @since 2.0.0
 */
public final class MethodBatchesAssert extends CountsAssert<MethodBatchesAssert> {

    private final Class<?> type;

    private final String name;

    MethodBatchesAssert(RecordedBatches actual, Class<?> type, String name) {
        super(actual, MethodBatchesAssert.class, "%s.%s".formatted(type.getSimpleName(), name));
        this.type = ClassUtils.getUserClass(type);
        this.name = name;
        requireBatchMethod();
    }

    /** Asserts for how many elements the method was called, all its calls together. */
    public MethodBatchesAssert loadedElements(int expected) {
        return has(expected, "elements loaded", sum(Load::elements));
    }

    /** Asserts how often the method was called to load elements, or to do what only it does. */
    public MethodBatchesAssert inCalls(int expected) {
        return has(expected, "calls of the method", sum(load -> 1));
    }

    /** Asserts for how many elements the method returned something. */
    public MethodBatchesAssert foundElements(int expected) {
        return has(expected, "elements found", sum(Load::found));
    }

    /** Asserts how often the method threw an exception, or returned what does not fit its elements. */
    public MethodBatchesAssert failedCalls(int expected) {
        return has(expected, "calls failed", sum(load -> load.failure() == null ? 0 : 1));
    }

    /** Asserts for how many elements calls waited, which other calls were loading. */
    public MethodBatchesAssert waitedForElements(int expected) {
        return has(expected, "elements waited for", sumOfWaits(Wait::elements));
    }

    /** Asserts for how many elements calls were given what other calls had loaded. */
    public MethodBatchesAssert tookElements(int expected) {
        return has(expected, "elements taken from other calls", sumOfWaits(Wait::taken));
    }

    private long sum(ToLongFunction<Load> number) {
        return actual.of(Load.class).stream()
                .filter(load -> isMeant(load.method()))
                .mapToLong(number)
                .sum();
    }

    private long sumOfWaits(ToLongFunction<Wait> number) {
        return actual.of(Wait.class).stream()
                .filter(wait -> isMeant(wait.method()))
                .mapToLong(number)
                .sum();
    }

    private boolean isMeant(Method method) {
        Class<?> declaring = method.getDeclaringClass();
        return method.getName().equals(name) && (declaring.isAssignableFrom(type) || type.isAssignableFrom(declaring));
    }

    /** Whoever mistypes a name must not be told that nothing was loaded. */
    private void requireBatchMethod() {
        Stream<Method> methods = Stream.concat(
                Arrays.stream(ReflectionUtils.getAllDeclaredMethods(type)), Arrays.stream(type.getMethods()));
        if (methods.noneMatch(method -> method.getName().equals(name) && BatchParameter.find(method, type) != null)) {
            throw new IllegalArgumentException(
                    "%s has no method '%s' with a @CacheAsMulti parameter, so nothing can be recorded of it"
                            .formatted(type.getName(), name));
        }
    }

    /** Returns class and name of a method, as messages show them. */
    static String nameOf(Method method) {
        return "%s.%s".formatted(method.getDeclaringClass().getSimpleName(), method.getName());
    }
}
