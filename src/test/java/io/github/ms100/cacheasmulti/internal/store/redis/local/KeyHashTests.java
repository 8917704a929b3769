package io.github.ms100.cacheasmulti.internal.store.redis.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("L10 64 bits stand for a key, the same on all nodes and in all versions")
class KeyHashTests {

    private static long hash(String key) {
        return KeyHash.of(key.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @DisplayName("L10 known keys have known hashes")
    @CsvSource({
        "'', f52a15e9a9b5e89b",
        "'a', 02c0bdbf481420f8",
        "'foobar', 404da9e3b74078c2",
        "'cars::1', 67ae042289ba8116",
        "'cars::2', 2327bc89562feb40",
        "'车::一', 59136c4ded9c1aad"
    })
    void knownHashes(String key, String expected) {
        assertThat(Long.toHexString(hash(key))).isEqualTo(expected.replaceFirst("^0+", ""));
    }

    @Test
    void everyByteCounts() {
        Set<Long> hashes = new HashSet<>();

        for (int value = 0; value < 256; value++) {
            hashes.add(KeyHash.of(new byte[] {(byte) value}));
            hashes.add(KeyHash.of(new byte[] {0, (byte) value}));
        }

        assertThat(hashes).hasSize(512);
    }

    @Test
    @DisplayName("L10 similar keys are spread over all bits")
    void spread() {
        int keys = 100_000;
        int[] ones = new int[Long.SIZE];
        Set<Long> hashes = new HashSet<>();
        Set<Long> low = new HashSet<>();
        Set<Long> high = new HashSet<>();
        for (int key = 0; key < keys; key++) {
            long hash = hash("cars::" + key);
            hashes.add(hash);
            low.add(hash & 0xffff);
            high.add(hash >>> 48);
            for (int bit = 0; bit < Long.SIZE; bit++) {
                ones[bit] += (int) (hash >>> bit & 1);
            }
        }

        assertThat(hashes).hasSize(keys);
        // Chance leaves 78 % of 65,536 places used.
        assertThat(low.size() / 65_536.0).isBetween(0.77, 0.79);
        assertThat(high.size() / 65_536.0).isBetween(0.77, 0.79);
        for (int bit = 0; bit < Long.SIZE; bit++) {
            assertThat(ones[bit]).as("bit %d", bit).isBetween(keys / 2 - 1_000, keys / 2 + 1_000);
        }
    }
}
