package io.github.ms100.cacheasmulti.internal.jcache;

import java.lang.annotation.Annotation;
import java.util.Set;
import javax.cache.annotation.CacheInvocationParameter;
import org.jspecify.annotations.Nullable;

/**
 * The batch parameter of a call, with one element, or the value of one, in its place.
 *
 * @param declared the parameter as it is declared
 * @param rawType the type of an element, or of a value
 * @param value the element, or the value
 */
record ElementParameter(
        CacheInvocationParameter declared,
        Class<?> rawType,
        @Nullable Object value) implements CacheInvocationParameter {

    @Override
    public Class<?> getRawType() {
        return rawType;
    }

    @Override
    public @Nullable Object getValue() {
        return value;
    }

    @Override
    public Set<Annotation> getAnnotations() {
        return declared.getAnnotations();
    }

    @Override
    public int getParameterPosition() {
        return declared.getParameterPosition();
    }
}
