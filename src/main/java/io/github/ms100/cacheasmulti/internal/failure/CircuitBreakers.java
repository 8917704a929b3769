package io.github.ms100.cacheasmulti.internal.failure;

import io.github.ms100.cacheasmulti.support.Printable;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/**
 * A circuit breaker of Resilience4j for each store that could not be reached: it opens with the first such failure, lets
 * one call through after the cool-down, as a trial, and is thrown away as soon as the store answers (S28). A trial of which
 * nothing has been heard for as long as the cool-down counts as failed.
 *
 * <p>A store is known by the native cache: caches that share it, as all caches of a Redis cache manager do, are spared
 * together. As long as nothing fails there is no breaker, and nothing to ask.
 */
public final class CircuitBreakers implements CoolDown {

    private static final Log logger = LogFactory.getLog(CircuitBreakers.class);

    private final Map<Store, Sparing> spared = new ConcurrentHashMap<>();

    private final Supplier<Duration> period;

    private final UnaryOperator<CircuitBreakerConfig.Builder> setting;

    /**
     * Creates a cool-down.
     *
     * @param period how long a store is spared, asked at its first failure; below a millisecond it is not
     */
    public CircuitBreakers(Supplier<Duration> period) {
        this(period, UnaryOperator.identity());
    }

    CircuitBreakers(Supplier<Duration> period, UnaryOperator<CircuitBreakerConfig.Builder> setting) {
        this.period = period;
        this.setting = setting;
    }

    @Override
    public Permission ask(Cache cache) {
        if (spared.isEmpty()) {
            return Permission.GRANTED;
        }
        Sparing sparing = spared.get(Store.of(cache));
        return (sparing == null) ? Permission.GRANTED : sparing.ask();
    }

    @Override
    public boolean isSpared(Cache cache) {
        return !spared.isEmpty() && spared.containsKey(Store.of(cache));
    }

    @Override
    public Transition answered(Cache cache) {
        if (spared.isEmpty()) {
            return Transition.NONE;
        }
        Store store = Store.of(cache);
        if (!spared.containsKey(store)) {
            return Transition.NONE;
        }
        boolean[] closed = {false};
        spared.computeIfPresent(store, (any, sparing) -> {
            // Of an open breaker nobody is asking but those who ask in any case, or have asked before it opened.
            sparing.heard().onSuccess(0, TimeUnit.NANOSECONDS);
            closed[0] = sparing.breaker.getState() == State.CLOSED;
            return closed[0] ? null : sparing;
        });
        if (!closed[0]) {
            return Transition.NONE;
        }
        logger.info("Cache '%s' can be reached again: batch methods ask it as before".formatted(cache.getName()));
        return Transition.CLOSED;
    }

    @Override
    public Transition failed(Cache cache, Throwable failure) {
        if (!Unreachable.isSaidBy(failure)) {
            return answered(cache);
        }
        Duration open = period.get();
        if (open.toMillis() < 1) {
            return Transition.NONE;
        }
        boolean[] opened = {false};
        spared.compute(Store.of(cache), (any, known) -> {
            Sparing sparing = (known == null) ? new Sparing(newBreaker(open)) : known;
            opened[0] = known == null;
            sparing.heard().onError(0, TimeUnit.NANOSECONDS, failure);
            return sparing;
        });
        if (!opened[0]) {
            return Transition.NONE;
        }
        logger.warn(("Cache '%s' cannot be reached (%s): for %s batch methods treat all its entries as missing, also"
                        + " those of other caches on the same store, and do not store what they load; puts and"
                        + " evicts are still tried")
                .formatted(cache.getName(), Printable.of(failure), open));
        return Transition.OPENED;
    }

    private CircuitBreaker newBreaker(Duration open) {
        CircuitBreakerConfig.Builder config = CircuitBreakerConfig.custom()
                .slidingWindowSize(1)
                .minimumNumberOfCalls(1)
                .failureRateThreshold(100)
                .waitDurationInOpenState(open)
                .maxWaitDurationInHalfOpenState(open)
                .permittedNumberOfCallsInHalfOpenState(1);
        return CircuitBreaker.of("cache-as-multi", setting.apply(config).build());
    }

    /** A breaker, and the trial it has let through. */
    private static final class Sparing {

        private final CircuitBreaker breaker;

        private final AtomicReference<@Nullable Permission> trial = new AtomicReference<>();

        Sparing(CircuitBreaker breaker) {
            this.breaker = breaker;
        }

        Permission ask() {
            if (!breaker.tryAcquirePermission()) {
                return Permission.DENIED;
            }
            Permission permission = new Permission() {
                @Override
                public void close() {
                    if (trial.compareAndSet(this, null)) {
                        breaker.releasePermission();
                    }
                }
            };
            trial.set(permission);
            return permission;
        }

        /** Returns the breaker, which is told something by whoever was let through, or by others: the trial is over. */
        CircuitBreaker heard() {
            trial.set(null);
            return breaker;
        }
    }

    /** Identity of the native cache, whose own may be that of its contents. */
    private record Store(Object nativeCache) {

        static Store of(Cache cache) {
            try {
                Object store = cache.getNativeCache();
                return new Store(store == null ? cache : store);
            } catch (RuntimeException ex) {
                return new Store(cache);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Store store && store.nativeCache == nativeCache;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(nativeCache);
        }
    }
}
