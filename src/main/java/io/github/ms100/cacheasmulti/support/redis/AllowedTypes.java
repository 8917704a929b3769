package io.github.ms100.cacheasmulti.support.redis;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of the types that a JSON document may ask for. Decided by name alone: a class that is not allowed is never
 * loaded.
 */
final class AllowedTypes {

    /** Listed one by one: other classes of these packages open files, start threads or load code. */
    private static final Set<String> JDK_VALUES = Stream.of(
                    names("java.lang.", "Boolean Byte Short Character Integer Long Float Double String"),
                    names("java.math.", "BigDecimal BigInteger RoundingMode"),
                    names("java.time.", "DayOfWeek Duration Instant LocalDate LocalDateTime LocalTime Month MonthDay"),
                    names("java.time.", "OffsetDateTime OffsetTime Period Year YearMonth ZonedDateTime ZoneId"),
                    names("java.time.", "ZoneOffset temporal.ChronoUnit"),
                    names("java.util.", "Currency Date Locale TimeZone UUID concurrent.TimeUnit"))
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> JDK_COLLECTIONS = Stream.of(
                    names("java.util.", "ArrayList LinkedList Vector Stack ArrayDeque HashSet LinkedHashSet TreeSet"),
                    names("java.util.", "HashMap LinkedHashMap TreeMap Hashtable EnumSet EnumMap"),
                    names("java.util.concurrent.", "ConcurrentHashMap ConcurrentSkipListMap ConcurrentSkipListSet"),
                    names("java.util.concurrent.", "CopyOnWriteArrayList CopyOnWriteArraySet ConcurrentLinkedQueue"),
                    names("java.util.concurrent.", "ConcurrentLinkedDeque LinkedBlockingQueue LinkedBlockingDeque"))
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    /** Holds a value of any type, and is no collection. */
    private static final String JDK_HOLDER = "java.util.Optional";

    /** Types of arrays, whose elements name their own type. */
    private static final Set<String> JDK_COMPONENTS = Stream.of(
                    names("java.lang.", "Object Number CharSequence Comparable"),
                    names("java.util.", "Collection List Set Map SortedSet SortedMap Queue Deque"))
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    private final Set<String> packages;

    /**
     * Creates an allow-list.
     *
     * @param packages names of packages, whose sub-packages are meant too, or of classes
     */
    AllowedTypes(Collection<String> packages) {
        this.packages = new LinkedHashSet<>();
        for (String name : packages) {
            if (name.isBlank() || !name.equals(name.strip()) || name.endsWith(".") || name.contains("*")) {
                throw new IllegalArgumentException(("'%s' cannot be allowed as JSON: give the name of a package"
                                + " (its sub-packages are meant too) or of a class, without wildcards")
                        .formatted(name));
            }
            this.packages.add(name);
        }
    }

    /** Tells whether a document may ask for this class or array, named as {@link Class#getName()} does. */
    boolean allows(String className) {
        int dimensions = className.lastIndexOf('[') + 1;
        if (dimensions == 0) {
            return JDK_VALUES.contains(className)
                    || isCollection(className)
                    || className.equals(JDK_HOLDER)
                    || isInPackage(className);
        }
        String component = className.substring(dimensions);
        if (component.length() == 1) {
            return true;
        }
        if (!component.startsWith("L") || !component.endsWith(";")) {
            return false;
        }
        String name = component.substring(1, component.length() - 1);
        return JDK_COMPONENTS.contains(name) || allows(name);
    }

    /** Tells whether this is a value type of the JDK, which has one text and can be the key of a map. */
    boolean isJdkValue(String className) {
        return JDK_VALUES.contains(className);
    }

    /** Tells whether this is a collection or map of the JDK that can be created by its name. */
    boolean isCollection(String className) {
        return JDK_COLLECTIONS.contains(className);
    }

    /** Says what is allowed, for error messages. */
    @Override
    public String toString() {
        return packages + " and the value and collection types of java.lang, java.math, java.time and java.util";
    }

    private boolean isInPackage(String className) {
        for (int end = className.length(); end > 0; end = className.lastIndexOf('.', end - 1)) {
            if (packages.contains(className.substring(0, end))) {
                return true;
            }
        }
        int nested = className.indexOf('$');
        return nested > 0 && packages.contains(className.substring(0, nested));
    }

    private static Stream<String> names(String prefix, String names) {
        return Stream.of(names.split(" ")).map(prefix::concat);
    }
}
