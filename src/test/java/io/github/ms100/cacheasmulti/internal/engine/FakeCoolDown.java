package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import java.util.ArrayList;
import java.util.List;
import org.springframework.cache.Cache;

/** Spares caches where it is told to, and writes down what it is told. */
final class FakeCoolDown implements CoolDown {

    final List<String> told = new ArrayList<>();

    boolean spares;

    Transition transition = Transition.NONE;

    @Override
    public Permission ask(Cache cache) {
        told.add("ask");
        return new Permission() {

            @Override
            public boolean isGranted() {
                return !spares;
            }

            @Override
            public void close() {
                told.add("close");
            }
        };
    }

    @Override
    public boolean isSpared(Cache cache) {
        return false;
    }

    @Override
    public Transition answered(Cache cache) {
        told.add("answered");
        return transition;
    }

    @Override
    public Transition failed(Cache cache, Throwable failure) {
        told.add("failed " + failure.getMessage());
        return transition;
    }
}
