package io.github.ms100.cacheasmulti.support.redis;

import java.lang.reflect.Proxy;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Gives values the name under which a document remembers their type, and finds the type of such a name.
 *
 * <p>The name is that of the class, with two exceptions. A collection of a hidden class of the JDK, such as that of
 * {@code List.of()}, goes by the name of the usual class of its kind. And as JSON knows texts only, a map with other
 * keys names their class too: {@code java.util.HashMap<java.lang.Long>}.
 */
final class JsonTypes {

    private final AllowedTypes allowed;

    private final ClassLoader classLoader;

    JsonTypes(AllowedTypes allowed, ClassLoader classLoader) {
        this.allowed = allowed;
        this.classLoader = classLoader;
    }

    /**
     * Returns the name of the type of the given value.
     *
     * @throws IllegalArgumentException if that type is not allowed, or could not be read again
     */
    String nameOf(Object value) {
        if (value instanceof Map<?, ?> map) {
            Class<?> type = map instanceof EnumMap<?, ?> && map.isEmpty() ? LinkedHashMap.class : typeOf(map);
            return withKey(checked(type), keyType(map));
        }
        if (value instanceof EnumSet<?> set) {
            Enum<?> constant = anyConstant(set);
            return constant != null
                    ? withKey(EnumSet.class.getName(), constant.getDeclaringClass())
                    : LinkedHashSet.class.getName();
        }
        if (value instanceof Collection<?> collection) {
            return checked(typeOf(collection));
        }
        if (value instanceof Enum<?> constant) {
            return checked(constant.getDeclaringClass());
        }
        if (value instanceof ZoneId) {
            return (value instanceof ZoneOffset ? ZoneOffset.class : ZoneId.class).getName();
        }
        return value instanceof TimeZone ? TimeZone.class.getName() : checked(value.getClass());
    }

    /**
     * Returns the type of the given name. The class is loaded only if it is allowed, and is not initialized.
     *
     * @throws IllegalArgumentException if the type is not allowed or does not exist
     */
    TypeId find(String name) {
        int bracket = name.indexOf('<');
        if (bracket < 0) {
            return new TypeId(load(name), null);
        }
        if (!name.endsWith(">")) {
            throw new IllegalArgumentException("'%s' is not the name of a type".formatted(name));
        }
        Class<?> key = load(name.substring(bracket + 1, name.length() - 1));
        return new TypeId(load(name.substring(0, bracket)), key);
    }

    boolean allows(String className) {
        return allowed.allows(className);
    }

    private Class<?> load(String className) {
        if (!allowed.allows(className)) {
            throw refused(className);
        }
        try {
            return Class.forName(className, false, classLoader);
        } catch (ClassNotFoundException ex) {
            throw new IllegalArgumentException("there is no class '%s'".formatted(className));
        } catch (LinkageError ex) {
            throw new IllegalArgumentException("class '%s' cannot be loaded: %s".formatted(className, ex));
        }
    }

    private String checked(Class<?> type) {
        if (!allowed.allows(type.getName())) {
            throw refused(type.getName());
        }
        if (type.isAnonymousClass() || type.isLocalClass() || type.isHidden() || Proxy.isProxyClass(type)) {
            throw new IllegalArgumentException(("Type '%s' cannot be stored as JSON because it could not be read"
                            + " again: it is an anonymous, local, lambda or proxy class")
                    .formatted(type.getName()));
        }
        return type.getName();
    }

    private IllegalArgumentException refused(String className) {
        return new IllegalArgumentException(("Type '%s' is not allowed in a cache value stored as JSON. Allowed are %s."
                        + " If you trust it, add the type or its package to '%s'")
                .formatted(className, allowed, JsonRedisSerializer.PROPERTY));
    }

    private Class<?> typeOf(Map<?, ?> map) {
        boolean sorted = map instanceof SortedMap<?, ?>;
        refuseComparator(map, map instanceof SortedMap<?, ?> sortedMap ? sortedMap.comparator() : null);
        return visible(map.getClass(), sorted ? TreeMap.class : LinkedHashMap.class);
    }

    private Class<?> typeOf(Collection<?> collection) {
        refuseComparator(collection, collection instanceof SortedSet<?> sorted ? sorted.comparator() : null);
        if (collection instanceof SortedSet<?>) {
            return visible(collection.getClass(), TreeSet.class);
        }
        boolean ordered = collection instanceof List<?> || !(collection instanceof Set<?>);
        return visible(collection.getClass(), ordered ? ArrayList.class : LinkedHashSet.class);
    }

    private Class<?> visible(Class<?> type, Class<?> usual) {
        boolean ofJdk = type.getName().startsWith("java.util.");
        return ofJdk && !allowed.isCollection(type.getName()) ? usual : type;
    }

    private static void refuseComparator(Object collection, @Nullable Object comparator) {
        if (comparator != null) {
            throw new IllegalArgumentException(("A %s with a comparator cannot be stored as JSON, its order would be"
                            + " lost: use the natural order or a list")
                    .formatted(collection.getClass().getName()));
        }
    }

    private @Nullable Class<?> keyType(Map<?, ?> map) {
        Class<?> common = null;
        for (Object key : map.keySet()) {
            Class<?> type = key instanceof Enum<?> constant ? constant.getDeclaringClass() : key.getClass();
            if (common != null && common != type) {
                throw unsuitableKeys("keys of different types (%s, %s)".formatted(common.getName(), type.getName()));
            }
            if (!type.isEnum() && !allowed.isJdkValue(type.getName())) {
                throw unsuitableKeys("keys of type " + type.getName());
            }
            common = type;
        }
        return common == String.class ? null : common;
    }

    private static IllegalArgumentException unsuitableKeys(String found) {
        return new IllegalArgumentException("A map with %s cannot be stored as JSON: all keys must be texts, enum"
                .formatted(found)
                .concat(" constants or values such as Long, UUID or LocalDate, and of one type"));
    }

    private String withKey(String name, @Nullable Class<?> key) {
        return key != null ? name + "<" + checked(key) + ">" : name;
    }

    private static <E extends Enum<E>> @Nullable Enum<?> anyConstant(EnumSet<E> set) {
        EnumSet<E> withConstants = set.isEmpty() ? EnumSet.complementOf(set) : set;
        return withConstants.isEmpty() ? null : withConstants.iterator().next();
    }
}
