package io.github.ms100.cacheasmulti.internal.store.redis.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.ms100.cacheasmulti.internal.change.EntryScope;
import io.github.ms100.cacheasmulti.internal.change.Stamps;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Copies.Life;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("L4 copies, L5 their life")
class CopiesTests {

    private static final long MILLI = 1_000_000;

    private static final long TIME_TO_LIVE = 1_000 * MILLI;

    /** Turned by hand, and near where it overflows. */
    private long now = Long.MAX_VALUE - 100 * MILLI;

    private final Fence fence = new Fence(new Stamps(), EntryScope.of(new Object()));

    private final int prefixIndex = fence.prefixIndex("cars::");

    private final Copies copies = copies(Caffeine.newBuilder());

    private Copies copies(Caffeine<Object, Object> size) {
        return new Copies(size, fence, TIME_TO_LIVE, () -> now);
    }

    private static long hash(String key) {
        return KeyHash.of(key.getBytes());
    }

    private void keep(String key, @Nullable Object value, Life life) {
        copies.keep(key, value, fence.begin(), fence.index(hash(key)), life);
    }

    private List<@Nullable Object> read(Object... keys) {
        List<@Nullable Object> values = new ArrayList<>();
        int[] missed =
                copies.read(keys, prefixIndex, new Object[keys.length], (all, position, value) -> values.add(value));
        assertThat(missed).hasSize(keys.length - values.size());
        return values;
    }

    @Test
    @DisplayName("L3 what is found is handed out, null too, and what is missing is named")
    void hits() {
        keep("1", "one", new Life(now, -1));
        keep("2", null, new Life(now, -1));
        Object[] keys = {"0", "1", "3", "2", "4"};
        List<Integer> positions = new ArrayList<>();

        int[] missed =
                copies.read(keys, prefixIndex, new Object[5], (values, position, value) -> positions.add(position));

        assertThat(positions).containsExactly(1, 3);
        assertThat(missed).containsExactly(0, 2, 4);
        assertThat(keys).containsExactly("0", "1", "3", "2", "4");
    }

    @Test
    @DisplayName("L3 what cannot be used is missing")
    void unusable() {
        keep("1", "one", new Life(now, -1));

        int[] missed = copies.read(new Object[] {"1"}, prefixIndex, new Object[1], (values, position, value) -> false);

        assertThat(missed).containsExactly(0);
    }

    @Test
    @DisplayName("L5 a copy lives as long as its entry, counted from before it was asked for")
    void lifeOfTheEntry() {
        long start = now;
        now += 50 * MILLI;
        keep("1", "one", new Life(start, 200));

        now = start + 200 * MILLI - 1;
        assertThat(read("1")).containsExactly("one");
        now++;
        assertThat(read("1")).isEmpty();
    }

    @Test
    @DisplayName("L5 a copy lives for the local time to live at most")
    void localTimeToLive() {
        keep("1", "one", new Life(now, -1));
        keep("2", "two", new Life(now, Long.MAX_VALUE));

        now += TIME_TO_LIVE - 1;
        assertThat(read("1", "2")).containsExactly("one", "two");
        now++;
        assertThat(read("1", "2")).isEmpty();
    }

    @Test
    @DisplayName("L5 an entry that is gone by then is not kept")
    void gone() {
        keep("1", "one", new Life(now, 0));

        assertThat(copies.size()).isZero();
    }

    @Test
    @DisplayName(
            "L7 a copy whose key has changed since it was read is not served, nor is any of its prefix after a clear")
    void changed() {
        keep("1", "one", new Life(now, -1));
        keep("2", "two", new Life(now, -1));

        fence.tellOnce(new long[] {hash("1")});
        assertThat(read("1", "2")).containsExactly("two");
        fence.tellAll("cars::");
        assertThat(read("1", "2")).isEmpty();
    }

    @Test
    void droppedIsGone() {
        keep("1", "one", new Life(now, -1));

        copies.drop("1");

        assertThat(read("1")).isEmpty();
    }

    @Test
    @DisplayName("L1 their number is bounded")
    void bounded() {
        Copies few = copies(Caffeine.newBuilder().maximumSize(10));

        for (int key = 0; key < 100; key++) {
            few.keep(key, key, fence.begin(), key, new Life(now, -1));
        }

        assertThat(few.size()).isLessThanOrEqualTo(10);
    }

    @Test
    @DisplayName("L5 the dead and the void are swept, the others stay")
    void swept() {
        keep("dead", 1, new Life(now, 10));
        keep("void", 2, new Life(now, -1));
        keep("alive", 3, new Life(now, -1));
        now += 10 * MILLI;
        fence.tellOnce(new long[] {hash("void")});
        assertThat(copies.size()).isEqualTo(3);

        copies.sweep();

        assertThat(copies.size()).isEqualTo(1);
        assertThat(read("alive")).containsExactly(3);
    }
}
