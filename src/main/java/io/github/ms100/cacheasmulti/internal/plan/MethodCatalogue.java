package io.github.ms100.cacheasmulti.internal.plan;

import io.github.ms100.cacheasmulti.internal.memory.Remembered;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;

/**
 * The batch methods of one family of annotations, each read and checked once, when its bean is made, and kept. Thread-safe.
 */
public final class MethodCatalogue {

    private final Remembered<Class<?>, Map<Method, Planned>> known = new Remembered<>();

    private final Reader reader;

    private final Supplier<@Nullable BeanFactory> application;

    /**
     * Creates an empty catalogue.
     *
     * @param reader plans the calls of a method of a class
     * @param application whose conversion service it plans with: beans that are made early may find another than those made
     *     later
     */
    public MethodCatalogue(Reader reader, Supplier<@Nullable BeanFactory> application) {
        this.reader = reader;
        this.application = application;
    }

    /** Returns the conversion service of an application: its bean factory's own, else Spring's default. */
    public static ConversionService conversionsOf(@Nullable BeanFactory beanFactory) {
        ConversionService own =
                (beanFactory instanceof ConfigurableBeanFactory factory) ? factory.getConversionService() : null;
        return (own == null) ? DefaultConversionService.getSharedInstance() : own;
    }

    /**
     * As {@link BatchMethodSource#plan}; a method that cannot work fails each time.
     *
     * @throws io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException if it cannot work
     */
    public @Nullable Plan plan(Method method, Class<?> targetClass) {
        Map<Method, Planned> methods = known.getOrPut(targetClass, ConcurrentHashMap::new);
        ConversionService now = conversionsOf(application.get());
        Planned planned = methods.get(method);
        if (planned == null || planned.conversions() != now) {
            planned = new Planned(reader.plan(method, targetClass, now), now);
            methods.put(method, planned);
        }
        return planned.plan();
    }

    /** Returns what it holds, in no particular order; a method that was found in several ways is one. */
    public Collection<Plan> plans() {
        Map<List<Object>, Plan> plans = new LinkedHashMap<>();
        for (Map<Method, Planned> methods : known.values()) {
            for (Planned planned : methods.values()) {
                Plan plan = planned.plan();
                if (plan != null) {
                    plans.putIfAbsent(
                            List.of(plan.method().targetMethod(), plan.method().targetClass()), plan);
                }
            }
        }
        return new ArrayList<>(plans.values());
    }

    /** Reads a method, as {@link BatchMethodSource#plan} says. */
    @FunctionalInterface
    public interface Reader {

        /** Plans the calls of a method of a class with the given conversions. */
        @Nullable
        Plan plan(Method method, Class<?> targetClass, ConversionService conversions);
    }

    /** A method that has been looked at; without a plan it is no batch method. */
    private record Planned(@Nullable Plan plan, ConversionService conversions) {}
}
