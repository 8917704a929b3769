package io.github.ms100.cacheasmulti.demo.web;

import io.github.ms100.cacheasmulti.demo.nodes.Nodes;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the person who started the demo where the page is; of two nodes, {@link Nodes} does. */
@Component
@Profile("!" + Nodes.PROFILE)
class AddressLogger {

    private static final Log LOGGER = LogFactory.getLog(AddressLogger.class);

    private final CacheDescription cache;

    AddressLogger(CacheDescription cache) {
        this.cache = cache;
    }

    @EventListener
    void log(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext context
                && context.getWebServer() != null) {
            LOGGER.info("Open http://localhost:%d - cache: %s - Ctrl-C stops"
                    .formatted(context.getWebServer().getPort(), cache.text()));
        }
    }
}
