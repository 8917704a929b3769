package io.github.ms100.cacheasmulti.internal.endpoint;

/** A request that cannot be answered; the message tells whoever has made it why. */
final class RefusedRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private RefusedRequestException(int status, String reason) {
        super(reason);
        this.status = status;
    }

    /** It asks for what nobody can do. */
    static RefusedRequestException invalid(String reason) {
        return new RefusedRequestException(400, reason);
    }

    /** The operator has not allowed it. */
    static RefusedRequestException forbidden(String reason) {
        return new RefusedRequestException(403, reason);
    }

    /** There is nothing of that name. */
    static RefusedRequestException unknown(String reason) {
        return new RefusedRequestException(404, reason);
    }

    /** The cache has failed. */
    static RefusedRequestException failed(String reason) {
        return new RefusedRequestException(503, reason);
    }

    /** Returns the status of an answer by HTTP. */
    int status() {
        return status;
    }
}
