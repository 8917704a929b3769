package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisStringCommands;

/** One command after another, where a cluster has no pipeline. */
class SpringPipeTests {

    private final QueryTimeoutException failure = new QueryTimeoutException("no answer");

    private final RedisClusterConnection connection = mock();

    private final RedisStringCommands strings = mock();

    private final RedisCommand.Get threeKeys = new RedisCommand.Get(3);

    @BeforeEach
    void failWhateverIsAsked() {
        when(connection.stringCommands()).thenReturn(strings);
        when(strings.get(any())).thenThrow(failure);
        for (byte key = 0; key < 3; key++) {
            threeKeys.add(new byte[] {key});
        }
    }

    @Test
    void onceTheBatchIsGivenUpTheRestFailsUnsent() {
        Failures failures = new Failures(1);

        new SpringPipe(connection, 0).send(threeKeys, failures);

        assertThat(failures.told).containsExactly(failure, failure, failure);
        verify(strings, times(1)).get(any());
    }

    @Test
    void asLongAsItIsNotEveryKeyIsTried() {
        Failures failures = new Failures(4);

        new SpringPipe(connection, 0).send(threeKeys, failures);

        assertThat(failures.told).containsExactly(failure, failure, failure);
        verify(strings, times(3)).get(any());
    }

    private static final class Failures implements RedisPipe.Replies {

        private final List<RuntimeException> told = new ArrayList<>();

        private final int enough;

        Failures(int enough) {
            this.enough = enough;
        }

        @Override
        public void lives(int index, long millis) {
            throw new AssertionError("nobody has asked");
        }

        @Override
        public void received(int index, byte @Nullable [] value) {
            throw new AssertionError("nothing is there");
        }

        @Override
        public void failed(int index, RuntimeException failure, boolean together) {
            told.add(failure);
        }

        @Override
        public boolean isGivenUp() {
            return told.size() >= enough;
        }
    }
}
