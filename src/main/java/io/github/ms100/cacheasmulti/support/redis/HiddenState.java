package io.github.ms100.cacheasmulti.support.redis;

import com.fasterxml.jackson.annotation.JsonIdentityReference;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * Finds the state that annotations of a class keep out of its JSON, or let in only in part. Each class is looked at once,
 * at its first write.
 */
final class HiddenState {

    private static final Log logger = LogFactory.getLog(JsonRedisSerializer.class);

    private final JsonHiddenState policy;

    /** Weak: an application may go, and its classes with it. */
    private final Set<Class<?>> warned = Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    HiddenState(JsonHiddenState policy) {
        this.policy = policy;
    }

    /** The annotations of a class, a field or a method as Jackson sees them: inherited and combined. */
    interface Annotations {

        <A extends Annotation> @Nullable A get(Class<A> type);
    }

    /** A field or a method. */
    record Part(Member member, Annotations annotations) {}

    /**
     * Looks at a class whose values are going to be written, and warns if it has to.
     *
     * @return why they may not be written; {@code null} if they may
     */
    @Nullable
    String reasonAgainst(Class<?> type, Annotations annotations, List<Part> parts) {
        if (policy == JsonHiddenState.ALLOW || type.getName().startsWith("java.")) {
            return null;
        }
        Map<String, Set<String>> hidden = find(type, annotations, parts);
        if (hidden.isEmpty()) {
            return null;
        }
        String message = message(type, hidden);
        return switch (policy) {
            case FAIL -> message;
            case WARN -> {
                if (warned.add(type)) {
                    logger.warn(message + " (logged once per class)");
                }
                yield null;
            }
            case ALLOW -> null;
        };
    }

    private static String message(Class<?> type, Map<String, Set<String>> hidden) {
        String found = hidden.entrySet().stream()
                .map(property -> "'%s' (%s)".formatted(property.getKey(), String.join(", ", property.getValue())))
                .collect(Collectors.joining(", "));
        return ("Values of type '%s' lose state when they are cached as JSON, because annotations keep it out or write"
                        + " only a part of it: %s. Cache a type without these annotations, or declare the fields transient."
                        + " If that state is not needed, set 'cache-as-multi.redis.json-hidden-state' to 'allow'")
                .formatted(type.getName(), found);
    }

    private static Map<String, Set<String>> find(Class<?> type, Annotations annotations, List<Part> parts) {
        Map<String, List<Part>> state = StateProperties.of(parts);
        Map<String, Set<String>> hidden = new TreeMap<>();
        state.forEach((name, members) -> {
            Set<String> found = new TreeSet<>();
            members.forEach(part -> PropertyAnnotations.addHiding(part, type, found));
            hide(hidden, name, found);
        });
        onClass(type, annotations)
                .forEach((annotation, hides) ->
                        state.keySet().stream().filter(hides).forEach(name -> hide(hidden, name, Set.of(annotation))));
        hideBehindSingleValue(hidden, state, parts);
        return hidden;
    }

    private static Map<String, Predicate<String>> onClass(Class<?> type, Annotations annotations) {
        Map<String, Predicate<String>> found = new TreeMap<>();
        JsonIgnoreProperties ignored = annotations.get(JsonIgnoreProperties.class);
        if (ignored != null && !(ignored.allowGetters() && ignored.allowSetters())) {
            found.put("@JsonIgnoreProperties", Set.of(ignored.value())::contains);
        }
        JsonIncludeProperties included = annotations.get(JsonIncludeProperties.class);
        if (included != null) {
            List<String> names = Arrays.asList(included.value());
            found.put("@JsonIncludeProperties", name -> !names.contains(name));
        }
        JsonInclude inclusion = annotations.get(JsonInclude.class);
        if (inclusion != null && PropertyAnnotations.leavesOut(inclusion, type)) {
            found.put(PropertyAnnotations.text(inclusion), name -> true);
        }
        JsonIdentityReference reference = annotations.get(JsonIdentityReference.class);
        if (reference != null && reference.alwaysAsId()) {
            found.put("@JsonIdentityReference", name -> true);
        }
        return found;
    }

    /** A single value is as good as the object only if it is all that the object consists of. */
    private static void hideBehindSingleValue(
            Map<String, Set<String>> hidden, Map<String, List<Part>> state, List<Part> parts) {
        List<Part> values = new ArrayList<>(parts);
        values.removeIf(part -> {
            JsonValue annotation = part.annotations().get(JsonValue.class);
            return annotation == null || !annotation.value();
        });
        for (Part value : values) {
            String own = StateProperties.nameOf(value.member());
            if (state.size() > 1) {
                state.keySet().stream()
                        .filter(name -> !name.equals(own))
                        .forEach(name -> hide(hidden, name, Set.of("@JsonValue")));
            }
        }
    }

    private static void hide(Map<String, Set<String>> hidden, String name, Set<String> annotations) {
        if (!annotations.isEmpty()) {
            hidden.computeIfAbsent(name, any -> new TreeSet<>()).addAll(annotations);
        }
    }

    /**
     * The properties that make up the state of a class: those with a field that is not transient or a setter, and with a
     * getter or something else that would let them into JSON, were it not for annotations.
     */
    private static final class StateProperties {

        /** Returns their fields and methods by name. */
        static Map<String, List<Part>> of(List<Part> parts) {
            Map<String, List<Part>> properties = new TreeMap<>();
            for (Part part : parts) {
                properties
                        .computeIfAbsent(nameOf(part.member()), any -> new ArrayList<>())
                        .add(part);
            }
            properties
                    .values()
                    .removeIf(members -> members.stream().noneMatch(StateProperties::holds)
                            || members.stream().noneMatch(StateProperties::shows)
                            || members.stream().anyMatch(StateProperties::isTransient));
            return properties;
        }

        /** Returns the name of the property that a field or method belongs to; that of the method if it is none. */
        static String nameOf(Member member) {
            String name = member.getName();
            if (member instanceof Method method && !method.getDeclaringClass().isRecord()) {
                String prefix = prefixOf(method);
                return prefix.isEmpty()
                        ? name + "()"
                        : StringUtils.uncapitalizeAsProperty(name.substring(prefix.length()));
            }
            return name;
        }

        private static String prefixOf(Method method) {
            for (String prefix : List.of("get", "is", "set")) {
                int parameters = prefix.equals("set") ? 1 : 0;
                if (method.getName().startsWith(prefix)
                        && method.getName().length() > prefix.length()
                        && method.getParameterCount() == parameters) {
                    return prefix;
                }
            }
            return "";
        }

        private static boolean holds(Part part) {
            return part.member() instanceof Field
                    || (part.member() instanceof Method setter && setter.getParameterCount() == 1);
        }

        private static boolean shows(Part part) {
            boolean isPublic = Modifier.isPublic(part.member().getModifiers());
            return (isPublic && !(part.member() instanceof Method method && method.getParameterCount() > 0))
                    || part.annotations().get(JsonProperty.class) != null;
        }

        private static boolean isTransient(Part part) {
            return part.member() instanceof Field
                    && Modifier.isTransient(part.member().getModifiers());
        }
    }
}
