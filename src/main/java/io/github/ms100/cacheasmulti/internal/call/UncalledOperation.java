package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.expression.OperationExpressions;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ReflectiveMethodInvocation;
import org.springframework.cache.CacheManager;

/**
 * One operation of a method, without a call of it: no argument is known then but the element.
 *
 * @param plan the method
 * @param position where the operation stands among those of the method
 * @param binding what the application context provides for it
 * @param bound makes what calls use; asked for when a key is made
 */
record UncalledOperation(MethodPlan plan, int position, OperationBinding binding, Supplier<BoundOperation> bound)
        implements DeclaredMethods.Operation {

    @Override
    public BatchOperation declared() {
        return plan.method().operations().get(position);
    }

    @Override
    public @Nullable CacheManager manager() {
        return binding.cacheManager();
    }

    @Override
    public Collection<String> cacheNames() {
        return binding.cacheNames();
    }

    @Override
    public @Nullable String keylessReason() {
        OperationExpressions expressions = plan.expressions().get(position);
        if (declared() instanceof BatchOperation.Evict evict && evict.allEntries()) {
            return "clears its caches, and has no keys";
        }
        if (manager() == null) {
            return "has its caches from a CacheResolver, call by call";
        }
        if (expressions.keyUsesResult()) {
            return "makes its keys of what the method returns";
        }
        boolean needsMore =
                expressions.hasKey() ? expressions.keyUsesOtherArguments() : !binding.keysNeedElementAlone();
        return needsMore ? "makes its keys of other arguments as well" : null;
    }

    @Override
    public UnaryOperator<Object> keys(Object bean) {
        String reason = keylessReason();
        if (reason != null) {
            throw new IllegalStateException("%s %s".formatted(plan.method(), reason));
        }
        BatchCall noCall = new BatchCall(plan, plan.argument(), new NoInvocation(plan.method(), bean));
        return bound.get().begin(noCall).rules()::key;
    }

    /** Has a bean and a method, and no arguments. */
    private static final class NoInvocation extends ReflectiveMethodInvocation {

        NoInvocation(BatchMethod method, Object bean) {
            super(
                    bean,
                    bean,
                    method.method(),
                    new Object[method.method().getParameterCount()],
                    method.targetClass(),
                    List.of());
        }

        @Override
        public Object proceed() {
            throw new IllegalStateException("There is no call of " + getMethod());
        }
    }
}
