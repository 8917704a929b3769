package io.github.ms100.cacheasmulti.untouched;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Methods that return futures and publishers. */
final class AsyncScenarios {

    private AsyncScenarios() {}

    static List<PlainScenario> all() {
        return List.of(
                new PlainScenario("CompletableFuture", App.class, AsyncScenarios::futures),
                new PlainScenario("Mono", App.class, AsyncScenarios::monos),
                new PlainScenario("Flux", App.class, AsyncScenarios::fluxes));
    }

    private static void futures(BeanFactory beans, Transcript transcript) {
        Feeds feeds = beans.getBean(Feeds.class);
        for (long id : new long[] {1, 1, 0, 0, -1}) {
            transcript.call("future " + id, () -> feeds.future(id).join());
            transcript.call("syncFuture " + id, () -> feeds.syncFuture(id).join());
            transcript.call("putFuture " + id, () -> feeds.putFuture(id).join());
            transcript.call("evictFuture " + id, () -> feeds.evictFuture(id).join());
            transcript.call("brokenFuture " + id, () -> feeds.brokenFuture(id).join());
        }
    }

    private static void monos(BeanFactory beans, Transcript transcript) {
        Feeds feeds = beans.getBean(Feeds.class);
        for (long id : new long[] {1, 1, 0, 0, -1}) {
            transcript.call("mono " + id, () -> feeds.mono(id).block());
            transcript.call("syncMono " + id, () -> feeds.syncMono(id).block());
            transcript.call("putMono " + id, () -> feeds.putMono(id).block());
            transcript.call("evictMono " + id, () -> feeds.evictMono(id).block());
            transcript.call("brokenMono " + id, () -> feeds.brokenMono(id).block());
        }
    }

    private static void fluxes(BeanFactory beans, Transcript transcript) {
        Feeds feeds = beans.getBean(Feeds.class);
        for (long id : new long[] {1, 1, 0, 0, -1}) {
            transcript.call("flux " + id, () -> feeds.flux(id).collectList().block());
            transcript.call(
                    "syncFlux " + id, () -> feeds.syncFlux(id).collectList().block());
            transcript.call(
                    "putFlux " + id, () -> feeds.putFlux(id).collectList().block());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Recording.class, Feeds.class})
    static class App {}

    static class Feeds {

        private final Transcript transcript;

        Feeds(Transcript transcript) {
            this.transcript = transcript;
        }

        private CompletableFuture<String> load(long id) {
            transcript.note("  body " + id);
            return (id < 0)
                    ? CompletableFuture.failedFuture(new IllegalArgumentException("no feed " + id))
                    : CompletableFuture.completedFuture((id == 0) ? null : "feed " + id);
        }

        private Mono<String> loadMono(long id) {
            return Mono.defer(() -> Mono.fromFuture(load(id)));
        }

        private Flux<String> loadFlux(long id) {
            return loadMono(id).flatMapMany(feed -> Flux.just(feed, feed + "!"));
        }

        @Cacheable(cacheNames = "feeds", condition = "#id >= 0", unless = "#result == null")
        public CompletableFuture<String> future(long id) {
            return load(id);
        }

        @Cacheable(cacheNames = "synced", sync = true)
        public CompletableFuture<String> syncFuture(long id) {
            return load(id);
        }

        @CachePut(cacheNames = "put", key = "#id + '-' + #result")
        public CompletableFuture<String> putFuture(long id) {
            return load(id);
        }

        @CacheEvict("put")
        public CompletableFuture<String> evictFuture(long id) {
            return load(id);
        }

        @Cacheable("broken")
        public CompletableFuture<String> brokenFuture(long id) {
            return load(id);
        }

        @Cacheable({"monos", "more"})
        public Mono<String> mono(long id) {
            return loadMono(id);
        }

        @Cacheable(cacheNames = "synced", sync = true)
        public Mono<String> syncMono(long id) {
            return loadMono(id);
        }

        @CachePut(cacheNames = "put", condition = "#result != null")
        public Mono<String> putMono(long id) {
            return loadMono(id);
        }

        @CacheEvict(cacheNames = "put", allEntries = true)
        public Mono<String> evictMono(long id) {
            return loadMono(id);
        }

        @Cacheable("broken")
        public Mono<String> brokenMono(long id) {
            return loadMono(id);
        }

        @Cacheable(cacheNames = "fluxes", unless = "#result.isEmpty()")
        public Flux<String> flux(long id) {
            return loadFlux(id);
        }

        @Cacheable(cacheNames = "syncedFluxes", sync = true)
        public Flux<String> syncFlux(long id) {
            return loadFlux(id);
        }

        @CachePut("put")
        public Flux<String> putFlux(long id) {
            return loadFlux(id);
        }
    }
}
