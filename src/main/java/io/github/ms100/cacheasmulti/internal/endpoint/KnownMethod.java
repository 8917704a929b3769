package io.github.ms100.cacheasmulti.internal.endpoint;

import io.github.ms100.cacheasmulti.internal.call.DeclaredMethods.Declared;
import io.github.ms100.cacheasmulti.internal.call.DeclaredMethods.Operation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A batch method of an application, whichever beans it is of.
 *
 * @param declared how it is called; the same for each of them, as far as anybody outside of a call can tell
 * @param beans their names
 * @param name what follows the name of the bean where it is named
 */
record KnownMethod(Declared declared, List<String> beans, String name) {

    /** Returns what it is called where it is named. */
    String id() {
        String bean = beans.isEmpty() ? declared.plan().method().targetClass().getSimpleName() : beans.get(0);
        return bean + "." + name;
    }

    /** Returns the bean that is meant by a name of this method; {@code null} if this method is not meant. */
    @Nullable
    String beanOf(String id) {
        return beans.stream()
                .filter(bean -> id.equals(bean + "." + name))
                .findFirst()
                .orElse(null);
    }

    /** Returns the first of its operations with a cache that keys can be made for; {@code null} if there is none. */
    @Nullable
    Operation keyed(String cache) {
        return operations(cache).stream()
                .filter(operation -> operation.keylessReason() == null)
                .findFirst()
                .orElse(null);
    }

    /** Returns its operations with a cache. */
    List<Operation> operations(String cache) {
        return declared.operations().stream()
                .filter(operation -> operation.cacheNames().contains(cache))
                .toList();
    }

    static String nameWithParameters(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(",", "(", ")"));
    }
}
