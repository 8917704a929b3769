package io.github.ms100.cacheasmulti.internal.engine;

import org.jspecify.annotations.Nullable;

/** Distinct keys that one cache is asked for, once. */
class Question implements Task.Read {

    private final CallCache cache;

    private final Object[] keys;

    private final @Nullable Object[] answer;

    Question(CallCache cache, Object[] keys) {
        this.cache = cache;
        this.keys = keys;
        this.answer = Values.misses(keys.length);
    }

    @Override
    public final CallCache cache() {
        return cache;
    }

    @Override
    public final Object[] keys() {
        return keys;
    }

    @Override
    public final @Nullable Object[] answer() {
        return answer;
    }
}
