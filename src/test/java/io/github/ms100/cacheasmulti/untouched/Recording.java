package io.github.ms100.cacheasmulti.untouched;

import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Caching with caches that note their calls. */
@Configuration(proxyBeanMethods = false)
@EnableCaching(proxyTargetClass = true)
class Recording {

    @Bean
    CacheManager cacheManager(Transcript transcript) {
        return new TranscribedCaches(transcript, "");
    }
}
