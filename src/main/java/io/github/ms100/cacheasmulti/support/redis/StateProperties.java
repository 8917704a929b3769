package io.github.ms100.cacheasmulti.support.redis;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.ms100.cacheasmulti.support.redis.HiddenState.Part;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.util.StringUtils;

/**
 * The properties that make up the state of a class: those with a field that is not transient or a setter, and with a
 * getter or something else that would let them into JSON, were it not for annotations.
 */
final class StateProperties {

    private StateProperties() {}

    /** Returns their fields and methods by name. */
    static Map<String, List<Part>> of(Class<?> type, List<Part> parts) {
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
            return prefix.isEmpty() ? name + "()" : StringUtils.uncapitalizeAsProperty(name.substring(prefix.length()));
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
