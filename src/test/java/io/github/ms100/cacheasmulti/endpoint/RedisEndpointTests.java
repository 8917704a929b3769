package io.github.ms100.cacheasmulti.endpoint;

import static io.github.ms100.cacheasmulti.endpoint.EndpointApplications.endpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.endpoint.EndpointCars.CachingApplication;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

@DisplayName("O8 of Redis, the endpoint")
class RedisEndpointTests {

    private final ApplicationContextRunner application = EndpointApplications.exposed(
                    BootApplications.withRedisCaches())
            .withUserConfiguration(CachingApplication.class)
            .withPropertyValues(
                    "management.endpoint.cachebatches.show-keys=always",
                    "management.endpoint.cachebatches.sample=true");

    @BeforeEach
    void empty() {
        TestRedis.deleteEverything();
    }

    @Test
    @DisplayName("asks nothing to show it")
    void withoutRoundTrip() {
        application.run(context -> {
            EndpointCars cars = context.getBean(EndpointCars.class);
            cars.find(List.of(1L, 2L));
            cars.findParts(List.of(1L));
            List<Long> before = commands();

            for (int i = 0; i < 100; i++) {
                assertThat(endpoint(context).overview().caches()).hasSizeGreaterThan(1);
                assertThat(endpoint(context).cache("cars", null).mode()).isEqualTo("batch");
            }

            assertThat(commands()).isEqualTo(before);
        });
    }

    private static List<Long> commands() {
        return Stream.of("get", "mget", "set", "del", "scan", "keys", "exists", "ttl", "pttl", "eval")
                .map(TestRedis::calls)
                .toList();
    }

    @Test
    @DisplayName("knows prefix, time to live and size of batches")
    void details() {
        application
                .withPropertyValues("spring.cache.redis.time-to-live=10m", "cache-as-multi.redis.max-batch-size=500")
                .run(context -> {
                    context.getBean(EndpointCars.class).find(List.of(1L));

                    Reports.Details details =
                            endpoint(context).cache("cars", null).details();
                    assertThat(details.timeToLive()).isEqualTo("PT10M");
                    assertThat(details.keyPrefix()).isEqualTo("cars::");
                    assertThat(details.maxBatchSize()).isEqualTo(500);
                    assertThat(details.storesNull()).isTrue();
                });
        application.run(context -> {
            context.getBean(EndpointCars.class).find(List.of(1L));
            assertThat(endpoint(context).cache("cars", null).details().timeToLive())
                    .isEqualTo("none");
        });
    }

    @Test
    @DisplayName("looks a hundred elements up by one MGET, and evicts them by one DEL")
    void oneRoundTrip() {
        application.run(context -> {
            context.getBean(EndpointCars.class)
                    .find(LongStream.rangeClosed(1, 60).boxed().toList());
            List<Integer> elements = IntStream.rangeClosed(1, 100).boxed().toList();
            long reads = TestRedis.calls("mget");
            long deletions = TestRedis.calls("del");

            Reports.Lookup found = EndpointApplications.lookUp(context, "cars", "cars.find", elements);
            assertThat(endpoint(context)
                            .evict("cars", null, "cars.find", elements)
                            .evicted())
                    .isEqualTo(100);

            assertThat(found.elements()).filteredOn(Reports.OfElement::present).hasSize(60);
            assertThat(TestRedis.calls("mget") - reads).isEqualTo(1);
            assertThat(TestRedis.calls("del") - deletions).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    @DisplayName("looks for some keys by a few SCANs, and never by KEYS, with")
    void sample(String client) {
        application
                .withPropertyValues("spring.data.redis.client-type=" + client)
                .run(context -> {
                    context.getBean(EndpointCars.class)
                            .find(LongStream.rangeClosed(1, 30).boxed().toList());
                    fill(20_000);
                    long scans = TestRedis.calls("scan");
                    long searches = TestRedis.calls("keys");

                    Reports.Sample found = sample(context, "cars", 10);

                    assertThat(found.keys()).hasSizeLessThanOrEqualTo(10).allMatch(key -> key.startsWith("car-"));
                    assertThat(found.complete()).isFalse();
                    assertThat(TestRedis.calls("scan") - scans).isBetween(1L, 10L);
                    assertThat(TestRedis.calls("keys")).isEqualTo(searches);
                });
    }

    private static void fill(int keys) {
        Map<byte[], byte[]> entries = new HashMap<>();
        for (int i = 0; i < keys; i++) {
            entries.put(("other::" + i).getBytes(), new byte[1]);
        }
        TestRedis.onServer(connection -> connection.stringCommands().mSet(entries));
    }

    private static Reports.Sample sample(ApplicationContext context, String cache, Integer limit) {
        return (Reports.Sample) endpoint(context).look(cache, "sample", null, null, null, limit);
    }

    @Test
    @DisplayName("takes a prefix for what it is, whatever characters it has")
    void prefix() {
        application.withPropertyValues("spring.cache.redis.key-prefix=[a-z]*?").run(context -> {
            context.getBean(EndpointCars.class).find(List.of(1L));
            TestRedis.onServer(connection -> connection.stringCommands().set("bxxcars::other".getBytes(), new byte[1]));

            assertThat(sample(context, "cars", null).keys()).containsExactly("car-1");
            assertThat(sample(context, "cars", null).complete()).isTrue();
        });
    }

    @Test
    @DisplayName("looks for no keys where there is no prefix, or where the operator has not said so")
    void noSample() {
        application
                .withPropertyValues("spring.cache.redis.use-key-prefix=false")
                .run(context -> {
                    context.getBean(EndpointCars.class).find(List.of(1L));
                    assertRefused(context, "The keys of cache 'cars' have no prefix");
                });
        application
                .withPropertyValues("management.endpoint.cachebatches.sample=false")
                .run(context -> {
                    context.getBean(EndpointCars.class).find(List.of(1L));
                    assertRefused(context, "management.endpoint.cachebatches.sample=true");
                });
        application
                .withPropertyValues("management.endpoint.cachebatches.show-keys=never")
                .run(context -> {
                    context.getBean(EndpointCars.class).find(List.of(1L));
                    assertRefused(context, "management.endpoint.cachebatches.show-keys");
                });
    }

    private static void assertRefused(ApplicationContext context, String reason) {
        long scans = TestRedis.calls("scan");
        assertThatExceptionOfType(InvalidEndpointRequestException.class)
                .isThrownBy(() -> sample(context, "cars", 10))
                .withMessageContaining(reason);
        assertThat(TestRedis.calls("scan")).isEqualTo(scans);
    }
}
