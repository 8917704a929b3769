package io.github.ms100.cacheasmulti.internal.failure;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.SimpleCacheErrorHandler;
import org.springframework.util.function.SingletonSupplier;

/**
 * What becomes of cache failures where the application has no error handler of its own (S28). A bean; without one they are
 * thrown, as Spring does.
 *
 * @param errorHandler hears of the failures, of all cached methods
 * @param coolDown spares the caches that batch methods could not reach
 */
public record FailurePolicy(CacheErrorHandler errorHandler, CoolDown coolDown) {

    /**
     * Returns the error handler of an interceptor, chosen when it is first needed: the application's own if there is
     * one, else that of the policy, else Spring's default.
     *
     * @param own the application's; {@code null} if there is none
     * @param beanFactory the application context; {@code null} if there is none
     */
    public static SingletonSupplier<CacheErrorHandler> errorHandler(
            @Nullable Supplier<? extends @Nullable CacheErrorHandler> own,
            Supplier<@Nullable BeanFactory> beanFactory) {
        return new SingletonSupplier<>(
                () -> {
                    CacheErrorHandler handler = (own == null) ? null : own.get();
                    FailurePolicy policy = (handler == null) ? find(beanFactory.get()) : null;
                    return (policy == null) ? handler : policy.errorHandler();
                },
                SimpleCacheErrorHandler::new);
    }

    /** Returns the cool-down that goes with an error handler: the policy's if the handler is, else none. */
    public static CoolDown coolDownOf(CacheErrorHandler errorHandler, BeanFactory beanFactory) {
        FailurePolicy policy = find(beanFactory);
        return (policy != null && policy.errorHandler() == errorHandler) ? policy.coolDown() : CoolDown.NONE;
    }

    private static @Nullable FailurePolicy find(@Nullable BeanFactory beanFactory) {
        return (beanFactory == null)
                ? null
                : beanFactory.getBeanProvider(FailurePolicy.class).getIfAvailable();
    }
}
