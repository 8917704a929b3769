package io.github.ms100.cacheasmulti.internal.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why elements of one call could not be loaded. Serves one call, in one thread at a time. */
public final class LoadFailures {

    /** {@code null} until there is any. */
    private @Nullable Map<@Nullable Object, Throwable> byElement;

    private @Nullable Throwable ofCall;

    /** Notes that an element could not be loaded. */
    public void add(@Nullable Object element, Throwable failure) {
        byElement = (byElement == null) ? new HashMap<>() : byElement;
        byElement.put(element, failure);
    }

    /** Notes that none of some elements could. */
    public void addAll(@Nullable Object[] elements, Throwable failure) {
        for (Object element : elements) {
            add(element, failure);
        }
    }

    /** Notes what the loading of the call has failed by: so have all elements of which nothing else is known. */
    public void add(Throwable failure) {
        ofCall = failure;
    }

    /** Returns whether none has failed by itself. */
    public boolean isEmpty() {
        return byElement == null;
    }

    /** Returns why an element could not be loaded, one having failed. */
    public Throwable of(@Nullable Object element) {
        Throwable own = (byElement == null) ? null : byElement.get(element);
        return (own == null) ? Objects.requireNonNull(ofCall) : own;
    }
}
