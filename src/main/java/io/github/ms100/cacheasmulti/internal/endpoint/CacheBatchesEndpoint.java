package io.github.ms100.cacheasmulti.internal.endpoint;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.lang.Nullable;

/**
 * Shows what batch methods and their caches declare and have done, without asking any cache; looks elements up, evicts them, and
 * clears caches (O8). By JMX nobody is authenticated, and what is shown to the authorized alone is not shown.
 */
@SuppressWarnings("deprecation") // the only annotation for what may be left out that Spring Boot 3.5 knows as well
@Endpoint(id = CacheBatchesEndpoint.ID, defaultAccess = Access.READ_ONLY)
public final class CacheBatchesEndpoint {

    /** Its id. */
    public static final String ID = "cachebatches";

    private final CacheBatches batches;

    /** Creates the endpoint of an application. */
    public CacheBatchesEndpoint(KnownApplication application, EndpointSettings settings) {
        this.batches = new CacheBatches(application, settings, Clock.systemUTC());
    }

    CacheBatches batches() {
        return batches;
    }

    /** Returns all methods and caches. */
    @ReadOperation
    public Reports.Overview overview() {
        return batches.overview(SecurityContext.NONE);
    }

    /** Returns one cache in detail. */
    @ReadOperation
    public Reports.OfCache cache(@Selector String cache, @Nullable String manager) {
        return answer(() -> batches.cache(cache, manager));
    }

    /**
     * Looks into a cache.
     *
     * @param view {@code lookup} for elements of a method, or {@code sample} for some keys
     * @param element one element, or several
     * @param limit how many keys of a sample at most
     */
    @ReadOperation
    public Object look(
            @Selector String cache,
            @Selector String view,
            @Nullable String manager,
            @Nullable String method,
            @Nullable Object element,
            @Nullable Integer limit) {
        return answer(() -> look(SecurityContext.NONE, asked(cache, manager, method, element), view, limit));
    }

    /** Evicts elements of a method. */
    @DeleteOperation
    public Reports.Evicted evict(
            @Selector String cache, @Nullable String manager, @Nullable String method, @Nullable Object element) {
        return answer(() -> batches.evict(asked(cache, manager, method, element)));
    }

    /**
     * Clears a cache.
     *
     * @param clear its name once more
     */
    @WriteOperation
    public Reports.Cleared clear(@Selector String cache, @Nullable String manager, String clear) {
        return answer(() -> batches.clear(cache, manager, clear));
    }

    Object look(SecurityContext viewer, ElementRequests.Asked asked, String view, @Nullable Integer limit) {
        return switch (view) {
            case "lookup" -> batches.lookUp(viewer, asked);
            case "sample" -> batches.sample(viewer, asked.cache(), asked.manager(), (limit == null) ? 50 : limit);
            default ->
                throw RefusedRequestException.unknown(
                        "Of a cache there is 'lookup' and 'sample', and no '%s'".formatted(view));
        };
    }

    /** Returns what is asked for: of a request by HTTP, several elements come as a list, one as it is. */
    static ElementRequests.Asked asked(
            String cache, @Nullable String manager, @Nullable String method, @Nullable Object element) {
        List<String> elements = (element instanceof Collection<?> several)
                ? several.stream().map(String::valueOf).toList()
                : (element == null) ? List.of() : List.of(element.toString());
        return new ElementRequests.Asked(cache, manager, (method == null) ? "" : method, elements);
    }

    private static <T> T answer(Supplier<T> request) {
        try {
            return request.get();
        } catch (RefusedRequestException ex) {
            throw new InvalidEndpointRequestException(String.valueOf(ex.getMessage()), String.valueOf(ex.getMessage()));
        }
    }
}
