package io.github.ms100.cacheasmulti.internal.endpoint;

import io.github.ms100.cacheasmulti.internal.call.DeclaredMethods;
import io.github.ms100.cacheasmulti.internal.call.DeclaredMethods.Declared;
import io.github.ms100.cacheasmulti.internal.endpoint.MethodBeans.Made;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        Map<Kind, List<Declared>> byKind = new LinkedHashMap<>();
        families.get().flatMap(family -> family.declared().stream()).forEach(declared -> byKind.computeIfAbsent(
                        Kind.of(declared), any -> new ArrayList<>())
                .add(declared));
        List<Made> made = beans.made();
        List<KnownMethod> known = new ArrayList<>();
        byKind.values().forEach(declared -> known.add(known(declared, made)));
        return toldApart(withoutStandIns(known)).stream()
                .sorted(Comparator.comparing(KnownMethod::id))
                .toList();
    }

    private static KnownMethod known(List<Declared> declared, List<Made> made) {
        Set<Class<?>> classes =
                declared.stream().map(one -> one.plan().method().targetClass()).collect(Collectors.toSet());
        List<String> names = made.stream()
                .filter(bean -> bean.isOf(classes))
                .map(Made::name)
                .sorted()
                .toList();
        Declared first = declared.get(0);
        return new KnownMethod(first, names, first.method().getName());
    }

    /**
     * Leaves out what only stands for others: the proxy that a factory makes is seen before the class behind it, which calls are about; and
     * that class may not know of which types its elements are.
     */
    private static List<KnownMethod> withoutStandIns(List<KnownMethod> methods) {
        return methods.stream()
                .filter(method -> methods.stream().noneMatch(method::standsFor))
                .toList();
    }

    private static List<KnownMethod> toldApart(List<KnownMethod> methods) {
        Set<String> seen = new HashSet<>();
        Set<String> shared = methods.stream()
                .flatMap(method -> method.ids().stream())
                .filter(id -> !seen.add(id))
                .collect(Collectors.toSet());
        return methods.stream()
                .map(method -> method.ids().stream().anyMatch(shared::contains) ? method.withParameters() : method)
                .toList();
    }

    /**
     * Returns the method that a request names.
     *
     * @throws RefusedRequestException if there is none, or several
     */
    KnownMethod find(String id) {
        List<KnownMethod> all = all();
        List<KnownMethod> found =
                all.stream().filter(method -> method.ids().contains(id)).toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw RefusedRequestException.invalid(
                found.isEmpty()
                        ? "There is no batch method '%s', but %s"
                                .formatted(
                                        Texts.of(id),
                                        all.stream().map(KnownMethod::id).toList())
                        : "There are several batch methods '%s'".formatted(id));
    }

    MethodBeans beans() {
        return beans;
    }

    /** What makes methods one: beans of several classes may have the same from a class or interface, for other elements. */
    private record Kind(Method method, Class<?> elementClass) {

        static Kind of(Declared declared) {
            return new Kind(declared.method(), declared.elementClass());
        }
    }
}
