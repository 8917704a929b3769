package io.github.ms100.cacheasmulti.internal.method;

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;

/**
 * A return type whose value comes later than the method returns (A1).
 *
 * @param kind what it is
 * @param type the type as it is declared
 * @param value the type of the value: of several values, the list of them
 */
public record LaterType(Kind kind, Class<?> type, ResolvableType value) {

    /** What a method may return, or be. */
    public enum Kind {
        /** A future, or a stage of one. */
        FUTURE,
        /** A reactive type with one value at most. */
        SINGLE,
        /** A reactive type with any number of values. */
        MULTI,
        /** The function of Kotlin is suspended until its value is there. */
        SUSPENDED,
        /** Only whoever blocks gets its value, or it never has one. */
        UNSUPPORTED
    }

    /**
     * Finds out how the value of a method comes.
     *
     * @param method the method of the bean's class
     * @param targetClass the class of the bean
     * @return {@code null} if it is there when the method returns
     */
    public static @Nullable LaterType of(Method method, Class<?> targetClass) {
        if (KotlinDetector.isSuspendingFunction(method)) {
            int last = method.getParameterCount() - 1;
            ResolvableType value =
                    ResolvableType.forMethodParameter(method, last, targetClass).getGeneric(0);
            return new LaterType(Kind.SUSPENDED, value.toClass(), value);
        }
        return of(ResolvableType.forMethodReturnType(method, targetClass));
    }

    private static @Nullable LaterType of(ResolvableType returned) {
        Class<?> type = returned.toClass();
        ResolvableType value = returned.getGeneric(0);
        if (type == CompletableFuture.class || type == CompletionStage.class) {
            return new LaterType(Kind.FUTURE, type, value);
        }
        if (Future.class.isAssignableFrom(type) || CompletionStage.class.isAssignableFrom(type)) {
            return new LaterType(Kind.UNSUPPORTED, type, value);
        }
        ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
        if (adapter == null) {
            return null;
        }
        if (adapter.isNoValue()) {
            return new LaterType(Kind.SINGLE, type, ResolvableType.forClass(Void.class));
        }
        return adapter.isMultiValue()
                ? new LaterType(Kind.MULTI, type, ResolvableType.forClassWithGenerics(List.class, value))
                : new LaterType(Kind.SINGLE, type, value);
    }

    /** Returns whether the value itself, or one of several, is of a type whose value comes later. */
    public boolean isNested() {
        return of((kind == Kind.MULTI) ? value.getGeneric(0) : value) != null;
    }
}
