package io.github.ms100.cacheasmulti.demo.redis;

/** No Redis server answered when the application started. */
final class RedisUnavailableException extends RuntimeException {

    private final String host;

    private final int port;

    RedisUnavailableException(String host, int port, Throwable cause) {
        super("No Redis server answers on %s:%d".formatted(host, port), cause);
        this.host = host;
        this.port = port;
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }
}
