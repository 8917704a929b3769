package io.github.ms100.cacheasmulti.support.redis;

import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Of which classes a value that was written can be read again. Each is tried once, at its first write. */
final class ReadableClasses {

    private static final String CONSTRUCTORS = "Make it a record, or a class with a no-argument constructor and setters"
            + " or with a public constructor whose parameters are named like the properties (compile with -parameters)";

    private static final List<Class<?>> UNDER_ANOTHER_NAME = List.of(Enum.class, ZoneId.class, TimeZone.class);

    /** Both weak: an application may go, and its classes with it. */
    private final Map<Class<?>, Instantiation> instantiations = Collections.synchronizedMap(new WeakHashMap<>());

    private final Map<Class<?>, String> failures = Collections.synchronizedMap(new WeakHashMap<>());

    private final Trial trial;

    ReadableClasses(Trial trial) {
        this.trial = trial;
    }

    /** Makes the codec prepare for reading a class, which tells {@link #found} how. */
    interface Trial {

        /** Does so. */
        void prepare(Class<?> type) throws Exception;
    }

    /**
     * Takes note of how instances of a class can be made.
     *
     * @param fromObject whether of a JSON object or array
     * @param fromAnything whether of anything, a text for example
     */
    void found(Class<?> type, boolean fromObject, boolean fromAnything) {
        instantiations.put(type, new Instantiation(fromObject, fromAnything));
    }

    /** Tells whether a collection or map of the given class can be read. */
    boolean isReadable(Class<?> type) {
        return reasonAgainst(type, true) == null;
    }

    /**
     * Returns why values of a class could not be read again, and what to do; {@code null} if they could be.
     *
     * @param asObject whether they are written as an object or array
     */
    @Nullable
    String reasonAgainst(Class<?> type, boolean asObject) {
        if (type.isInterface() || UNDER_ANOTHER_NAME.stream().anyMatch(named -> named.isAssignableFrom(type))) {
            return null;
        }
        String failure = failures.get(type);
        if (failure == null) {
            failure = failure(type);
            failures.put(type, failure);
        }
        if (!failure.isEmpty()) {
            return refusal(type, failure);
        }
        Instantiation found = instantiations.get(type);
        if (found == null || (asObject ? found.fromObject : found.fromAnything)) {
            return null;
        }
        return refusal(type, "it has no constructor for that. " + CONSTRUCTORS);
    }

    private static String refusal(Class<?> type, String reason) {
        return "Type '%s' cannot be stored as JSON because it could not be read again: %s"
                .formatted(type.getName(), reason);
    }

    private String failure(Class<?> type) {
        try {
            trial.prepare(type);
            return "";
        } catch (Exception ex) {
            // The other lines tell where in the document, and there is none.
            return String.valueOf(ex.getMessage()).lines().findFirst().orElse("");
        }
    }

    private record Instantiation(boolean fromObject, boolean fromAnything) {}
}
