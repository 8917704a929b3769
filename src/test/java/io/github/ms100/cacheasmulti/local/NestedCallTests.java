package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

@DisplayName("L9 a put of one method is no load of another that calls it")
class NestedCallTests {

    private LocalNode a;

    private LocalNode b;

    private LettuceConnectionFactory connections;

    private CachingContext application;

    @BeforeEach
    void start() {
        TestRedis.deleteEverything();
        a = LocalNode.start();
        b = LocalNode.start();
        connections = TestRedis.lettuce();
        application = CachingContext.of(a.manager(), connections, Garage.class, Office.class);
    }

    @AfterEach
    void stop() {
        application.close();
        a.close();
        b.close();
        connections.destroy();
    }

    @Test
    @DisplayName("L9 a put within an evict of something else is told")
    void putWithinAnEvict() {
        b.cache().put(1L, "old");
        a.awaitReceived(1);

        application.bean(Office.class).evictListsAndSave(1L, "new");
        b.awaitReceived(1);

        assertThat(b.cache().get(1L).get()).isEqualTo("new");
    }

    @Test
    @DisplayName("L9 a put within a load of something else is told")
    void putWithinALoad() {
        b.cache().put(1L, "old");
        a.awaitReceived(1);

        application.bean(Office.class).listAndSave(1L, "new");
        b.awaitReceived(1);

        assertThat(b.cache().get(1L).get()).isEqualTo("new");
    }

    @Test
    @DisplayName("L6 a put within an early evict of the same key stays")
    void putWithinAnEarlyEvict() {
        application.bean(Office.class).evictFirstAndSave(1L, "new");

        assertThat(remote(1L)).isTrue();
        assertThat(a.cache().get(1L).get()).isEqualTo("new");
    }

    @Test
    @DisplayName("L7 what is loaded after an early evict of the same call is stored")
    void loadAfterAnEarlyEvict() {
        assertThat(application.bean(Garage.class).refresh(1L)).isEqualTo("loaded 1");
        assertThat(remote(1L)).isTrue();

        assertThat(application.bean(Garage.class).refreshAll(2L)).isEqualTo("loaded 2");
        assertThat(remote(2L)).isTrue();
    }

    private static boolean remote(Long id) {
        return Boolean.TRUE.equals(
                TestRedis.onServer(connection -> connection.keyCommands().exists(("cars::" + id).getBytes())));
    }

    static class Garage {

        @CachePut(cacheNames = "cars", key = "#id")
        public String save(Long id, String car) {
            return car;
        }

        @Caching(
                evict = @CacheEvict(cacheNames = "cars", key = "#id", beforeInvocation = true),
                cacheable = @Cacheable(cacheNames = "cars", key = "#id"))
        public String refresh(Long id) {
            return "loaded " + id;
        }

        @Caching(
                evict = @CacheEvict(cacheNames = "cars", allEntries = true, beforeInvocation = true),
                cacheable = @Cacheable(cacheNames = "cars", key = "#id"))
        public String refreshAll(Long id) {
            return "loaded " + id;
        }
    }

    static class Office {

        private final Garage garage;

        Office(Garage garage) {
            this.garage = garage;
        }

        @CacheEvict(cacheNames = "lists", allEntries = true)
        public void evictListsAndSave(Long id, String car) {
            garage.save(id, car);
        }

        @Cacheable(cacheNames = "lists", key = "#id")
        public String listAndSave(Long id, String car) {
            return garage.save(id, car);
        }

        @CacheEvict(cacheNames = "cars", key = "#id", beforeInvocation = true)
        public void evictFirstAndSave(Long id, String car) {
            garage.save(id, car);
        }
    }
}
