package io.github.ms100.cacheasmulti.meters;

import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.autoconfigure.CacheAsMultiObservationAutoConfiguration;
import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.observation.BatchCallContext;
import io.github.ms100.cacheasmulti.observation.BatchLoadContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@DisplayName("O6 what batches load whose results come later is observed until it is there")
class LaterObservationTests {

    private final TestObservationRegistry registry = TestObservationRegistry.create();

    private final Cars cars = new Cars(registry);

    private final List<BatchListener.Call> told = new ArrayList<>();

    private final ApplicationContextRunner application = BootApplications.withCaches()
            .withConfiguration(AutoConfigurations.of(CacheAsMultiObservationAutoConfiguration.class))
            .withUserConfiguration(MeteredCars.Application.class)
            .withPropertyValues("spring.cache.type=simple", "cache-as-multi.observations.mode=call")
            .withBean(Cars.class, () -> cars)
            .withBean(BatchListener.class, () -> new BatchListener() {

                @Override
                public void onCall(Call call) {
                    told.add(call);
                }
            })
            .withBean(ObservationRegistry.class, () -> registry);

    private void run(Consumer<Cars> test) {
        application.run(context -> test.accept(context.getBean(Cars.class)));
    }

    @Test
    void untilTheFutureIsDone() {
        run(proxy -> {
            CompletableFuture<Map<Long, String>> found = proxy.find(List.of(1L, 2L));

            assertThat(registry)
                    .doesNotHaveAnyRemainingCurrentObservation()
                    .hasObservationWithNameEqualTo("cache.batch.load")
                    .that()
                    .hasBeenStarted()
                    .isNotStopped()
                    .hasParentObservationContextMatching(BatchCallContext.class::isInstance);
            cars.rows.complete(Map.of(1L, "car"));

            assertThat(found.join()).isEqualTo(Map.of(1L, "car"));
            assertThat(registry)
                    .hasNumberOfObservationsWithNameEqualTo("cache.batch.load", 1)
                    .hasObservationWithNameEqualTo("cache.batch.load")
                    .that()
                    .hasBeenStopped()
                    .hasHighCardinalityKeyValue("cache.batch.found", "1")
                    .hasHighCardinalityKeyValue("cache.batch.missing", "1");
            assertThat(registry)
                    .hasObservationWithNameEqualTo("cache.batch")
                    .that()
                    .hasBeenStopped();
        });
    }

    @Test
    void untilTheFutureHasFailed() {
        run(proxy -> {
            CompletableFuture<Map<Long, String>> found = proxy.find(List.of(1L));
            cars.rows.completeExceptionally(new IllegalStateException("no such table"));

            assertThatExceptionOfType(CompletionException.class).isThrownBy(found::join);
            for (String name : List.of("cache.batch.load", "cache.batch")) {
                assertThat(registry)
                        .hasNumberOfObservationsWithNameEqualTo(name, 1)
                        .hasObservationWithNameEqualTo(name)
                        .that()
                        .hasBeenStopped()
                        .hasLowCardinalityKeyValue("exception", "IllegalStateException");
            }
        });
    }

    @Test
    @DisplayName(
            "A11 it is the child of what its subscriber has in its context, and what reactive code finds in its own")
    void inTheContext() {
        run(proxy -> {
            assertThat(ofRequest(proxy.findLater(List.of(1L)))).isEqualTo(Map.of(1L, "red car"));

            assertThat(registry)
                    .hasObservationWithNameEqualTo("cache.batch")
                    .that()
                    .hasParentObservationContextMatching(LaterObservationTests::isRequest);
            assertThat(registry)
                    .hasObservationWithNameEqualTo("cache.batch.load")
                    .that()
                    .hasParentObservationContextMatching(BatchCallContext.class::isInstance);
            assertThat(registry)
                    .hasNumberOfObservationsWithNameEqualTo("select", 1)
                    .hasObservationWithNameEqualTo("select")
                    .that()
                    .hasParentObservationContextMatching(BatchLoadContext.class::isInstance);
        });
    }

    @Test
    void inTheContextWithoutCalls() {
        application.withPropertyValues("cache-as-multi.observations.mode=load").run(context -> {
            assertThat(ofRequest(context.getBean(Cars.class).findLater(List.of(1L))))
                    .hasSize(1);

            assertThat(registry)
                    .hasObservationWithNameEqualTo("cache.batch.load")
                    .that()
                    .hasParentObservationContextMatching(LaterObservationTests::isRequest);
        });
    }

    @Test
    @DisplayName("one that is switched off takes nothing from the context")
    void switchedOff() {
        registry.observationConfig().observationPredicate((name, context) -> !name.startsWith("cache.batch"));
        run(proxy -> {
            assertThat(ofRequest(proxy.findLater(List.of(1L)))).hasSize(1);

            assertThat(registry)
                    .hasObservationWithNameEqualTo("select")
                    .that()
                    .hasParentObservationContextMatching(LaterObservationTests::isRequest);
        });
    }

    /** Subscribes as a server does, which has the observation of the request in its context, and none in the thread. */
    private Map<Long, String> ofRequest(Mono<Map<Long, String>> found) {
        Observation request = Observation.start("request", registry);
        Map<Long, String> result = found.contextWrite(context ->
                        context.put(ObservationThreadLocalAccessor.KEY, request).put("tenant", "red"))
                .block();
        request.stop();
        return Objects.requireNonNull(result);
    }

    private static boolean isRequest(Observation.ContextView context) {
        return "request".equals(context.getName());
    }

    @Test
    @DisplayName("each subscription is a call")
    void eachSubscription() {
        run(proxy -> {
            Mono<Map<Long, String>> found =
                    proxy.findLater(List.of(1L)).contextWrite(context -> context.put("tenant", "red"));
            assertThat(registry).doesNotHaveAnyObservation();
            found.block();
            found.block();

            assertThat(registry)
                    .hasNumberOfObservationsWithNameEqualTo("cache.batch", 2)
                    .hasNumberOfObservationsWithNameEqualTo("cache.batch.load", 1);
            assertThat(told).hasSize(2);
        });
    }

    @Test
    @DisplayName("A3 a call that fails at once, for its keys cannot be made, is told and observed as any other")
    void keysThatCannotBeMade() {
        run(proxy -> {
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> proxy.findWithoutKey(List.of(0L)));

            assertThat(told).extracting(BatchListener.Call::elements).containsExactly(1);
            assertThat(registry)
                    .hasSingleObservationThat()
                    .hasNameEqualTo("cache.batch")
                    .hasBeenStopped()
                    .hasLowCardinalityKeyValue("exception", "ArithmeticException");
        });
    }

    @Test
    @DisplayName("also if they are made to tell equal elements apart, and of a call that waits")
    void keysOfEqualElementsThatCannotBeMade() {
        run(proxy -> {
            List<Id> equal = List.of(new Id(0), new Id(0));
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> proxy.findByIds(equal));
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> proxy.findNow(equal));

            assertThat(told).extracting(BatchListener.Call::elements).containsExactly(2, 2);
            assertThat(registry).hasNumberOfObservationsWithNameEqualTo("cache.batch", 2);
        });
    }

    record Id(int number) {}

    static class Cars {

        private final ObservationRegistry registry;

        private final CompletableFuture<Map<Long, String>> rows = new CompletableFuture<>();

        Cars(ObservationRegistry registry) {
            this.registry = registry;
        }

        @Cacheable("cars")
        public CompletableFuture<Map<Long, String>> find(@CacheAsMulti Collection<Long> ids) {
            return rows;
        }

        @Cacheable("cars")
        public Mono<Map<Long, String>> findLater(@CacheAsMulti Collection<Long> ids) {
            return Mono.deferContextual(context -> {
                        Observation parent = context.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
                        Observation.createNotStarted("select", registry)
                                .parentObservation(Objects.requireNonNull(parent))
                                .observe(() -> {});
                        String tenant = context.get("tenant");
                        return Mono.just(Map.of(ids.iterator().next(), tenant + " car"));
                    })
                    .subscribeOn(Schedulers.parallel());
        }

        @Cacheable(cacheNames = "cars", key = "100 / #ids")
        public CompletableFuture<Map<Long, String>> findWithoutKey(@CacheAsMulti Collection<Long> ids) {
            return rows;
        }

        @Cacheable(cacheNames = "cars", key = "100 / #ids.number")
        public CompletableFuture<Map<Id, String>> findByIds(@CacheAsMulti Collection<Id> ids) {
            return new CompletableFuture<>();
        }

        @Cacheable(cacheNames = "cars", key = "100 / #ids.number")
        public Map<Id, String> findNow(@CacheAsMulti Collection<Id> ids) {
            return Map.of();
        }
    }
}
