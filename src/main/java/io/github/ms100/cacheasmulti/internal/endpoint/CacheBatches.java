package io.github.ms100.cacheasmulti.internal.endpoint;

import io.github.ms100.cacheasmulti.internal.change.CacheIdentity;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports.Allowed;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports.Cleared;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports.OfCache;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports.OfLocalLevel;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports.Overview;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports.Sample;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports.Times;
import io.github.ms100.cacheasmulti.internal.engine.CacheAccess;
import io.github.ms100.cacheasmulti.internal.store.KeySample;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.cache.Cache;

/** What the endpoint answers and does, whoever asks and how. Thread-safe. */
final class CacheBatches {

    private static final int MOST_KEYS = 100;

    private final EndpointSettings settings;

    private final MethodReports methods;

    private final CacheReports caches;

    private final ElementRequests elements;

    private final KnownApplication application;

    private final Clock clock;

    private final Instant started;

    CacheBatches(KnownApplication application, EndpointSettings settings, Clock clock) {
        KnownMethods known = new KnownMethods(application.methods(), new MethodBeans(application.beanFactory()));
        this.application = application;
        this.settings = settings;
        this.methods = new MethodReports(
                known, application.caches(), application.counted().batches());
        this.caches = new CacheReports(known, application);
        this.elements = new ElementRequests(known, application);
        this.clock = clock;
        this.started = clock.instant();
    }

    Overview overview(SecurityContext viewer) {
        List<OfLocalLevel> localLevels = application.counted().channels().all().stream()
                .map(channel -> new OfLocalLevel(
                        channel.name(),
                        channel.validated(),
                        channel.sent(),
                        channel.received(),
                        channel.gaps(),
                        Times.millis(channel.unvalidated())))
                .toList();
        return new Overview(
                started, clock.instant(), settings.allowed(viewer), methods.all(), caches.all(), localLevels);
    }

    OfCache cache(String name, @Nullable String manager) {
        return caches.one(name, manager);
    }

    Reports.Lookup lookUp(SecurityContext viewer, ElementRequests.Asked asked) {
        return elements.lookUp(asked, settings.allowed(viewer));
    }

    Reports.Evicted evict(ElementRequests.Asked asked) {
        return elements.evict(asked);
    }

    Sample sample(SecurityContext viewer, String name, @Nullable String manager, int limit) {
        Allowed allowed = settings.allowed(viewer);
        if (!allowed.sample()) {
            throw RefusedRequestException.forbidden(
                    "Keys are looked for only with management.endpoint.cachebatches.sample=true, and for those to whom"
                            + " management.endpoint.cachebatches.show-keys shows them");
        }
        if (limit < 1 || limit > MOST_KEYS) {
            throw RefusedRequestException.invalid("'limit' must be 1 to %d, not %d".formatted(MOST_KEYS, limit));
        }
        CacheIdentity identity = caches.find(name, manager);
        CacheAccess cache = to(identity);
        try {
            KeySample found = cache.view().sample(limit);
            return new Sample(
                    identity.name(),
                    identity.manager(),
                    found.keys().stream().map(Texts::of).toList(),
                    found.complete());
        } catch (UnsupportedOperationException ex) {
            throw RefusedRequestException.invalid(String.valueOf(ex.getMessage()));
        } catch (RuntimeException ex) {
            throw failed(identity, ex);
        }
    }

    Cleared clear(String name, @Nullable String manager, String repeated) {
        if (!name.equals(repeated)) {
            throw RefusedRequestException.invalid(
                    "To clear cache '%s', repeat its name: {\"clear\": \"%s\"}".formatted(name, name));
        }
        CacheIdentity identity = caches.find(name, manager);
        CacheAccess cache = to(identity);
        try {
            cache.clear();
        } catch (RuntimeException ex) {
            throw failed(identity, ex);
        }
        return new Cleared(identity.name(), identity.manager(), true);
    }

    private static RefusedRequestException failed(CacheIdentity identity, RuntimeException failure) {
        return RefusedRequestException.failed("Cache '%s' has failed: %s"
                .formatted(identity.name(), failure.getClass().getName()));
    }

    private CacheAccess to(CacheIdentity identity) {
        Cache cache = application.caches().find(identity);
        if (cache == null) {
            throw RefusedRequestException.unknown(
                    "Cache '%s' has not been made, or not by a cache manager".formatted(identity.name()));
        }
        return elements.access(cache, application.caches().manager(identity));
    }
}
