package io.github.ms100.cacheasmulti.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.transaction.TransactionAwareCacheManagerProxy;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.MethodValidationPostProcessor;

/** The orders of advice that work: what each of them sees outside and inside the cache. */
@DisplayName("S2, S13, S21 the order of advice")
class AdviceOrderExampleTests {

    @Test
    void validationOutsideJudgesWhatTheCallerPasses() {
        try (var context = start(ValidationOutside.class, Garage.class)) {
            Garage garage = context.getBean(Garage.class);
            garage.find(List.of(1L, 2L));

            assertThat(garage.find(List.of(1L, 2L, 3L))).hasSize(3);
            assertThatExceptionOfType(ConstraintViolationException.class)
                    .isThrownBy(() -> garage.find(List.of(1L, 2L, 3L, 4L)));
            assertThat(garage.loads()).containsExactly(List.of(1L, 2L), List.of(3L));
        }
    }

    @Test
    void validationInsideJudgesElements() {
        try (var context = start(ValidationInside.class, Elements.class)) {
            Elements garage = context.getBean(Elements.class);
            garage.find(List.of(1L));

            assertThat(garage.find(List.of(1L, 2L))).hasSize(2);
            assertThatExceptionOfType(ConstraintViolationException.class)
                    .isThrownBy(() -> garage.find(List.of(1L, -2L)));
        }
    }

    @Test
    void insideTheCacheNoTransactionIsBegunForHits() {
        try (var context = start(CacheOutside.class, Transactions.class, Garage.class)) {
            Garage garage = context.getBean(Garage.class);
            Transactions transactions = context.getBean(Transactions.class);
            garage.find(List.of(1L, 2L));
            garage.find(List.of(1L, 2L));
            assertThat(transactions.log()).containsExactly("begin", "commit");

            garage.drop(List.of(1L));
            garage.find(List.of(1L, 2L));

            assertThat(garage.loads()).containsExactly(List.of(1L, 2L), List.of(1L));
        }
    }

    @Test
    void aroundTheCacheATransactionKeepsItsChangesUntilTheCommit() {
        try (var context = start(CacheInside.class, Transactions.class, Garage.class)) {
            Garage garage = context.getBean(Garage.class);
            Transactions transactions = context.getBean(Transactions.class);

            garage.find(List.of(1L, 2L));
            garage.find(List.of(1L, 2L));

            assertThat(transactions.log()).containsExactly("begin", "commit", "begin", "commit");
            assertThat(garage.loads()).containsExactly(List.of(1L, 2L));
        }
    }

    private static AnnotationConfigApplicationContext start(Class<?>... configuration) {
        var context = new AnnotationConfigApplicationContext();
        context.register(configuration);
        context.register(CacheAsMultiConfiguration.class);
        context.refresh();
        return context;
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    static class ValidationOutside {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }

        @Bean
        static MethodValidationPostProcessor methodValidationPostProcessor() {
            MethodValidationPostProcessor validation = new MethodValidationPostProcessor();
            validation.setBeforeExistingAdvisors(true); // outside: what the caller passes and gets is validated
            return validation;
        }
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    static class ValidationInside {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }

        @Bean
        static MethodValidationPostProcessor methodValidationPostProcessor() {
            return new MethodValidationPostProcessor();
        }
    }

    @Configuration
    @EnableCaching(order = Ordered.LOWEST_PRECEDENCE - 1) // just outside of transactions
    @EnableTransactionManagement
    static class CacheOutside {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }
    }

    @Configuration
    @EnableCaching
    @EnableTransactionManagement(order = Ordered.LOWEST_PRECEDENCE - 1) // just outside of the cache
    static class CacheInside {

        @Bean
        CacheManager cacheManager() {
            return new TransactionAwareCacheManagerProxy(new ConcurrentMapCacheManager());
        }
    }

    @Validated
    static class Garage {

        private final List<Object> loads = new ArrayList<>();

        @Transactional
        @Cacheable("cars")
        public Map<Long, String> find(@Size(max = 3) @CacheAsMulti Collection<Long> ids) {
            loads.add(List.copyOf(ids));
            return named(ids);
        }

        @Transactional
        @CacheEvict("cars")
        public void drop(@CacheAsMulti Collection<Long> ids) {}

        List<Object> loads() {
            return loads;
        }

        private static Map<Long, String> named(Collection<Long> ids) {
            Map<Long, String> found = new TreeMap<>();
            ids.forEach(id -> found.put(id, "car " + id));
            return found;
        }
    }

    @Validated
    static class Elements {

        @Cacheable("cars")
        public Map<Long, String> find(@CacheAsMulti Collection<@Positive Long> ids) {
            return Garage.named(ids);
        }
    }

    /** Transactions of nothing, which tell when they begin and end. */
    static class Transactions extends AbstractPlatformTransactionManager {

        private static final long serialVersionUID = 1L;

        private final transient List<String> log = new ArrayList<>();

        List<String> log() {
            return log;
        }

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            log.add("begin");
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            log.add("commit");
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            log.add("rollback");
        }
    }
}
