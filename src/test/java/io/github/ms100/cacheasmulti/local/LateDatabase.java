package io.github.ms100.cacheasmulti.local;

import java.util.concurrent.CompletableFuture;

/** A database that answers when the test lets it. */
final class LateDatabase {

    final CompletableFuture<String> answer = new CompletableFuture<>();

    private final CompletableFuture<Void> asked = new CompletableFuture<>();

    CompletableFuture<String> ask() {
        asked.complete(null);
        return answer;
    }

    void awaitAsked() {
        asked.join();
    }

    String answer(String car) {
        answer.complete(car);
        return car;
    }
}
