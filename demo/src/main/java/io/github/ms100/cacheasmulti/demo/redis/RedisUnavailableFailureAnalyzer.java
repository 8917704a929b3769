package io.github.ms100.cacheasmulti.demo.redis;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;

/** Says where Redis was expected and what to do. */
final class RedisUnavailableFailureAnalyzer extends AbstractFailureAnalyzer<RedisUnavailableException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RedisUnavailableException cause) {
        String reason = NestedExceptionUtils.getMostSpecificCause(cause).getMessage();
        return new FailureAnalysis(
                "The profile 'redis' is active, but no Redis server answers on host '%s', port %d (%s)."
                        .formatted(cause.host(), cause.port(), reason),
                """
                Do one of these:

                    - start a server there, for example: redis-server --port %2$d
                    - name another one: demo/run redis --spring.data.redis.host=<host> --spring.data.redis.port=<port>
                    - do without Redis: demo/run (Caffeine, nothing to install)""".formatted(cause.host(), cause.port()),
                cause);
    }
}
