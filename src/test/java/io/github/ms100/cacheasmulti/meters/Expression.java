package io.github.ms100.cacheasmulti.meters;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression of Prometheus, as far as the dashboard and the alerts need its language; whatever else there is is refused.
 *
 * @param uses the metrics that it asks for
 * @param labels those of its result; none if it does not say by what it is grouped
 */
record Expression(List<Use> uses, Set<String> labels) {

    private static final Pattern VARIABLE = Pattern.compile("label_values\\((.+), (\\w+)\\)");

    /** Reads it. */
    static Expression parse(String text) {
        Reader reader = new Reader(text);
        Part part = reader.binary();
        reader.end();
        return new Expression(List.copyOf(reader.uses), part.labels);
    }

    /** Reads what a variable of a dashboard takes its values from. */
    static Use ofVariable(String text) {
        Matcher query = VARIABLE.matcher(text);
        if (!query.matches()) {
            throw new IllegalArgumentException("Not understood: " + text);
        }
        Use use = parse(query.group(1)).uses.get(0);
        return new Use(use.metric, use.conditions, Set.of(query.group(2)));
    }

    /**
     * One metric in an expression.
     *
     * @param grouped the labels by which it is grouped
     */
    record Use(String metric, List<Condition> conditions, Set<String> grouped) {

        /** Returns the labels that it must have. */
        Set<String> labels() {
            Set<String> labels = new TreeSet<>(grouped);
            conditions.forEach(condition -> labels.add(condition.label));
            return labels;
        }
    }

    /** What a label must be, or must not. */
    record Condition(String label, String operator, String value) {

        /** Returns what it compares with, variables apart. */
        List<String> values() {
            if (value.matches("\\$\\w+") && operator.equals("=~")) {
                return List.of();
            }
            if (!value.matches("\\w+(\\|\\w+)*") || (value.contains("|") && !operator.endsWith("~"))) {
                throw new IllegalArgumentException("Not understood: " + this);
            }
            return List.of(value.split("\\|"));
        }
    }

    private enum Kind {
        NUMBER,
        SERIES,
        GROUPED
    }

    private record Part(Kind kind, Set<String> labels) {}

    /** Reads word by word. */
    private static final class Reader {

        private static final Pattern TOKEN = Pattern.compile("\"[^\"\\\\]*\"|\\d+[smhdw]|\\d+(\\.\\d+)?|[a-zA-Z_]\\w*"
                + "|\\$__rate_interval|=~|!~|!=|==|>=|<=|[-+*/<>=(){}\\[\\],]");

        private static final Set<String> OPERATORS =
                Set.of("+", "-", "*", "/", "==", "!=", ">", "<", ">=", "<=", "and", "or", "unless");

        private static final Set<String> AGGREGATIONS = Set.of("sum", "min", "max", "avg", "count");

        private static final Set<String> OF_RANGES = Set.of("rate", "increase");

        private static final Set<String> WORDS = Set.of("by", "and", "or", "unless", "offset");

        private static final String WORD = "[a-zA-Z_]\\w*";

        private static final String NUMBER = "\\d+(\\.\\d+)?";

        private final String text;

        private final Deque<String> tokens = new ArrayDeque<>();

        private final List<Use> uses = new ArrayList<>();

        /** Of the aggregations that are being read. */
        private final Deque<Set<String>> groupings = new ArrayDeque<>();

        Reader(String text) {
            this.text = text;
            Matcher token = TOKEN.matcher(text);
            int end = 0;
            while (token.find()) {
                require(text.substring(end, token.start()).isBlank());
                tokens.add(token.group());
                end = token.end();
            }
            require(text.substring(end).isBlank());
        }

        // What binds closer than what makes no difference to names.
        Part binary() {
            Part left = operand();
            while (OPERATORS.contains(peek())) {
                tokens.remove();
                Part right = operand();
                if (left.kind == Kind.NUMBER) {
                    left = right;
                } else if (right.kind != Kind.NUMBER && !left.equals(right)) {
                    throw new IllegalArgumentException("The sides are grouped otherwise: " + text);
                }
            }
            return left;
        }

        private Part operand() {
            String token = next(".+");
            if (token.equals("(")) {
                Part inner = binary();
                next("\\)");
                return inner;
            }
            if (token.matches(NUMBER)) {
                return new Part(Kind.NUMBER, Set.of());
            }
            if (AGGREGATIONS.contains(token)) {
                return aggregation();
            }
            if (OF_RANGES.contains(token)) {
                next("\\(");
                selector(next(WORD), true);
                next("\\)");
                return new Part(Kind.SERIES, Set.of());
            }
            if (token.equals("vector")) {
                next("\\(");
                next(NUMBER);
                next("\\)");
                return new Part(Kind.GROUPED, Set.of());
            }
            selector(token, false);
            return new Part(Kind.SERIES, Set.of());
        }

        private Part aggregation() {
            Set<String> labels = new HashSet<>();
            if (peek().equals("by")) {
                tokens.remove();
                next("\\(");
                do {
                    labels.add(next(WORD));
                } while (next("[,)]").equals(","));
            }
            next("\\(");
            groupings.push(labels);
            Part inner = binary();
            groupings.pop();
            next("\\)");
            require(inner.kind == Kind.SERIES || (inner.kind == Kind.GROUPED && inner.labels.containsAll(labels)));
            return new Part(Kind.GROUPED, labels);
        }

        private void selector(String metric, boolean ofRange) {
            require(metric.matches(WORD) && !WORDS.contains(metric) && !peek().equals("("));
            List<Condition> conditions = new ArrayList<>();
            if (peek().equals("{")) {
                tokens.remove();
                do {
                    conditions.add(new Condition(next(WORD), next("=|!=|=~|!~"), unquoted(next("\".*\""))));
                } while (next("[,}]").equals(","));
            }
            if (ofRange) {
                next("\\[");
                next("\\d+[smhdw]|\\$__rate_interval");
                next("]");
            }
            if (peek().equals("offset")) {
                tokens.remove();
                next("\\d+[smhdw]");
            }
            Set<String> grouped = new TreeSet<>();
            groupings.forEach(grouped::addAll);
            uses.add(new Use(metric, conditions, grouped));
        }

        void end() {
            require(tokens.isEmpty());
        }

        private String peek() {
            String token = tokens.peek();
            return (token == null) ? "" : token;
        }

        private String next(String pattern) {
            require(peek().matches(pattern));
            return tokens.remove();
        }

        private static String unquoted(String string) {
            return string.substring(1, string.length() - 1);
        }

        private void require(boolean understood) {
            if (!understood) {
                throw new IllegalArgumentException("Not understood: %s, before %s".formatted(text, tokens));
            }
        }
    }
}
