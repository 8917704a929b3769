package io.github.ms100.cacheasmulti.test;

import io.github.ms100.cacheasmulti.internal.jcache.BatchJCacheOperationSource;
import io.github.ms100.cacheasmulti.internal.plan.BatchMethodSource;
import io.github.ms100.cacheasmulti.internal.spring.BatchCacheOperationSource;
import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.core.convert.ConversionService;

/** What reads batch methods at the start of an application with {@code @EnableCaching}, without the application. */
final class AnnotationFamilies {

    private AnnotationFamilies() {}

    /** Returns the families of annotations that are on the class path, with the conversion service of an application. */
    static List<BatchMethodSource> with(ConversionService conversions) {
        DefaultListableBeanFactory application = new DefaultListableBeanFactory();
        application.setConversionService(conversions);
        List<BatchMethodSource> families = new ArrayList<>();
        // As @EnableCaching has it: not only public methods.
        BatchCacheOperationSource spring = new BatchCacheOperationSource(false);
        spring.setBeanFactory(application);
        families.add(spring);
        if (OptionalLibrary.JCACHE_ANNOTATIONS.isPresent()) {
            families.add(JCache.family(application));
        }
        return families;
    }

    /** Loaded only where JSR-107 is on the class path. */
    private static final class JCache {

        static BatchMethodSource family(DefaultListableBeanFactory application) {
            BatchJCacheOperationSource source = new BatchJCacheOperationSource();
            source.setBeanFactory(application);
            // It wants a resolver of caches when it reads an annotation, and asks it for none.
            source.setCacheManager(new NoOpCacheManager());
            return source;
        }
    }
}
