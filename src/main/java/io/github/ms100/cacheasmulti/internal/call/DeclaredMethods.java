package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.CacheManager;

/** Knows the batch methods of one family of annotations, without a call of any. */
@FunctionalInterface
public interface DeclaredMethods {

    /** Returns those of all beans that have been made. */
    Collection<Declared> declared();

    /**
     * A batch method.
     *
     * @param plan how it is called
     * @param caches what each of its operations names, in order; empty if something that it names is not there
     */
    record Declared(MethodPlan plan, List<Caches> caches) {

        /** Returns the method, as it was declared. */
        public Method method() {
            return plan.method().method();
        }
    }

    /**
     * The caches of one operation.
     *
     * @param manager gives them; {@code null} if a resolver of the user's own may have others
     */
    record Caches(@Nullable CacheManager manager, Collection<String> names) {}
}
