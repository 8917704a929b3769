package io.github.ms100.cacheasmulti.demo.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The three ways to look up products; all share the same cache entries. */
enum Way {
    MAP,
    LIST,
    ONE_BY_ONE;

    static Way of(String name) {
        return Arrays.stream(values())
                .filter(way -> way.parameter().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException("'%s' is not a way to look up products: use one of %s"
                        .formatted(
                                name,
                                Arrays.stream(values()).map(Way::parameter).collect(Collectors.joining(", ")))));
    }

    private String parameter() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
