package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.event.BatchListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.cache.Cache;

/** Tells several listeners, of which none can do a caller harm. */
public final class Listeners implements BatchListener {

    private static final Log logger = LogFactory.getLog(BatchListener.class);

    private final List<BatchListener> listeners;

    /** Whether each of them has been complained about. */
    private final AtomicIntegerArray failed;

    private Listeners(List<BatchListener> listeners) {
        this.listeners = listeners;
        this.failed = new AtomicIntegerArray(listeners.size());
    }

    /** Returns one listener that tells the given ones in their order; {@link BatchListener#NO_OP} for none. */
    public static BatchListener of(List<? extends BatchListener> listeners) {
        List<BatchListener> heard = listeners.stream()
                .filter(listener -> listener != NO_OP)
                .<BatchListener>map(listener -> listener)
                .toList();
        return heard.isEmpty() ? NO_OP : new Listeners(heard);
    }

    @Override
    public void onCall(Call call) {
        tell(listener -> listener.onCall(call));
    }

    @Override
    public void onLookup(Lookup lookup) {
        tell(listener -> listener.onLookup(lookup));
    }

    @Override
    public void onLoad(Load load) {
        tell(listener -> listener.onLoad(load));
    }

    @Override
    public void onWait(Wait wait) {
        tell(listener -> listener.onWait(wait));
    }

    @Override
    public void onStore(Store store) {
        tell(listener -> listener.onStore(store));
    }

    @Override
    public void onEvict(Evict evict) {
        tell(listener -> listener.onEvict(evict));
    }

    @Override
    public void onClear(Clear clear) {
        tell(listener -> listener.onClear(clear));
    }

    @Override
    public void onFailure(Failure failure) {
        tell(listener -> listener.onFailure(failure));
    }

    @Override
    public void onCoolDownOpened(Cache cache) {
        tell(listener -> listener.onCoolDownOpened(cache));
    }

    @Override
    public void onCoolDownClosed(Cache cache) {
        tell(listener -> listener.onCoolDownClosed(cache));
    }

    @Override
    public void onLocalLookup(LocalLookup lookup) {
        tell(listener -> listener.onLocalLookup(lookup));
    }

    @Override
    public void onLocalFill(LocalFill fill) {
        tell(listener -> listener.onLocalFill(fill));
    }

    @Override
    public void onMessage(Message message) {
        tell(listener -> listener.onMessage(message));
    }

    @Override
    public void onGap(String channel) {
        tell(listener -> listener.onGap(channel));
    }

    @Override
    public void onUnvalidated(String channel) {
        tell(listener -> listener.onUnvalidated(channel));
    }

    @Override
    public void onValidated(String channel, Duration time) {
        tell(listener -> listener.onValidated(channel, time));
    }

    private void tell(Consumer<BatchListener> event) {
        for (int i = 0; i < listeners.size(); i++) {
            try {
                event.accept(listeners.get(i));
            } catch (Throwable failure) {
                // Whatever it is: the caller's own result or exception counts.
                if (failed.compareAndSet(i, 0, 1)) {
                    logger.warn(
                            "BatchListener %s has failed, and is told of further events (logged once)"
                                    .formatted(listeners.get(i).getClass().getName()),
                            failure);
                }
            }
        }
    }
}
