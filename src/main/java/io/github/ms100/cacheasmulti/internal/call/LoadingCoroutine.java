package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.change.CallScope;
import kotlin.coroutines.AbstractCoroutineContextElement;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlinx.coroutines.ThreadContextElement;

/**
 * Says in the context of a suspend function that it loads, and says so to each thread that its coroutines run in: calls made there do
 * not wait for others, not even those that could only block (A12). Loaded only where coroutines are on the class path.
 */
final class LoadingCoroutine extends AbstractCoroutineContextElement implements ThreadContextElement<CallScope> {

    private static final CoroutineContext.Key<LoadingCoroutine> KEY = new CoroutineContext.Key<>() {};

    private LoadingCoroutine() {
        super(KEY);
    }

    /** Returns the continuation of a function with this in its context, where Spring looks for the context to run it in. */
    static Object in(Object continuation) {
        @SuppressWarnings("unchecked") // whatever it is that it resumes with
        Continuation<Object> caller = (Continuation<Object>) continuation;
        return new Marked(caller, caller.getContext().plus(new LoadingCoroutine()));
    }

    @Override
    public CallScope updateThreadContext(CoroutineContext context) {
        return CallScope.claiming();
    }

    @Override
    public void restoreThreadContext(CoroutineContext context, CallScope entered) {
        entered.close();
    }

    private record Marked(Continuation<Object> caller, CoroutineContext context) implements Continuation<Object> {

        @Override
        public CoroutineContext getContext() {
            return context;
        }

        @Override
        public void resumeWith(Object result) {
            caller.resumeWith(result);
        }
    }
}
