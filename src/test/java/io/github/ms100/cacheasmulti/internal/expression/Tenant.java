package io.github.ms100.cacheasmulti.internal.expression;

import java.util.function.Supplier;

/** An argument that expressions use. Public, as its properties are read by SpEL. */
public final class Tenant {

    int counted;

    int taken;

    Supplier<Boolean> failing = () -> true;

    public String getName() {
        return "t";
    }

    public boolean isCounted() {
        counted++;
        return true;
    }

    public boolean below(Integer id) {
        return id < 2;
    }

    public int add(Integer id) {
        return id + 10;
    }

    public boolean take() {
        return taken++ % 2 == 0;
    }

    public boolean fail(Integer id) {
        return failing.get();
    }
}
