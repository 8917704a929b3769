package io.github.ms100.cacheasmulti.equivalence;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.fixture.RecordingErrorHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application that writes down what its error handler and its listener are told. */
@Configuration(proxyBeanMethods = false)
class Watching implements CachingConfigurer {

    private final RecordingErrorHandler failures = new RecordingErrorHandler();

    @Override
    public CacheErrorHandler errorHandler() {
        return failures;
    }

    @Bean
    RecordingErrorHandler failures() {
        return failures;
    }

    @Bean
    Events events() {
        return new Events();
    }

    /** What is told of batches, but for how long they took. */
    static final class Events implements BatchListener {

        private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

        List<String> heard() {
            return heard;
        }

        @Override
        public void onCall(Call call) {
            heard.add("call %s %d".formatted(call.method().getName(), call.elements()));
        }

        @Override
        public void onLookup(Lookup lookup) {
            heard.add("lookup %s keys %d hits %d failures %d bypassed %s again %s looped %s"
                    .formatted(
                            lookup.cache().getName(),
                            lookup.keys(),
                            lookup.hits(),
                            lookup.failures(),
                            lookup.bypassed(),
                            lookup.again(),
                            lookup.looped()));
        }

        @Override
        public void onLoad(Load load) {
            heard.add("load %s %d found %d missing %d failure %s"
                    .formatted(load.method().getName(), load.elements(), load.found(), load.missing(), load.failure()));
        }

        @Override
        public void onWait(Wait wait) {
            heard.add("wait %s %d taken %d".formatted(wait.method().getName(), wait.elements(), wait.taken()));
        }

        @Override
        public void onStore(Store store) {
            heard.add("store %s entries %d refused %d failures %d looped %s"
                    .formatted(
                            store.cache().getName(),
                            store.entries(),
                            store.refused(),
                            store.failures(),
                            store.looped()));
        }

        @Override
        public void onEvict(Evict evict) {
            heard.add("evict %s keys %d failures %d looped %s"
                    .formatted(evict.cache().getName(), evict.keys(), evict.failures(), evict.looped()));
        }

        @Override
        public void onClear(Clear clear) {
            heard.add("clear %s failure %s".formatted(clear.cache().getName(), clear.failure()));
        }

        @Override
        public void onFailure(Failure failure) {
            heard.add("failure %s %s"
                    .formatted(failure.cache().getName(), failure.cause().getClass()));
        }

        @Override
        public void onLocalLookup(LocalLookup lookup) {
            heard.add("local %s keys %d hits %d".formatted(lookup.cache().getName(), lookup.keys(), lookup.hits()));
        }

        @Override
        public void onLocalFill(LocalFill fill) {
            heard.add("fill %s keys %d voided %d".formatted(fill.cache().getName(), fill.keys(), fill.voided()));
        }
    }
}
