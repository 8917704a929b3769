package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.CacheManager;

/** Knows the batch methods of one family of annotations, without a call of any. */
public interface DeclaredMethods {

    /** Returns those of all beans that have been made. */
    Collection<Declared> declared();

    /**
     * A batch method.
     *
     * @param plan how it is called
     * @param operations in order; empty if something that they name is not there
     */
    record Declared(MethodPlan plan, List<Operation> operations) {

        /** Returns the method, as the class of its bean has it: as events name it. */
        public Method method() {
            return plan.method().targetMethod();
        }

        /** Returns of which class its elements are. */
        public Class<?> elementClass() {
            return plan.argument().elementClass();
        }
    }

    /** One operation of a batch method. */
    interface Operation {

        /** Returns what it does. */
        BatchOperation declared();

        /** Returns what gives its caches; {@code null} if a resolver of the user's own may have others. */
        @Nullable
        CacheManager manager();

        /** Returns the names of its caches. */
        Collection<String> cacheNames();

        /** Says why no keys can be made outside of a call of the method, as what an operation is and does; {@code null} if they can. */
        @Nullable
        String keylessReason();

        /**
         * Returns what makes the keys of single elements, as a call of the method would.
         *
         * @param bean the method's
         * @throws IllegalStateException if there is a {@link #keylessReason}
         */
        UnaryOperator<Object> keys(Object bean);
    }
}
