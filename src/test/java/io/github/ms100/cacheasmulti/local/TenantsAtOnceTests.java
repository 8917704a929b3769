package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.redis.RedisClients;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.cache.Cache;

@DisplayName("L2 many tenants by thread at once")
class TenantsAtOnceTests {

    private static final List<String> TENANTS = List.of("red", "green", "blue", "black");

    private static final List<Long> IDS = List.of(1L, 2L, 3L);

    private static final int CALLS = 400;

    private static final ThreadLocal<String> TENANT = ThreadLocal.withInitial(() -> "nobody");

    private final Callers callers = new Callers();

    private final List<LocalNode> nodes = new ArrayList<>();

    @BeforeEach
    void empty() {
        TestRedis.deleteEverything();
    }

    @AfterEach
    void stop() throws Exception {
        callers.close();
        nodes.forEach(LocalNode::close);
    }

    private LocalNode start(RedisClients driver) {
        LocalNode node = new LocalNode(
                driver.connect(TestRedis.port(), Duration.ofMinutes(1)),
                level -> {},
                configuration -> configuration.computePrefixWith(name -> TENANT.get() + ":" + name + ":"));
        nodes.add(node);
        node.awaitServing();
        return node;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L2 reads, puts, evicts and clears of the same keys on two nodes: everyone finds his own or nothing")
    void sameKeys(RedisClients driver) throws Exception {
        List<Callers.Call<List<String>>> calls = new ArrayList<>();
        for (LocalNode node : List.of(start(driver), start(driver))) {
            for (String tenant : TENANTS) {
                calls.add(callers.start(() -> foundBy(tenant, node)));
            }
        }

        for (int call = 0; call < calls.size(); call++) {
            assertThat(calls.get(call).result()).isNotEmpty().containsOnly(TENANTS.get(call % TENANTS.size()));
        }
        assertThat(nodes).allSatisfy(node -> assertThat(node.events().lookups.stream()
                        .mapToInt(BatchListener.LocalLookup::hits)
                        .sum())
                .isPositive());
    }

    /** Works for a tenant, and returns whose values he has been given. */
    private static List<String> foundBy(String tenant, LocalNode node) {
        TENANT.set(tenant);
        Random random = new Random(tenant.hashCode());
        EnhancedCache batches = node.batches();
        Cache cache = node.cache();
        List<String> found = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            Long id = IDS.get(random.nextInt(IDS.size()));
            switch (random.nextInt(8)) {
                case 0 -> batches.multiPut(Map.of(1L, tenant, 2L, tenant, 3L, tenant));
                case 1 -> cache.put(id, tenant);
                case 2 -> batches.multiEvict(List.of(id));
                case 3 -> cache.evict(id);
                case 4 -> found.add(cache.get(id, () -> tenant));
                case 5 -> add(found, cache.get(id));
                default -> batches.multiGet(IDS).values().forEach(value -> add(found, value));
            }
            if (call % 100 == 99) {
                cache.clear();
            }
        }
        return found;
    }

    private static void add(List<String> found, Cache.ValueWrapper value) {
        if (value != null) {
            found.add((String) value.get());
        }
    }
}
