package io.github.ms100.cacheasmulti.internal.endpoint;

import io.github.ms100.cacheasmulti.internal.call.DeclaredMethods.Declared;
import io.github.ms100.cacheasmulti.internal.call.DeclaredMethods.Operation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A batch method of one or several beans.
 *
 * @param declared how it is called
 * @param beans the names of the beans; empty if none has been made
 * @param name what follows the name of the bean where it is named
 */
record KnownMethod(Declared declared, List<String> beans, String name) {

    /** Returns what it is called where it is shown. */
    String id() {
        return ids().get(0);
    }

    /** Returns what it may be called: a name for each of its beans. */
    List<String> ids() {
        return beans.isEmpty()
                ? List.of(declared.plan().method().targetClass().getSimpleName() + "." + name)
                : beans.stream().map(bean -> bean + "." + name).toList();
    }

    /** Returns the bean that one of its names is about; {@code null} if none has been made. */
    @Nullable
    String beanOf(String id) {
        return beans.isEmpty() ? null : beans.get(ids().indexOf(id));
    }

    /** Returns its operations with a cache of that name. */
    List<Operation> operations(String cache) {
        return declared.operations().stream()
                .filter(operation -> operation.cacheNames().contains(cache))
                .toList();
    }

    /** Returns whether calls are about another rather than about this. */
    boolean standsFor(KnownMethod other) {
        if (beans.isEmpty()) {
            return !other.beans.isEmpty() && declared.method().equals(other.declared.method());
        }
        return isOfProxy()
                && !other.isOfProxy()
                && other.beans.containsAll(beans)
                && declared.method().getName().equals(other.declared.method().getName())
                && Arrays.equals(
                        declared.method().getParameterTypes(),
                        other.declared.method().getParameterTypes());
    }

    private boolean isOfProxy() {
        return Proxy.isProxyClass(declared.plan().method().targetClass());
    }

    /** Returns it with the types of its parameters in its name. */
    KnownMethod withParameters() {
        Method method = declared.method();
        String types = Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(",", "(", ")"));
        return new KnownMethod(declared, beans, method.getName() + types);
    }
}
