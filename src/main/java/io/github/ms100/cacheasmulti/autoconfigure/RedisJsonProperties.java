package io.github.ms100.cacheasmulti.autoconfigure;

import io.github.ms100.cacheasmulti.support.redis.JsonHiddenState;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set for values that are stored as JSON.
 *
 * @param jsonHiddenState What to do with classes of cached values whose annotations, such as JsonIgnore, keep a part of
 *     their state out of JSON.
 */
@ConfigurationProperties("cache-as-multi.redis")
record RedisJsonProperties(@DefaultValue("warn") JsonHiddenState jsonHiddenState) {}
