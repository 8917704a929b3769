package io.github.ms100.cacheasmulti.autoconfigure;

import io.github.ms100.cacheasmulti.autoconfigure.SingleFlightProperties.SingleFlight;
import io.github.ms100.cacheasmulti.support.SingleFlightSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The properties for overlapping calls. Settings of the user's own take their place. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SingleFlightProperties.class)
class SingleFlightConfiguration {

    @Bean
    @ConditionalOnMissingBean
    SingleFlightSettings cacheAsMultiSingleFlightSettings(SingleFlightProperties properties) {
        return new SingleFlightSettings(
                properties.singleFlight() == SingleFlight.ALWAYS, properties.singleFlightWaitLimit());
    }
}
