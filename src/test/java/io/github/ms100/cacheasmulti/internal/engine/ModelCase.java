package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.internal.engine.ModelOperation.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One call: its operations, what its caches hold, and what its method returns. Run as a batch it does what a loop does. */
final class ModelCase {

    private final Choices choices;

    private final @Nullable Object[] results;

    private final List<ModelOperation> operations = new ArrayList<>();

    private final List<Map<Object, @Nullable Object>> contents = new ArrayList<>();

    private final Set<Integer> refusing = new TreeSet<>();

    private ModelCase(Choices choices, int size) {
        this.choices = choices;
        this.results = new Object[size];
        for (int i = 0; i < size; i++) {
            results[i] = List.of("v" + i, "null", BatchExecution.ABSENT).get(choices.of(3));
            results[i] = "null".equals(results[i]) ? null : results[i];
        }
    }

    /** Begins a case of some size. */
    static ModelCase of(Choices choices, int size) {
        return new ModelCase(choices, size);
    }

    /** Adds a cache. */
    ModelCase cache() {
        return cache(choices.yes());
    }

    ModelCase cache(boolean refusesNull) {
        int index = contents.size();
        if (refusesNull) {
            refusing.add(index);
        }
        Map<Object, @Nullable Object> entries = new HashMap<>();
        for (int key = 0; key < results.length; key++) {
            int held = choices.of(refusesNull ? 2 : 3);
            if (held > 0) {
                entries.put(key, (held == 2) ? null : (char) ('a' + index) + String.valueOf(key));
            }
        }
        contents.add(entries);
        return this;
    }

    /** Adds an operation with a condition of its own. */
    ModelCase conditional(Kind kind, List<Integer> keys, Integer... caches) {
        boolean afterwards = kind.ordinal() >= Kind.PUT.ordinal() && kind != Kind.PASS_AFTER;
        int conditionOfResult = (afterwards && choices.yes()) ? values() : -1;
        int condition = (conditionOfResult < 0) ? choices.of(1 + (1 << results.length)) - 1 : -1;
        return add(kind, keys, condition, conditionOfResult, caches);
    }

    /** Adds an operation in which every element takes part. */
    ModelCase unconditional(Kind kind, List<Integer> keys, Integer... caches) {
        return add(kind, keys, -1, -1, caches);
    }

    private ModelCase add(Kind kind, List<Integer> keys, int condition, int conditionOfResult, Integer... caches) {
        boolean passes = kind == Kind.PASS_BEFORE || kind == Kind.PASS_AFTER;
        int unless = (kind.reads() || kind == Kind.PUT) ? values() : 0;
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < results.length; i++) {
            arguments.add((passes && choices.yes()) ? null : "p" + i);
        }
        operations.add(new ModelOperation(
                kind, keys, passes ? -1 : condition, conditionOfResult, unless, List.of(caches), arguments));
        return this;
    }

    private int values() {
        int mask = choices.of(2 << results.length);
        boolean ofNull = (mask >> results.length) != 0;
        return (mask & ((1 << results.length) - 1)) | (ofNull ? 1 << ModelOperation.NULL : 0);
    }

    /** Asserts that a batch does what a loop does. */
    void check() {
        List<Map<Object, @Nullable Object>> held = new ArrayList<>();
        contents.forEach(entries -> held.add(new HashMap<>(entries)));
        ElementLoop loop = new ElementLoop(operations, held, refusing, results);
        loop.run();
        Batches batches = new Batches();
        List<FakeView> views = views();
        FakeLoader loader = new FakeLoader(element -> results[(Integer) element]);

        @Nullable Object[] values;
        try {
            Step[] steps = operations.stream()
                    .map(operation -> operation.step(batches, views))
                    .toArray(Step[]::new);
            values = batches.run(results.length, loader, steps);
        } catch (Throwable failure) {
            throw new AssertionError(toString(), failure);
        }

        List<Map<Object, @Nullable Object>> left =
                views.stream().map(view -> view.entries).toList();
        if (!Arrays.equals(values, loop.values) || !left.equals(held)) {
            assertThat(values).as("values of %s", this).isEqualTo(loop.values);
            assertThat(left).as("caches of %s", this).isEqualTo(held);
        }
        checkLoads(loader.asked, loop.loaded);
        checkCalls(views);
    }

    private List<FakeView> views() {
        return IntStream.range(0, contents.size())
                .mapToObj(i -> {
                    FakeView view = new FakeView("cache" + i);
                    view.entries.putAll(contents.get(i));
                    view.refusesNull = refusing.contains(i);
                    return view;
                })
                .toList();
    }

    private void checkLoads(List<List<Object>> asked, List<Object> loaded) {
        List<Object> all = asked.stream().flatMap(List::stream).sorted().toList();
        long reads = count(operations, Kind::reads);
        // The elements of the further call are loaded together: one may then take what another has left.
        if (hasSharedKeys() ? !all.containsAll(loaded) : !all.equals(loaded)) {
            assertThat(all).as("loaded by %s", this).isEqualTo(loaded);
        }
        boolean inOrder =
                asked.stream().allMatch(call -> call.stream().sorted().toList().equals(call));
        if (!inOrder || new HashSet<>(all).size() < all.size() || asked.size() > (reads == 0 ? 1 : 2)) {
            throw new AssertionError("Calls %s by %s".formatted(asked, this));
        }
    }

    private boolean hasSharedKeys() {
        return operations.stream()
                .filter(operation -> operation.kind().reads())
                .anyMatch(read -> new HashSet<>(read.keys()).size() < results.length);
    }

    /** Each operation asks each of its caches once in each phase. */
    private void checkCalls(List<FakeView> views) {
        for (int cache = 0; cache < views.size(); cache++) {
            Integer place = cache;
            List<ModelOperation> users = operations.stream()
                    .filter(operation -> operation.caches().contains(place))
                    .toList();
            List<String> calls = views.get(cache).calls;
            long lookups =
                    calls.stream().filter(call -> call.startsWith("read")).count();
            long reads = count(users, kind -> kind == Kind.READ);
            if (lookups > reads || calls.size() - lookups > users.size()) {
                throw new AssertionError("Too many calls of cache %d: %s by %s".formatted(cache, calls, this));
            }
        }
    }

    private static long count(List<ModelOperation> operations, Predicate<Kind> kind) {
        return operations.stream()
                .filter(operation -> kind.test(operation.kind()))
                .count();
    }

    @Override
    public String toString() {
        return "%s with %s (no null: %s) for %s".formatted(operations, contents, refusing, List.of(results.length));
    }
}
