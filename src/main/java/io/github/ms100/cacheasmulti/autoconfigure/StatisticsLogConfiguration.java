package io.github.ms100.cacheasmulti.autoconfigure;

import io.github.ms100.cacheasmulti.event.BatchStatistics;
import io.github.ms100.cacheasmulti.internal.statistics.BatchNumbers;
import io.github.ms100.cacheasmulti.internal.statistics.ObservedCaches;
import io.github.ms100.cacheasmulti.internal.statistics.StatisticsLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.ResolvableType;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Logs what batches have done, where the application says how often (O7). */
@Configuration(proxyBeanMethods = false)
@Conditional(StatisticsLogConfiguration.OnInterval.class)
class StatisticsLogConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static BatchNumbers cacheAsMultiNumbers(ObservedCaches caches) {
        return new BatchNumbers(caches, System::nanoTime);
    }

    @Bean
    static StatisticsLog cacheAsMultiStatisticsLog(
            BatchNumbers numbers, CacheAsMultiProperties properties, ListableBeanFactory beanFactory) {
        CacheAsMultiProperties.StatisticsLog settings = properties.statisticsLog();
        List<Consumer<BatchStatistics>> readers = readers(beanFactory);
        return new StatisticsLog(
                numbers,
                Objects.requireNonNull(settings.interval()),
                readers.isEmpty()
                        ? settings.format()
                        : statistics -> readers.forEach(reader -> reader.accept(statistics)));
    }

    /** Returns those of exactly this type: a consumer of who knows what is none. */
    private static List<Consumer<BatchStatistics>> readers(ListableBeanFactory beanFactory) {
        List<Consumer<BatchStatistics>> readers = new ArrayList<>();
        for (String name : beanFactory.getBeanNamesForType(
                ResolvableType.forClassWithGenerics(Consumer.class, BatchStatistics.class))) {
            @SuppressWarnings("unchecked") // asked for by this type
            Consumer<BatchStatistics> reader = beanFactory.getBean(name, Consumer.class);
            readers.add(reader);
        }
        return readers;
    }

    /** Whether an interval is set: an empty one, as an unset variable leaves, is none. */
    static final class OnInterval implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return StringUtils.hasText(
                    context.getEnvironment().getProperty(CacheAsMultiProperties.STATISTICS_INTERVAL));
        }
    }
}
