package io.github.ms100.cacheasmulti.internal.invocation;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ObjectUtils;

/** Variable arguments as Spring shows them to key generators, cache resolvers and expressions: one by one. */
public final class Varargs {

    private Varargs() {}

    /**
     * Expands the variable arguments of a method, unless they are its batch parameter, which an element replaces.
     *
     * @return a new array, or the same if there is nothing to expand
     */
    public static @Nullable Object[] expand(Method method, int batchIndex, @Nullable Object[] arguments) {
        int last = arguments.length - 1;
        if (!method.isVarArgs() || batchIndex == last) {
            return arguments;
        }
        @Nullable Object[] rest = ObjectUtils.toObjectArray(arguments[last]);
        @Nullable Object[] expanded = new Object[last + rest.length];
        System.arraycopy(arguments, 0, expanded, 0, last);
        System.arraycopy(rest, 0, expanded, last, rest.length);
        return expanded;
    }
}
