package io.github.ms100.cacheasmulti.demo.web;

/** A request the caller can correct; the message says how. */
final class InvalidRequestException extends RuntimeException {

    InvalidRequestException(String message) {
        super(message);
    }
}
