package io.github.ms100.cacheasmulti.internal.endpoint;

import java.util.function.Supplier;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.lang.Nullable;

/** The endpoint by HTTP: knows who asks, and says with which status and for which reason a request is refused. */
@SuppressWarnings("deprecation") // as there
@EndpointWebExtension(endpoint = CacheBatchesEndpoint.class)
public final class CacheBatchesWebExtension {

    private final CacheBatchesEndpoint endpoint;

    private final CacheBatches batches;

    /** Creates the extension of an endpoint. */
    public CacheBatchesWebExtension(CacheBatchesEndpoint endpoint) {
        this.endpoint = endpoint;
        this.batches = endpoint.batches();
    }

    /** As {@link CacheBatchesEndpoint#overview}. */
    @ReadOperation
    public WebEndpointResponse<Object> overview(SecurityContext viewer) {
        return answer(() -> batches.overview(viewer));
    }

    /** As {@link CacheBatchesEndpoint#cache}. */
    @ReadOperation
    public WebEndpointResponse<Object> cache(@Selector String cache, @Nullable String manager) {
        return answer(() -> batches.cache(cache, manager));
    }

    /** As {@link CacheBatchesEndpoint#look}. */
    @ReadOperation
    public WebEndpointResponse<Object> look(
            SecurityContext viewer,
            @Selector String cache,
            @Selector String view,
            @Nullable String manager,
            @Nullable String method,
            @Nullable Object element,
            @Nullable Integer limit) {
        return answer(
                () -> endpoint.look(viewer, CacheBatchesEndpoint.asked(cache, manager, method, element), view, limit));
    }

    /** As {@link CacheBatchesEndpoint#evict}. */
    @DeleteOperation
    public WebEndpointResponse<Object> evict(
            @Selector String cache, @Nullable String manager, @Nullable String method, @Nullable Object element) {
        return answer(() -> batches.evict(CacheBatchesEndpoint.asked(cache, manager, method, element)));
    }

    /** As {@link CacheBatchesEndpoint#clear}. */
    @WriteOperation
    public WebEndpointResponse<Object> clear(@Selector String cache, @Nullable String manager, String clear) {
        return answer(() -> batches.clear(cache, manager, clear));
    }

    private static WebEndpointResponse<Object> answer(Supplier<Object> request) {
        try {
            return new WebEndpointResponse<>(request.get());
        } catch (RefusedRequestException ex) {
            return new WebEndpointResponse<>(new Reports.Refusal(String.valueOf(ex.getMessage())), ex.status());
        }
    }
}
