package io.github.ms100.cacheasmulti.internal.endpoint;

import io.github.ms100.cacheasmulti.internal.call.DeclaredMethods;
import io.github.ms100.cacheasmulti.internal.call.DeclaredMethods.Declared;
import io.github.ms100.cacheasmulti.internal.endpoint.MethodBeans.Made;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names the batch methods of an application. Thread-safe. */
final class KnownMethods {

    private final Supplier<Stream<DeclaredMethods>> families;

    private final MethodBeans beans;

    KnownMethods(Supplier<Stream<DeclaredMethods>> families, MethodBeans beans) {
        this.families = families;
        this.beans = beans;
    }

    /** Returns the methods of all beans that have been made, by name. */
    List<KnownMethod> all() {
        Map<Method, List<Declared>> byMethod = new LinkedHashMap<>();
        families.get().flatMap(family -> family.declared().stream()).forEach(declared -> byMethod.computeIfAbsent(
                        declared.method(), any -> new ArrayList<>())
                .add(declared));
        List<Made> made = beans.made();
        List<KnownMethod> known = new ArrayList<>();
        byMethod.forEach((method, declared) -> known.add(known(method, declared, made)));
        return toldApart(known).stream()
                .sorted(Comparator.comparing(KnownMethod::id))
                .toList();
    }

    private static KnownMethod known(Method method, List<Declared> declared, List<Made> made) {
        Set<Class<?>> classes =
                declared.stream().map(one -> one.plan().method().targetClass()).collect(Collectors.toSet());
        List<String> names = made.stream()
                .filter(bean -> bean.has(method, classes))
                .map(Made::name)
                .sorted()
                .toList();
        return new KnownMethod(declared.get(0), names, method.getName());
    }

    private static List<KnownMethod> toldApart(List<KnownMethod> methods) {
        Map<String, Long> ids = methods.stream().collect(Collectors.groupingBy(KnownMethod::id, Collectors.counting()));
        Function<KnownMethod, String> name = method -> (ids.getOrDefault(method.id(), 0L) > 1)
                ? KnownMethod.nameWithParameters(method.declared().method())
                : method.name();
        return methods.stream()
                .map(method -> new KnownMethod(method.declared(), method.beans(), name.apply(method)))
                .toList();
    }

    /**
     * Returns the method that a request names.
     *
     * @throws RefusedRequestException if there is none
     */
    KnownMethod find(String id) {
        List<KnownMethod> all = all();
        for (KnownMethod method : all) {
            if (method.id().equals(id) || method.beanOf(id) != null) {
                return method;
            }
        }
        throw RefusedRequestException.invalid("There is no batch method '%s', but %s"
                .formatted(id, all.stream().map(KnownMethod::id).toList()));
    }

    MethodBeans beans() {
        return beans;
    }
}
