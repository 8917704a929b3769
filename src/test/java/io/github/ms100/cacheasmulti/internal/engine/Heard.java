package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.event.BatchListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.cache.Cache;

/** Writes down what it hears, but for the time that all of it took, which is short. */
public final class Heard implements BatchListener {

    public final List<String> events = new ArrayList<>();

    @Override
    public void onLookup(Lookup lookup) {
        hear(
                "lookup keys=%d hits=%d failures=%d%s%s",
                lookup.time(),
                lookup.keys(),
                lookup.hits(),
                lookup.failures(),
                lookup.bypassed() ? " bypassed" : "",
                lookup.again() ? " again" : "");
    }

    @Override
    public void onLoad(Load load) {
        String failure = (load.failure() == null) ? "" : " " + load.failure().getMessage();
        hear("load elements=%d found=%d%s", load.time(), load.elements(), load.found(), failure);
    }

    @Override
    public void onWait(Wait wait) {
        hear(
                "wait elements=%d taken=%d%s",
                wait.time(), wait.elements(), wait.taken(), wait.timedOut() ? " timed out" : "");
    }

    @Override
    public void onStore(Store store) {
        hear(
                "store entries=%d refused=%d failures=%d",
                store.time(), store.entries(), store.refused(), store.failures());
    }

    @Override
    public void onEvict(Evict evict) {
        hear("evict keys=%d failures=%d", evict.time(), evict.keys(), evict.failures());
    }

    @Override
    public void onClear(Clear clear) {
        hear(
                "clear%s",
                clear.time(),
                (clear.failure() == null) ? "" : " " + clear.failure().getMessage());
    }

    @Override
    public void onCoolDownOpened(Cache cache) {
        events.add("opened " + cache.getName());
    }

    @Override
    public void onCoolDownClosed(Cache cache) {
        events.add("closed " + cache.getName());
    }

    private void hear(String event, Duration time, Object... numbers) {
        assertThat(time).isBetween(Duration.ZERO, Duration.ofMinutes(1));
        events.add(event.formatted(numbers));
    }
}
