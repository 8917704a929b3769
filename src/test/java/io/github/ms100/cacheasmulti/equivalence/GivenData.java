package io.github.ms100.cacheasmulti.equivalence;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the methods of the families load: one value, or none, per element. */
final class GivenData {

    private final List<Integer> loaded = new ArrayList<>();

    private Map<Integer, String> values = new HashMap<>();

    private Failure failure;

    /** Whether a map holds an entry for an element without value, and maps and rows what nobody asked for. */
    private boolean talkative;

    void set(Map<Integer, String> values, boolean talkative, Failure failure) {
        this.values = values;
        this.talkative = talkative;
        this.failure = failure;
        this.loaded.clear();
    }

    /** Lets the methods throw from now on. */
    void fail(Failure failure) {
        this.failure = failure;
    }

    /** Returns which elements were asked for, in order. */
    List<Integer> loaded() {
        return loaded;
    }

    String one(Integer id) {
        loaded.add(id);
        if (failure != null) {
            throw failure;
        }
        return values.get(id);
    }

    List<String> list(Iterable<Integer> ids) {
        List<String> list = new ArrayList<>();
        ids.forEach(id -> list.add(one(id)));
        return list;
    }

    Map<Integer, String> map(Iterable<Integer> ids) {
        Map<Integer, String> map = new LinkedHashMap<>();
        ids.forEach(id -> {
            String value = one(id);
            if (value != null || talkative) {
                map.put(id, value);
            }
        });
        if (talkative) {
            map.put(99, "nobody asked");
        }
        return map;
    }

    Optional<String> optional(Integer id) {
        return Optional.ofNullable(one(id));
    }

    Row row(Integer id) {
        String value = one(id);
        return (value == null) ? null : new Row(id, value);
    }

    /** Returns as many rows as the value is long. */
    List<Row> rows(Integer id) {
        String value = one(id);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; value != null && i < value.length(); i++) {
            rows.add(new Row(id, value + i));
        }
        return rows;
    }

    /** Returns rows that belong to nobody: none, or one without id and one of an element that nobody asked for. */
    List<Row> strays() {
        return talkative ? List.of(new Row(null, "nobody"), new Row(99, "nobody asked")) : List.of();
    }

    record Row(Integer id, String name) implements Serializable {}

    /** What a method throws; those of one type and message are equal, also in the form that a store gives them. */
    abstract static class Failure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Failure(String message) {
            super(message, null, false, false);
        }

        @Override
        public boolean equals(Object other) {
            return other != null
                    && getClass() == other.getClass()
                    && getMessage().equals(((Failure) other).getMessage());
        }

        @Override
        public int hashCode() {
            return getMessage().hashCode();
        }
    }

    static final class Outage extends Failure {

        private static final long serialVersionUID = 1L;

        Outage(String message) {
            super(message);
        }
    }

    static final class Refusal extends Failure {

        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message);
        }
    }
}
