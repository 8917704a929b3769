package io.github.ms100.cacheasmulti.test.broken;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/**
 * What became of the tests of a contract for one store.
 *
 * @param passed how many passed
 * @param failures what failed, by method, and by the name of the test where a method makes several
 */
record ContractRun(long passed, Map<String, Throwable> failures) {

    static ContractRun of(Class<?> contract) {
        List<Event> ended = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(contract))
                .execute()
                .allEvents()
                .finished()
                .list();
        Map<String, Throwable> failures = new LinkedHashMap<>();
        long passed = 0;
        for (Event event : ended) {
            TestExecutionResult result = event.getRequiredPayload(TestExecutionResult.class);
            if (result.getThrowable().isPresent()) {
                failures.put(
                        nameOf(event.getTestDescriptor()), result.getThrowable().get());
            } else if (event.getTestDescriptor().isTest()) {
                passed++;
            }
        }
        return new ContractRun(passed, failures);
    }

    /** Returns the methods of a contract that are tests, or make some. */
    static List<String> testsOf(Class<?> contract) {
        return Stream.<Class<?>>iterate(contract, type -> type != Object.class, Class::getSuperclass)
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method ->
                        method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(TestFactory.class))
                .map(Method::getName)
                .toList();
    }

    static String nameOf(TurnsRed expected) {
        return expected.value() + (expected.dynamic().isEmpty() ? "" : "/" + expected.dynamic());
    }

    private static String nameOf(TestDescriptor test) {
        String method = test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElse(test.getDisplayName());
        boolean dynamic =
                test.getParent().flatMap(TestDescriptor::getSource).stream().anyMatch(MethodSource.class::isInstance);
        return dynamic ? method + "/" + test.getDisplayName() : method;
    }
}
