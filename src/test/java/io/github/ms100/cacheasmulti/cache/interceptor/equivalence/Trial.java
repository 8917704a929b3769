package io.github.ms100.cacheasmulti.cache.interceptor.equivalence;

import io.github.ms100.cacheasmulti.cache.interceptor.TestStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.springframework.cache.Cache;

/** One random call, made as a batch on one side and as a loop on the other. */
final class Trial {

    private static final List<String> TAGS = List.of("x", "y", "zz");

    private final TestStore store;

    private final Side batch;

    private final Side loop;

    private final Pair pair;

    private Object container;

    private String tag;

    private Map<String, Map<?, ?>> before = Map.of();

    private String rows;

    Trial(TestStore store, Side batch, Side loop, Pair pair) {
        this.store = store;
        this.batch = batch;
        this.loop = loop;
        this.pair = pair;
    }

    Pair pair() {
        return pair;
    }

    void prepare(Random random, Map<String, Map<Pair, Set<Object>>> keys) {
        List<Integer> elements = new ArrayList<>();
        // One fault at a time: which of two comes first is for neither side to say.
        boolean down = pair.onlyReads() && random.nextInt(12) == 0;
        for (int size = 1 + random.nextInt(6); size > 0; size--) {
            elements.add(!down && random.nextInt(12) == 0 ? null : random.nextInt(6));
        }
        container = pair.container(elements);
        if (Pair.elements(container).isEmpty()) {
            container = pair.container(List.of(1));
        }
        tag = TAGS.get(random.nextInt(TAGS.size()));
        fillDatabases(random, down);
        if (random.nextInt(3) == 0) {
            batch.clear();
            loop.clear();
        }
        keys.forEach((cache, known) -> {
            for (Object key : known.getOrDefault(pair, Set.of())) {
                if (pair.hasStrings() && random.nextInt(6) == 0) {
                    boolean refuses = cache.equals(TestStore.REFUSING);
                    Object value = random.nextInt(4) == 0 && !refuses ? null : "old" + random.nextInt(9);
                    batch.cache(cache).put(key, value);
                    loop.cache(cache).put(key, value);
                }
            }
        });
        before = contents(batch);
    }

    private void fillDatabases(Random random, boolean down) {
        Map<Integer, String> values = new HashMap<>();
        for (Integer element = 0; element < 6; element++) {
            if (random.nextInt(4) > 0) {
                values.put(element, "v" + (1 + random.nextInt(2)) + ":" + element);
            }
        }
        values.put(null, random.nextBoolean() ? "nobody" : null);
        boolean talkative = random.nextBoolean();
        batch.database().set(values, talkative, down);
        loop.database().set(values, talkative, down);
        rows = values + (talkative ? ", talkative" : "") + (down ? ", down" : "");
    }

    /** Makes the call on both sides; returns what differs, or {@code null}. */
    String run() {
        List<Object> elements = Pair.elements(container);
        Outcome looped = Outcome.of(() -> {
            List<Object> results = new ArrayList<>();
            for (Object element : elements) {
                results.add(pair.value(pair.call(pair.single(), loop.bean(pair), element, tag)));
            }
            return results;
        });
        Outcome batched =
                Outcome.of(() -> pair.values(elements, pair.call(pair.batch(), batch.bean(pair), container, tag)));
        Map<String, Map<?, ?>> expected = looped.failed() ? before : contents(loop);
        Map<String, Map<?, ?>> found = contents(batch);
        if (!looped.equals(batched)) {
            return "the loop yields %s, the batch %s".formatted(looped, batched);
        }
        if (looped.failed()) {
            batch.clear();
            loop.clear();
        } else if (!loadedByLoop().equals(new LinkedHashSet<>(batch.database().loaded()))) {
            return "the loop loads %s, the batch %s"
                    .formatted(loadedByLoop(), batch.database().loaded());
        }
        // A loop that fails has done its work for the elements before; a batch must not have stored anything (S13,
        // S14).
        boolean comparable = !looped.failed() || pair.onlyReads();
        return !comparable || expected.equals(found)
                ? null
                : "the caches must hold %s but hold %s".formatted(expected, found);
    }

    private Set<Integer> loadedByLoop() {
        return new LinkedHashSet<>(loop.database().loaded());
    }

    private Map<String, Map<?, ?>> contents(Side side) {
        Map<String, Map<?, ?>> contents = new LinkedHashMap<>();
        for (Cache cache : side.caches()) {
            contents.put(
                    cache.getName(),
                    store.dump(cache instanceof RecordingCache recording ? recording.target() : cache));
        }
        return contents;
    }

    @Override
    public String toString() {
        return "%s with %s and '%s'; database %s; caches before %s"
                .formatted(pair, container == null ? null : Pair.elements(container), tag, rows, before);
    }

    /** Results by position, or the exception. */
    private record Outcome(List<Object> values, Class<?> exception, String message) {

        static Outcome of(Call call) {
            try {
                return new Outcome(call.make(), null, null);
            } catch (Throwable ex) {
                // A cache operation is called by the name of its method, which differs.
                String message = Objects.toString(ex.getMessage()).replaceFirst("Builder\\[.*?\\)\\]", "Builder");
                return new Outcome(null, ex.getClass(), message);
            }
        }

        boolean failed() {
            return exception != null;
        }
    }

    @FunctionalInterface
    private interface Call {

        List<Object> make() throws Throwable;
    }
}
