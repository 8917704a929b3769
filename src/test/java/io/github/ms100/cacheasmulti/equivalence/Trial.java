package io.github.ms100.cacheasmulti.equivalence;

import io.github.ms100.cacheasmulti.equivalence.GivenData.Failure;
import io.github.ms100.cacheasmulti.equivalence.GivenData.Outage;
import io.github.ms100.cacheasmulti.equivalence.GivenData.Refusal;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.springframework.cache.Cache;
import org.springframework.expression.spel.SpelEvaluationException;

/** One random call, made as a batch on one side and as a loop on the other. */
final class Trial {

    private static final List<String> TAGS = List.of("x", "y", "zz");

    /** Says what a cache holds, in the form of its store. */
    private final Function<Cache, Map<?, ?>> dump;

    private final Side batch;

    private final Side loop;

    private final Pair pair;

    private Object container;

    private String tag;

    private Map<String, Map<?, ?>> before = Map.of();

    private String data;

    /** What was put and evicted since. */
    private final List<String> singleWrites = new ArrayList<>();

    /** Whether the batch may be told what belongs to nobody, and then records nothing as missing (S11). */
    private boolean strays;

    /** Whether the method throws, and is asked for one element only. */
    private boolean oneIsAsked;

    Trial(Function<Cache, Map<?, ?>> dump, Side batch, Side loop, Pair pair) {
        this.dump = dump;
        this.batch = batch;
        this.loop = loop;
        this.pair = pair;
    }

    Pair pair() {
        return pair;
    }

    Object container() {
        return container;
    }

    String tag() {
        return tag;
    }

    void prepare(Random random, Map<String, Map<Pair, Set<Object>>> keys) {
        List<Integer> elements = new ArrayList<>();
        // One fault at a time: which of two comes first is for neither side to say.
        boolean down =
                (pair.onlyReads() || pair.outlivesFailure()) && random.nextInt(pair.outlivesFailure() ? 4 : 12) == 0;
        for (int size = 1 + random.nextInt(6); size > 0; size--) {
            elements.add(!down && random.nextInt(12) == 0 ? null : random.nextInt(6));
        }
        oneIsAsked = down && pair.outlivesFailure();
        boolean alone = oneIsAsked && !pair.skipsCached();
        container = pair.container(alone ? elements.subList(0, 1) : elements, random);
        if (Pair.elements(container).isEmpty()) {
            container = pair.container(List.of(1), random);
        }
        tag = TAGS.get(random.nextInt(TAGS.size()));
        Map<Integer, String> values = values(random);
        boolean talkative = random.nextBoolean();
        strays = talkative && pair.hearsOfStrays();
        setData(values, talkative, null);
        if (random.nextInt(3) == 0) {
            batch.clear();
            loop.clear();
        }
        fill(random, keys, false);
        if (oneIsAsked && !alone) {
            cacheAllBut(elements.get(random.nextInt(elements.size())));
        }
        fill(random, keys, true);
        Failure failure = random.nextBoolean() ? new Outage("it is down") : new Refusal("it is full");
        setData(values, talkative, down ? failure : null);
        data = values + (talkative ? ", talkative" : "") + (down ? ", " + failure : "");
        before = contents(batch);
    }

    private static Map<Integer, String> values(Random random) {
        Map<Integer, String> values = new HashMap<>();
        for (Integer element = 0; element < 6; element++) {
            if (random.nextInt(4) > 0) {
                values.put(element, "v" + (1 + random.nextInt(2)) + ":" + element);
            }
        }
        values.put(null, random.nextBoolean() ? "nobody" : null);
        return values;
    }

    private void setData(Map<Integer, String> values, boolean talkative, Failure failure) {
        batch.data().set(values, talkative, failure);
        loop.data().set(values, talkative, failure);
    }

    /** Puts something under known keys: exceptions, or values. */
    private void fill(Random random, Map<String, Map<Pair, Set<Object>>> keys, boolean exceptions) {
        keys.forEach((cache, known) -> {
            if (exceptions != cache.equals(TestStore.FAILURES) || !(exceptions || pair.storesStrings())) {
                return;
            }
            for (Object key : known.getOrDefault(pair, Set.of())) {
                if (random.nextInt(6) == 0) {
                    Object value = exceptions ? new Outage("it was down") : value(random, cache);
                    batch.cache(cache).put(key, value);
                    loop.cache(cache).put(key, value);
                }
            }
        });
    }

    private static Object value(Random random, String cache) {
        boolean mayBeNull = !cache.equals(TestStore.REFUSING);
        return random.nextInt(4) == 0 && mayBeNull ? null : "old" + random.nextInt(9);
    }

    /** Lets both sides know all elements but one, so that the method is asked for no other. */
    private void cacheAllBut(Integer asked) {
        for (Side side : List.of(batch, loop)) {
            side.cache(TestStore.FAILURES).clear();
            for (Object element : Pair.elements(container)) {
                if (!asked.equals(element)) {
                    Outcome.of(() -> List.of(Objects.requireNonNullElse(
                            pair.callSingle(side.bean(pair), container, element, tag), "nothing")));
                }
            }
        }
    }

    /**
     * Writes single entries that the call is about, and waits for nothing. What it reads stays as it is: whether it comes
     * before or after them is not said.
     */
    void writeSingly(Random random, Map<String, Map<Pair, Set<Object>>> keys) {
        keys.forEach((cache, known) -> {
            for (Object key : known.getOrDefault(pair, Set.of())) {
                boolean free = !pair.looksUp() || batch.cache(cache).get(key) == null;
                if (free && random.nextInt(3) == 0) {
                    boolean put = !pair.looksUp() && random.nextBoolean();
                    Object value = "single" + random.nextInt(9);
                    singleWrites.add(put ? "%s[%s]=%s".formatted(cache, key, value) : "%s[%s]".formatted(cache, key));
                    for (Side side : List.of(batch, loop)) {
                        write(side.cache(cache), key, put ? value : null);
                    }
                }
            }
        });
    }

    private static void write(Cache cache, Object key, Object valueIfPut) {
        if (valueIfPut != null) {
            cache.put(key, valueIfPut);
        } else {
            cache.evict(key);
        }
    }

    /** Makes the call on both sides; returns what differs, or {@code null}. */
    String run() {
        List<Object> elements = Pair.elements(container);
        loop.recordMissing(!strays);
        Outcome looped = Outcome.of(() -> {
            List<Object> results = new ArrayList<>();
            for (Object element : elements) {
                results.add(pair.value(pair.callSingle(loop.bean(pair), container, element, tag)));
            }
            return results;
        });
        Outcome batched = Outcome.of(() -> pair.values(elements, pair.callBatch(batch.bean(pair), container, tag)));
        loop.recordMissing(true);
        // A loop that fails has done its work for the elements before; a batch must not have stored anything (S13,
        // S14), unless the failure is about a single element.
        boolean undone = looped.failed() && !oneIsAsked;
        Map<String, Map<?, ?>> expected = undone ? before : contents(loop);
        Map<String, Map<?, ?>> found = contents(batch);
        if (!looped.equals(batched)) {
            return "the loop yields %s, the batch %s".formatted(looped, batched);
        }
        if (looped.failed()) {
            batch.clear();
            loop.clear();
        }
        Set<Integer> loaded = new LinkedHashSet<>(batch.data().loaded());
        boolean asLoop = pair.mayLoadMore() || strays
                ? loaded.containsAll(loadedByLoop())
                : loadedByLoop().equals(loaded);
        if (!undone && !asLoop) {
            return "the loop loads %s, the batch %s".formatted(loadedByLoop(), loaded);
        }
        if (undone && pair.hasExceptionCache() && !loaded.isEmpty()) {
            return "with a stored exception, the batch must load nothing (J3) but loads %s".formatted(loaded);
        }
        return (undone && !pair.onlyReads()) || expected.equals(found)
                ? null
                : "the caches must hold %s but hold %s".formatted(expected, found);
    }

    private Set<Integer> loadedByLoop() {
        return new LinkedHashSet<>(loop.data().loaded());
    }

    Map<String, Map<?, ?>> contents(Side side) {
        Map<String, Map<?, ?>> contents = new LinkedHashMap<>();
        for (Cache cache : side.caches()) {
            contents.put(
                    cache.getName(),
                    dump.apply(cache instanceof KeyRecordingCache recording ? recording.target() : cache));
        }
        return contents;
    }

    @Override
    public String toString() {
        return "%s with %s and '%s'; data %s; caches before %s, then written %s"
                .formatted(
                        pair,
                        container instanceof Map<?, ?> || container == null ? container : Pair.elements(container),
                        tag,
                        data,
                        before,
                        singleWrites);
    }

    /** Results by position, or the exception. */
    private record Outcome(List<Object> values, Class<?> exception, String message) {

        static Outcome of(Call call) {
            try {
                return new Outcome(call.make(), null, null);
            } catch (SpelEvaluationException ex) {
                // A batch says what the names in the expression mean, and then what a loop says.
                Throwable told = ex.getCause() instanceof SpelEvaluationException ? ex.getCause() : ex;
                return new Outcome(null, SpelEvaluationException.class, told.getMessage());
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
