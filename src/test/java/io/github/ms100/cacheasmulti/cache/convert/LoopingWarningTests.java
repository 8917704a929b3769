package io.github.ms100.cacheasmulti.cache.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.support.NoOpCache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;

/** What is said of a cache that has no batch operations (B2). */
@ExtendWith(OutputCaptureExtension.class)
@DisplayName("B2 looping warns once per cache name")
class LoopingWarningTests {

    private final EnhancedCacheConversionService service = new EnhancedCacheConversionService(List.of());

    @Test
    void unknownCacheIsNamedOnceWhoeverAsks(CapturedOutput output) {
        service.convert(new UnknownCache("cars"));
        service.convert(new UnknownCache("cars"));
        service.convert(new TransactionAwareCacheDecorator(new UnknownCache("cars")));
        service.convert(new UnknownCache("bikes"));

        assertThat(output).containsOnlyOnce("'cars'").containsOnlyOnce("'bikes'");
        assertThat(output).contains(UnknownCache.class.getName(), "EnhancedCacheConverter<UnknownCache>", "WARN");
    }

    @Test
    void ofNamesWithoutNumberNotAllAreRemembered(CapturedOutput output) {
        service.convert(new UnknownCache("carsOfTenant"));
        IntStream.range(0, 10_000).forEach(tenant -> service.convert(new UnknownCache("carsOfTenant" + tenant)));

        service.convert(new UnknownCache("carsOfTenant"));

        assertThat(output.getOut().split("'carsOfTenant'", -1)).hasSize(2 + 1);
    }

    @Test
    void subclassOfADecoratorIsWarnedOfAndLooped(CapturedOutput output) {
        Cache target = new ConcurrentMapCache("trains");

        service.convert(new TransactionAwareCacheDecorator(target) {});

        assertThat(output).containsOnlyOnce("'trains'");
    }

    @Test
    void knownAndSwitchedOffCachesAreSilent(CapturedOutput output) {
        service.convert(new ConcurrentMapCache("map"));
        service.convert(new CaffeineCache("caffeine", Caffeine.newBuilder().build()));
        service.convert(new TransactionAwareCacheDecorator(new ConcurrentMapCache("decorated")));
        service.convert(new NoOpCache("off"));
        service.convert(new TransactionAwareCacheDecorator(new NoOpCache("alsoOff")));

        assertThat(output).doesNotContain("batch operations");
    }

    private static final class UnknownCache extends ConcurrentMapCache {
        UnknownCache(String name) {
            super(name);
        }
    }
}
