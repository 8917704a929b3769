package io.github.ms100.cacheasmulti.support.redis;

import io.github.ms100.cacheasmulti.support.Printable;
import java.lang.reflect.Proxy;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Gives values the name under which a document remembers their type, and finds the type of such a name.
 *
 * <p>The name is that of the class, with two exceptions. A collection or map whose own class is not allowed,
 * or could not be read, such as that of {@code List.of()} or of Hibernate, goes by the name of the usual class of its
 * kind. And as JSON knows texts only, a map with other
 * keys names their class too: {@code java.util.HashMap<java.lang.Long>}.
 */
final class JsonTypes {

    private final AllowedTypes allowed;

    private final ClassLoader classLoader;

    private final LazyValues lazy = LazyValues.onClassPath();

    JsonTypes(AllowedTypes allowed, ClassLoader classLoader) {
        this.allowed = allowed;
        this.classLoader = classLoader;
    }

    /**
     * Returns what is written for a proxy, or a collection or map of a {@linkplain #isForeign foreign} class.
     *
     * @param base what the value is declared as
     */
    Object written(Object value, Class<?> base) {
        Object loaded = lazy.loaded(value);
        return loaded == value ? JsonContainers.copy(value, base) : loaded;
    }

    /**
     * Tells whether a collection or map is stored as the usual one of its kind: its class is not allowed, or could not be
     * made again.
     */
    boolean isForeign(Class<?> container, Predicate<Class<?>> readable) {
        return !container.getName().startsWith("java.")
                && (!allowed.allows(container.getName())
                        || unnameable(container) != null
                        || lazy.isWrapper(container)
                        || !readable.test(container));
    }

    /** Tells whether objects of a class are proxies, in whose place something else is {@linkplain #written written}. */
    boolean isProxy(Class<?> type) {
        return lazy.isProxy(type);
    }

    /** Tells whether a value is one of those that go as what they hold. */
    static boolean isReference(Object value) {
        return value instanceof Optional<?> || value instanceof AtomicReference<?>;
    }

    /** Returns what a {@linkplain #isReference reference} holds. */
    static @Nullable Object referenced(Object reference) {
        return reference instanceof Optional<?> optional
                ? optional.orElse(null)
                : ((AtomicReference<?>) reference).get();
    }

    /**
     * Returns the name of the type of the given value.
     *
     * @param base what the value is declared as
     * @throws JsonCodec.Refused if that type is not allowed, or could not be read again
     */
    String nameOf(Object value, Class<?> base) {
        if (value instanceof Map<?, ?> map) {
            return nameOfMap(map, base);
        }
        if (value instanceof EnumSet<?> set) {
            Enum<?> constant = anyConstant(set);
            return constant != null
                    ? withKey(EnumSet.class.getName(), constant.getDeclaringClass())
                    : LinkedHashSet.class.getName();
        }
        if (value instanceof Collection<?> collection) {
            JsonContainers.refuseComparator(collection);
            return isHidden(collection)
                    ? JsonContainers.usual(collection, base).getName()
                    : checked(collection.getClass());
        }
        if (value instanceof Enum<?> constant) {
            return checked(constant.getDeclaringClass());
        }
        if (value instanceof ZoneId) {
            return (value instanceof ZoneOffset ? ZoneOffset.class : ZoneId.class).getName();
        }
        return value instanceof TimeZone ? TimeZone.class.getName() : checked(value.getClass());
    }

    private String nameOfMap(Map<?, ?> map, Class<?> base) {
        if (map instanceof EnumMap<?, ?> && map.isEmpty()) {
            // Nobody can see the type of its keys; where an EnumMap is declared, it follows from there.
            return (base == EnumMap.class ? base : LinkedHashMap.class).getName();
        }
        JsonContainers.refuseComparator(map);
        String name = isHidden(map) ? JsonContainers.usual(map, base).getName() : checked(map.getClass());
        return withKey(name, keyType(map));
    }

    private boolean isHidden(Object container) {
        String type = container.getClass().getName();
        return type.startsWith("java.") && !allowed.isCollection(type);
    }

    /**
     * Returns the type of the given name. The class is loaded only if it is allowed, and is not initialized.
     *
     * @throws JsonCodec.Refused if the type is not allowed or does not exist
     */
    Named find(String name) {
        int bracket = name.indexOf('<');
        if (bracket < 0) {
            return new Named(load(name), null);
        }
        if (!name.endsWith(">")) {
            throw noName();
        }
        Class<?> key = load(name.substring(bracket + 1, name.length() - 1));
        return new Named(load(name.substring(0, bracket)), key);
    }

    /** Refuses a class that is not allowed, by the name a document gives. */
    void check(String className) {
        if (!className.chars().allMatch(JsonTypes::isPartOfAName)) {
            throw noName();
        }
        if (!allowed.allows(className)) {
            throw refused(className);
        }
    }

    private static boolean isPartOfAName(int character) {
        return Character.isJavaIdentifierPart(character) || ".[;".indexOf(character) >= 0;
    }

    // What stands in its place may be a value.
    private static JsonCodec.Refused noName() {
        return new JsonCodec.Refused("something else stands where the name of a type belongs");
    }

    private Class<?> load(String className) {
        check(className);
        try {
            return Class.forName(className, false, classLoader);
        } catch (ClassNotFoundException ex) {
            throw new JsonCodec.Refused("there is no class '%s'".formatted(Printable.of(className)));
        } catch (LinkageError ex) {
            throw new JsonCodec.Refused("class '%s' cannot be loaded: %s".formatted(Printable.of(className), ex));
        }
    }

    private String checked(Class<?> type) {
        String found = unnameable(type);
        if (found != null) {
            throw new JsonCodec.Refused(
                    "Type '%s' cannot be stored as JSON because it could not be read again: it is %s"
                            .formatted(type.getName(), found));
        }
        if (!allowed.allows(type.getName())) {
            throw refused(type.getName());
        }
        return type.getName();
    }

    private static @Nullable String unnameable(Class<?> type) {
        if (type.isAnonymousClass() || type.isLocalClass() || type.isHidden() || Proxy.isProxyClass(type)) {
            return "an anonymous, local, lambda or proxy class";
        }
        return type.getName().contains(ClassUtils.CGLIB_CLASS_SEPARATOR)
                ? "a proxy class made at run time. Store the object behind the proxy"
                : null;
    }

    private JsonCodec.Refused refused(String className) {
        return new JsonCodec.Refused(("Type '%s' is not allowed in a cache value stored as JSON. Allowed are %s."
                        + " If you trust it, add the type or its package to '%s'")
                .formatted(Printable.of(className), allowed, JsonRedisSerializer.PROPERTY));
    }

    private @Nullable Class<?> keyType(Map<?, ?> map) {
        Class<?> common = null;
        for (Object key : map.keySet()) {
            if (key == null) {
                throw unsuitableKeys("a null key");
            }
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

    private static JsonCodec.Refused unsuitableKeys(String found) {
        return new JsonCodec.Refused("A map with %s cannot be stored as JSON: all keys must be texts, enum"
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

    /**
     * A type that a document names.
     *
     * @param type the class of the value
     * @param key what JSON cannot say: the class of a map's keys or of an enum set's elements; {@code null} for texts
     */
    record Named(Class<?> type, @Nullable Class<?> key) {}
}
