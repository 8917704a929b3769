package io.github.ms100.cacheasmulti.internal.call;

import java.util.Arrays;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.util.SerializationUtils;

/** Makes of an exception that lies in a cache the one to throw in the current call (J3). */
final class CachedExceptions {

    private static final Log logger = LogFactory.getLog(CachedExceptions.class);

    private CachedExceptions() {}

    /**
     * Returns a copy of an exception whose call stack says where it came from, and then how the current call led here.
     * An exception that cannot be serialized cannot be copied, and is returned as it is: the cache may hand it out to
     * other threads.
     */
    static Throwable leadingHere(Throwable cached) {
        Throwable copy;
        try {
            copy = SerializationUtils.clone(cached);
        } catch (RuntimeException ex) {
            logger.debug("Cached exception cannot be copied, so its call stack is that of the first call", ex);
            return cached;
        }
        StackTraceElement[] origin = cached.getStackTrace();
        StackTraceElement[] here = new Throwable().getStackTrace();
        int originLength = lengthOfOrigin(origin);
        StackTraceElement[] joined = Arrays.copyOf(origin, originLength + here.length);
        System.arraycopy(here, 0, joined, originLength, here.length);
        copy.setStackTrace(joined);
        return copy;
    }

    /** Counts the frames above the first one of a batch or of Spring's interceptor: those of the method that threw. */
    private static int lengthOfOrigin(StackTraceElement[] trace) {
        for (int i = 0; i < trace.length; i++) {
            if (isOfInterceptor(trace[i].getClassName())) {
                return i;
            }
        }
        return trace.length;
    }

    // Not all of Spring's caching: a cache that the method itself uses may be what threw.
    private static boolean isOfInterceptor(String className) {
        return className.equals(InvocationLoad.class.getName())
                || className.startsWith("org.springframework.cache.jcache.interceptor.");
    }
}
