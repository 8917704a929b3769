package io.github.ms100.cacheasmulti.internal.store;

import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed.Waiting;
import io.github.ms100.cacheasmulti.internal.memory.Remembered;
import io.github.ms100.cacheasmulti.internal.store.OriginalCaches.Original;
import io.github.ms100.cacheasmulti.support.LoopSettings;
import io.github.ms100.cacheasmulti.support.LoopSettings.OnLoop;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.support.NoOpCache;

/** What becomes of a cache that has no batch operations: passed by, looped, or refused (B2). Thread-safe. */
public final class Loops {

    /** The name that users know from the settings of their logs. */
    private static final Log logger = LogFactory.getLog(EnhancedCacheConversionService.class);

    private static final String WRAPPERS = "cache-as-multi.transparent-wrappers";

    private final Remembered<String, Boolean> warned = new Remembered<>();

    private final Remembered<String, Boolean> passedBy = new Remembered<>();

    private final Supplier<LoopSettings> settings;

    private final OriginalCaches originals;

    /**
     * Creates a policy.
     *
     * @param settings asked for each such cache
     * @param originals knows what wrappers stand before
     */
    public Loops(Supplier<LoopSettings> settings, OriginalCaches originals) {
        this.settings = settings;
        this.originals = originals;
    }

    /** Returns whether such caches are refused. */
    boolean areRefused() {
        return settings.get().onLoop() == OnLoop.FAIL;
    }

    /**
     * Returns the view of a cache that has no batch operations.
     *
     * @param from the manager that has given it; {@code null} if that is not known
     * @param views makes the view of the cache behind a wrapper
     * @throws CacheRefusedException if it would be looped, and must not
     */
    StoreView view(Cache cache, @Nullable CacheManager from, Function<Cache, StoreView> views) {
        if (cache instanceof NoOpCache) {
            return new LoopingView(cache);
        }
        LoopSettings now = settings.get();
        if (now.transparentWrappers().contains(cache.getClass().getName()) && !waitsForCommit(cache)) {
            StoreView behind = viewBehind(cache, from, views);
            if (behind != null) {
                return behind;
            }
        }
        complain(cache, from, now.onLoop());
        return new LoopingView(cache);
    }

    // What it puts off would not be put off behind it (S21).
    private static boolean waitsForCommit(Cache cache) {
        return StoreIdentities.feed().waiting(cache) == Waiting.YES;
    }

    private @Nullable StoreView viewBehind(
            Cache wrapper, @Nullable CacheManager from, Function<Cache, StoreView> views) {
        Original original = originals.behind(wrapper, from);
        if (original == null) {
            return null;
        }
        StoreView target = views.apply(original.cache());
        if (target.isLooped()) {
            // Nothing is gained by passing it by.
            return new LoopingView(wrapper);
        }
        if (logger.isInfoEnabled() && passedBy.put(wrapper.getName(), true)) {
            logger.info("Batches of cache '%s' pass by its wrapper %s (%s): they use the %s of bean '%s' as it was made"
                    .formatted(
                            wrapper.getName(),
                            wrapper.getClass().getName(),
                            WRAPPERS,
                            original.cache().getClass().getSimpleName(),
                            original.managerBean()));
        }
        return new ViewBehind.WrapperView(wrapper, target);
    }

    private void complain(Cache cache, @Nullable CacheManager from, OnLoop onLoop) {
        boolean heard = onLoop == OnLoop.FAIL || (onLoop == OnLoop.WARN && warned.put(cache.getName(), true));
        Original original = heard ? originals.behind(cache, from) : null;
        if (!heard || (original != null && original.cache() instanceof NoOpCache)) {
            return;
        }
        if (onLoop == OnLoop.FAIL) {
            throw new CacheRefusedException(
                    what(cache) + ", which cache-as-multi.on-loop=fail refuses", remedy(cache, original));
        }
        logger.warn(what(cache) + ". " + remedy(cache, original));
    }

    /** Says why a cache is looped, and what to do about it. */
    String why(Cache cache, @Nullable CacheManager from) {
        return (cache instanceof NoOpCache)
                ? "Cache '%s' holds nothing".formatted(cache.getName())
                : what(cache) + ". " + remedy(cache, originals.behind(cache, from));
    }

    private static String what(Cache cache) {
        return ("Cache '%s' (%s) has no batch operations: the keys of a batch are handled one by one, so that a batch of"
                        + " 100 keys is 100 calls, on a server 100 round trips")
                .formatted(cache.getName(), cache.getClass().getName());
    }

    private static String remedy(Cache cache, @Nullable Original original) {
        String own = "register an EnhancedCacheConverter<%s> bean or let the class implement EnhancedCache"
                .formatted(cache.getClass().getSimpleName());
        return (original == null)
                ? "To change that, %s.".formatted(own)
                : ("It was wrapped around the %s of bean '%s'. If batches may pass by the wrapper, set"
                                + " %s=%s; else %s.")
                        .formatted(
                                original.cache().getClass().getSimpleName(),
                                original.managerBean(),
                                WRAPPERS,
                                cache.getClass().getName(),
                                own);
    }
}
