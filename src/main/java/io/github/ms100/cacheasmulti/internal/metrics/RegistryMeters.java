package io.github.ms100.cacheasmulti.internal.metrics;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.internal.call.DeclaredMethods;
import io.github.ms100.cacheasmulti.internal.change.CacheIdentity;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import io.github.ms100.cacheasmulti.internal.memory.Remembered;
import io.github.ms100.cacheasmulti.internal.statistics.KnownCaches;
import io.github.ms100.cacheasmulti.internal.statistics.ObservedCaches;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;

/** The meters of an application in one registry: of its methods, its caches, and its local levels. Thread-safe. */
final class RegistryMeters implements BatchListener {

    private static final String MANAGER = "cacheManager";

    private final MeterRegistry registry;

    private final ObservedCaches application;

    private final CoolDown coolDown;

    private final Map<CacheIdentity, CacheMeters> caches = new ConcurrentHashMap<>();

    private final KnownCaches<CacheMeters> knownCaches = new KnownCaches<>(this::find);

    private final Remembered<Method, MethodMeters> methods = new Remembered<>();

    private final SingletonSupplier<LocalLevelMeters> localLevels;

    RegistryMeters(MeterRegistry registry, ObservedCaches application) {
        this.registry = registry;
        this.application = application;
        this.coolDown = application.coolDown().get();
        this.localLevels = SingletonSupplier.of(() -> new LocalLevelMeters(registry));
    }

    /** Makes the meters of a method and of the caches that it names. */
    void declare(DeclaredMethods.Declared declared) {
        MethodMeters unused = of(declared.method());
        for (DeclaredMethods.Operation operation : declared.operations()) {
            CacheManager manager = operation.manager();
            if (manager != null) {
                operation.cacheNames().forEach(name -> declare(application.identityOf(manager, name)));
            }
        }
    }

    private void declare(CacheIdentity identity) {
        Cache cache = application.find(identity);
        CacheMeters meters = (cache == null) ? of(identity) : knownCaches.of(cache);
        if (application.hasLocalLevel(identity.name())) {
            meters.declareLocalLevel();
            LocalLevelMeters unused = localLevels.obtain();
        }
    }

    private MethodMeters of(Method method) {
        return methods.getOrPut(method, () -> new MethodMeters(registry, method));
    }

    private CacheMeters find(Cache cache) {
        CacheMeters meters = of(application.identityOf(cache));
        meters.belongTo(cache);
        return meters;
    }

    private CacheMeters of(CacheIdentity identity) {
        CacheIdentity own = ObservedCaches.orOthers(identity, caches);
        CacheMeters known = caches.get(own);
        if (known != null) {
            return known;
        }
        // Not under a lock: filters of the application are asked.
        CacheMeters made = newMeters(own);
        CacheMeters first = caches.putIfAbsent(own, made);
        return (first == null) ? made : first;
    }

    private CacheMeters newMeters(CacheIdentity identity) {
        Tags tags = Tags.of("cache", identity.name(), "cache.manager", managerTag(identity.manager()));
        return new CacheMeters(registry, tags, coolDown);
    }

    /** As Spring Boot tags the meters of caches. */
    private static String managerTag(String bean) {
        if (bean.isEmpty()) {
            return "none";
        }
        return (bean.length() > MANAGER.length() && StringUtils.endsWithIgnoreCase(bean, MANAGER))
                ? bean.substring(0, bean.length() - MANAGER.length())
                : bean;
    }

    @Override
    public void onCall(Call call) {
        of(call.method()).called(call.elements());
    }

    @Override
    public void onLookup(Lookup lookup) {
        knownCaches.of(lookup.cache()).lookedUp(lookup);
    }

    @Override
    public void onLoad(Load load) {
        of(load.method()).loaded(load);
    }

    @Override
    public void onWait(Wait wait) {
        of(wait.method()).waited(wait);
    }

    @Override
    public void onStore(Store store) {
        knownCaches.of(store.cache()).stored(store);
    }

    @Override
    public void onEvict(Evict evict) {
        knownCaches.of(evict.cache()).evicted(evict);
    }

    @Override
    public void onClear(Clear clear) {
        knownCaches.of(clear.cache()).cleared(clear);
    }

    @Override
    public void onLocalLookup(LocalLookup lookup) {
        knownCaches.of(lookup.cache()).lookedUpHere(lookup);
    }

    @Override
    public void onMessage(Message message) {
        localLevels.obtain().told(message);
    }

    @Override
    public void onGap(String channel) {
        localLevels.obtain().gap();
    }

    @Override
    public void onUnvalidated(String channel) {
        localLevels.obtain().unvalidated(channel);
    }

    @Override
    public void onValidated(String channel, Duration time) {
        localLevels.obtain().validated(channel);
    }
}
