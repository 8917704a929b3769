package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LettuceCommandsTests {

    @Test
    void errorOfTheDriverReachesTheCaller() {
        RedisCommand.Get oneKey = new RedisCommand.Get(1);
        oneKey.add(new byte[] {1});
        LettuceCommands commands = new LettuceCommands(oneKey, 1, Duration.ZERO);
        commands.all().get(0).completeExceptionally(new StackOverflowError());

        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> commands.await(0));
    }
}
