package io.github.ms100.cacheasmulti.equivalence;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import javax.cache.annotation.CacheInvocationParameter;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheKeyInvocationContext;
import javax.cache.annotation.GeneratedCacheKey;

/** Makes one key for several elements, out of all that a batch must present as a single call does. */
public final class SharedKeys implements CacheKeyGenerator {

    @Override
    public GeneratedCacheKey generateCacheKey(CacheKeyInvocationContext<? extends Annotation> context) {
        List<String> parameters =
                Arrays.stream(context.getKeyParameters()).map(SharedKeys::text).toList();
        CacheInvocationParameter value = context.getValueParameter();
        return new Key("%s %s %s %s %s %s"
                .formatted(
                        context.getCacheName(),
                        context.getCacheAnnotation().annotationType().getSimpleName(),
                        context.getMethod().getName(),
                        context.getTarget().getClass().getSimpleName(),
                        parameters,
                        (value == null) ? "" : value.getRawType().getSimpleName()));
    }

    private static String text(CacheInvocationParameter parameter) {
        Object value = parameter.getValue();
        return "%s %s".formatted(parameter.getRawType().getSimpleName(), shared(value));
    }

    /** Returns the same for several elements. */
    static Object shared(Object argument) {
        return argument instanceof Integer number ? "mod" + number % 4 : argument;
    }

    record Key(String text) implements GeneratedCacheKey {

        private static final long serialVersionUID = 1L;
    }
}
