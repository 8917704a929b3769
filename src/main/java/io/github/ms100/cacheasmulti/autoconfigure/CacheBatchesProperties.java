package io.github.ms100.cacheasmulti.autoconfigure;

import java.util.Set;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the endpoint cachebatches shows.
 *
 * @param showKeys When to show the keys of elements that are looked up.
 * @param showValues When to show the values of elements that are looked up.
 * @param roles Comma-separated list of roles of those who are authorized to be shown keys or values. When empty, all
 *     authenticated users are.
 * @param sample Whether some keys of a cache may be looked for. Needs show-keys as well.
 */
@ConfigurationProperties("management.endpoint.cachebatches")
record CacheBatchesProperties(
        @DefaultValue("never") Show showKeys,
        @DefaultValue("never") Show showValues,
        @DefaultValue Set<String> roles,
        @DefaultValue("false") boolean sample) {}
