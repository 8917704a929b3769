package io.github.ms100.cacheasmulti.demo.web;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers errors as problem details (RFC 9457) whose text tells the caller what to do. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(assignableTypes = {CatalogueController.class, DeliveryController.class, NodesController.class})
class ApiErrors {

    private final CacheDescription cache;

    ApiErrors(CacheDescription cache) {
        this.cache = cache;
    }

    @ExceptionHandler
    ProblemDetail invalid(InvalidRequestException exception) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, exception.getMessage());
    }

    @ExceptionHandler
    ProblemDetail unreadable(HttpMessageNotReadableException exception) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST,
                "The body cannot be read: send a JSON object of product ids and numbers, such as {\"17\": 24.90}");
    }

    @ExceptionHandler({DataAccessResourceFailureException.class, QueryTimeoutException.class, RedisSystemException.class
    })
    ProblemDetail unavailable(RuntimeException exception) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The cache does not answer (%s): start it again and repeat the request".formatted(cache.text()));
    }
}
