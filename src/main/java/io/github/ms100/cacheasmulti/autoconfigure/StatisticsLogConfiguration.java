package io.github.ms100.cacheasmulti.autoconfigure;

import io.github.ms100.cacheasmulti.event.BatchStatistics;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import io.github.ms100.cacheasmulti.internal.statistics.BatchNumbers;
import io.github.ms100.cacheasmulti.internal.statistics.ObservedCaches;
import io.github.ms100.cacheasmulti.internal.statistics.StatisticsLog;
import io.github.ms100.cacheasmulti.internal.store.CacheDirectory;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/** Logs what batches have done, where the application says how often (O7). */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(CacheAsMultiProperties.STATISTICS_INTERVAL)
class StatisticsLogConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static BatchNumbers cacheAsMultiNumbers(ObjectProvider<CacheDirectory> directory) {
        return new BatchNumbers(
                new ObservedCaches(directory::getObject, () -> CoolDown.NONE, name -> false), System::nanoTime);
    }

    @Bean
    StatisticsLog cacheAsMultiStatisticsLog(
            BatchNumbers numbers,
            CacheAsMultiProperties properties,
            ObjectProvider<Consumer<BatchStatistics>> readers) {
        CacheAsMultiProperties.StatisticsLog settings = properties.statisticsLog();
        return new StatisticsLog(
                numbers, Objects.requireNonNull(settings.interval()), readers.getIfAvailable(settings::format));
    }
}
