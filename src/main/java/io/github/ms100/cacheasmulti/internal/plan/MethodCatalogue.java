package io.github.ms100.cacheasmulti.internal.plan;

import io.github.ms100.cacheasmulti.internal.memory.Remembered;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The batch methods of one family of annotations, each read and checked once, when its bean is made, and kept. Thread-safe.
 */
public final class MethodCatalogue {

    private final Remembered<Class<?>, Map<Method, Optional<MethodPlan>>> known = new Remembered<>();

    private final BiFunction<Method, Class<?>, @Nullable MethodPlan> reader;

    /**
     * Creates an empty catalogue.
     *
     * @param reader plans the calls of a method of a class, as {@link BatchMethodSource#plan} says
     */
    public MethodCatalogue(BiFunction<Method, Class<?>, @Nullable MethodPlan> reader) {
        this.reader = reader;
    }

    /**
     * As {@link BatchMethodSource#plan}; a method that cannot work fails each time.
     *
     * @throws io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException if it cannot work
     */
    public @Nullable MethodPlan plan(Method method, Class<?> targetClass) {
        Map<Method, Optional<MethodPlan>> methods = known.getOrPut(targetClass, ConcurrentHashMap::new);
        Optional<MethodPlan> plan = methods.get(method);
        if (plan == null) {
            plan = Optional.ofNullable(reader.apply(method, targetClass));
            // Two threads may come first; what the other has made is used.
            plan = Objects.requireNonNullElse(methods.putIfAbsent(method, plan), plan);
        }
        return plan.orElse(null);
    }

    /** Returns what it holds, in no particular order; a method that was found in several ways is one. */
    public Collection<MethodPlan> plans() {
        Map<List<Object>, MethodPlan> plans = new ConcurrentHashMap<>();
        for (Map<Method, Optional<MethodPlan>> methods : known.values()) {
            for (Optional<MethodPlan> plan : methods.values()) {
                plan.ifPresent(found -> plans.putIfAbsent(
                        List.of(found.method().targetMethod(), found.method().targetClass()), found));
            }
        }
        return new ArrayList<>(plans.values());
    }
}
