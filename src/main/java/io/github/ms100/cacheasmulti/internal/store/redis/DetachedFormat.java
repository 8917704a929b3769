package io.github.ms100.cacheasmulti.internal.store.redis;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form of the keys of one call, as the thread made it that has begun the call: in whatever thread they are used, they have this
 * prefix, and those that were given then their bytes (A3). Any other key is made when it is used, with the same prefix.
 *
 * <p>Thread-safe.
 */
final class DetachedFormat extends RedisFormat {

    private final String prefix;

    /** What the prefix has failed by; {@code null} if it has not. */
    private final @Nullable Throwable noPrefix;

    /** Filled when this is created, and never again. */
    private final Map<Object, Form> forms;

    /** The form of all keys with the prefix, where that is asked for. */
    private byte @Nullable [] all;

    /**
     * Creates a form in the current thread.
     *
     * @param keys what fails for one of them, and what the prefix fails by, is thrown when it is used
     */
    DetachedFormat(RedisFormat cache, Object[] keys) {
        super(cache);
        String made = "";
        Throwable failure = null;
        try {
            made = cache.prefix();
        } catch (RuntimeException | Error ex) {
            failure = ex;
        }
        this.prefix = made;
        this.noPrefix = failure;
        this.forms = new HashMap<>(keys.length * 2);
        for (int index = 0; failure == null && index < keys.length; index++) {
            remember(keys[index]);
        }
    }

    private void remember(Object key) {
        Form form;
        try {
            String text = super.text(key);
            form = new Form(super.key(prefix, (text == null) ? key : text), text, null);
        } catch (RuntimeException | Error ex) {
            form = new Form(new byte[0], null, ex);
        }
        try {
            forms.put(key, form);
        } catch (RuntimeException ex) {
            // A key that cannot be compared is made whenever it is used.
        }
    }

    /** Remembers the form of all keys with the prefix, too; before it is used by any other thread. */
    DetachedFormat withAll() {
        try {
            all = (noPrefix == null) ? super.pattern(prefix + "*") : null;
        } catch (RuntimeException ex) {
            // Whoever needs it will hear of it.
        }
        return this;
    }

    @Override
    String prefix() {
        throwIfFailed(noPrefix);
        return prefix;
    }

    @Override
    byte[] key(String with, Object key) {
        Form form = with.equals(prefix) ? known(key) : null;
        return (form != null) ? form.bytes : super.key(with, key);
    }

    @Override
    @Nullable
    String text(Object key) {
        Form form = (key instanceof String) ? null : known(key);
        return (form != null) ? form.text : super.text(key);
    }

    private @Nullable Form known(Object key) {
        Form form;
        try {
            form = forms.get(key);
        } catch (RuntimeException ex) {
            return null;
        }
        if (form != null) {
            throwIfFailed(form.failure);
        }
        return form;
    }

    @Override
    byte[] pattern(String whole) {
        byte[] known = all;
        return (known != null && whole.equals(prefix + "*")) ? known : super.pattern(whole);
    }

    private static void throwIfFailed(@Nullable Throwable failure) {
        if (failure instanceof RuntimeException ex) {
            throw ex;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    /** What has been made of a key. */
    private static final class Form {

        private final byte[] bytes;

        /** {@code null} if there is none. */
        private final @Nullable String text;

        /** What that has failed by; {@code null} if it has not. */
        private final @Nullable Throwable failure;

        Form(byte[] bytes, @Nullable String text, @Nullable Throwable failure) {
            this.bytes = bytes;
            this.text = text;
            this.failure = failure;
        }
    }
}
