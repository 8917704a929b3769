package io.github.ms100.cacheasmulti.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.event.BatchStatistics;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import io.github.ms100.cacheasmulti.internal.store.MadeManagers;
import io.github.ms100.cacheasmulti.internal.store.StoreIdentities;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;

@DisplayName("O7 the statistics log")
class StatisticsTextTests {

    private static final Duration MS = Duration.ofMillis(1);

    private final CacheManager manager = new ConcurrentMapCacheManager();

    private final Cache cars = manager.getCache("cars");

    private final Method find = method("find");

    private final Method put = method("put");

    private long now = 1_000_000_000_000L;

    private final BatchNumbers numbers = new BatchNumbers(
            new ObservedCaches(
                    () -> new MadeManagers(StoreIdentities.feed(), () -> Map.of("shop", manager)),
                    () -> CoolDown.NONE,
                    name -> false),
            () -> now);

    @Test
    @DisplayName("is a table of the interval and of all time, of those that have done something")
    void table() {
        firstMinute();
        now += Duration.ofMinutes(1).toNanos();
        List<String> first = StatisticsText.TABLE.messages(numbers.take());
        call(find, 2);
        numbers.onLookup(new BatchListener.Lookup(cars, 2, 2, 0, false, false, false, MS.multipliedBy(9)));
        now += Duration.ofMinutes(1).toNanos();
        List<String> second = StatisticsText.TABLE.messages(numbers.take());

        String firstMinute = """
                method     calls  elements  p50  max  loads  failed  found  missing  load_avg_ms  load_max_ms  waits  coalesced
                Cars.find      3       104    3  100      2       1      1        1         6.00        10.00      1          2
                Cars.put       1         1    1    1      0       0      0        0            -         0.00      0          0
                cache  manager  keys  hit_pct  errors  bypassed  gets  get_avg_ms  get_max_ms  stored  puts  put_avg_ms  put_max_ms  removed  local_hit_pct
                boats     shop     5        -       0         5     0           -        0.00       0     0           -        0.00        0              -
                cars      shop   100     60.6       1         0     1        4.00        4.00       1     1        3.00        3.00        2           25.0""";
        assertThat(first)
                .containsExactly("Batches in 60.0 s\n" + firstMinute + "\nsince the start, in 60.0 s\n" + firstMinute);
        assertThat(second).containsExactly("""
                Batches in 60.0 s
                method     calls  elements  p50  max  loads  failed  found  missing  load_avg_ms  load_max_ms  waits  coalesced
                Cars.find      1         2    2    2      0       0      0        0            -         0.00      0          0
                cache  manager  keys  hit_pct  errors  bypassed  gets  get_avg_ms  get_max_ms  stored  puts  put_avg_ms  put_max_ms  removed  local_hit_pct
                cars      shop     2    100.0       0         0     1        9.00        9.00       0     0           -        0.00        0              -
                since the start, in 120.0 s
                method     calls  elements  p50  max  loads  failed  found  missing  load_avg_ms  load_max_ms  waits  coalesced
                Cars.find      4       106    2  100      2       1      1        1         6.00        10.00      1          2
                cache  manager  keys  hit_pct  errors  bypassed  gets  get_avg_ms  get_max_ms  stored  puts  put_avg_ms  put_max_ms  removed  local_hit_pct
                cars      shop   102     61.4       1         0     2        6.50        9.00       1     1        3.00        3.00        2           25.0""");
    }

    @Test
    @DisplayName("loses no load that ends in a later interval than its call")
    void intervalsAddUp() {
        call(find, 2);
        BatchStatistics first = numbers.take();
        numbers.onLoad(new BatchListener.Load(find, 2, 2, 0, null, MS.multipliedBy(5)));
        BatchStatistics second = numbers.take();

        assertThat(first.interval().methods())
                .extracting(BatchStatistics.OfMethod::loads)
                .containsExactly(0L);
        assertThat(second.interval().methods())
                .extracting(BatchStatistics.OfMethod::loads)
                .containsExactly(1L);
        assertThat(second.total().methods())
                .extracting(BatchStatistics.OfMethod::loads)
                .containsExactly(1L);
        assertThat(numbers.take().interval().methods()).isEmpty();
    }

    @Test
    @DisplayName("or lines of keys and values")
    void lines() {
        call(put, 1);
        now += Duration.ofSeconds(5).toNanos();

        assertThat(StatisticsText.LINES.messages(numbers.take()))
                .containsExactly(
                        "period=interval ms=5000 method=Cars.put calls=1 elements=1 p50=1 max=1 loads=0 failed=0 found=0"
                                + " missing=0 load_avg_ms=- load_max_ms=0.00 waits=0 coalesced=0",
                        "period=total ms=5000 method=Cars.put calls=1 elements=1 p50=1 max=1 loads=0 failed=0 found=0"
                                + " missing=0 load_avg_ms=- load_max_ms=0.00 waits=0 coalesced=0");
    }

    @Test
    @DisplayName("says nothing when nothing has been done, and goes on when it could not be written")
    void idle() {
        List<BatchStatistics> read = new ArrayList<>();
        StatisticsLog log = new StatisticsLog(numbers, Duration.ofDays(1), statistics -> {
            read.add(statistics);
            throw new IllegalStateException("no disk");
        });
        log.report();
        assertThat(read).isEmpty();
        call(find, 1);
        log.report();
        log.report();
        call(find, 1);
        log.report();
        log.destroy();

        assertThat(read).hasSize(2).allSatisfy(statistics -> assertThat(
                        statistics.interval().methods().get(0).calls())
                .isEqualTo(1));
    }

    private void firstMinute() {
        call(find, 1);
        call(find, 3);
        call(find, 100);
        call(put, 1);
        numbers.onLookup(new BatchListener.Lookup(cars, 100, 60, 1, false, false, false, MS.multipliedBy(4)));
        numbers.onLookup(
                new BatchListener.Lookup(manager.getCache("boats"), 5, 0, 0, true, false, false, MS.multipliedBy(7)));
        numbers.onLoad(new BatchListener.Load(find, 2, 1, 1, null, MS.multipliedBy(2)));
        numbers.onLoad(new BatchListener.Load(find, 2, 0, 0, new IllegalStateException(), MS.multipliedBy(10)));
        numbers.onWait(new BatchListener.Wait(find, 3, 2, false, MS));
        numbers.onStore(new BatchListener.Store(cars, 2, 1, 0, false, MS.multipliedBy(3)));
        numbers.onStore(new BatchListener.Store(cars, 2, 2, 0, false, Duration.ZERO));
        numbers.onEvict(new BatchListener.Evict(cars, 3, 1, false, MS));
        numbers.onLocalLookup(new BatchListener.LocalLookup(cars, 4, 1));
    }

    private void call(Method method, int elements) {
        numbers.onCall(new BatchListener.Call(method, elements));
    }

    private static Method method(String name) {
        try {
            return Cars.class.getDeclaredMethod(name);
        } catch (NoSuchMethodException ex) {
            throw new IllegalStateException(ex);
        }
    }

    interface Cars {

        void find();

        void put();
    }
}
