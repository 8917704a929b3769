package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lettuce.core.protocol.AsyncCommand;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LettuceRepliesTests {

    @Test
    void errorOfTheDriverReachesTheCaller() {
        AsyncCommand<?, ?, ?> command = LettuceCommands.INSTANCE.get(new byte[][] {{1}});
        command.completeExceptionally(new StackOverflowError());

        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> new LettuceReplies(List.of(command), Duration.ZERO).await(command));
    }
}
