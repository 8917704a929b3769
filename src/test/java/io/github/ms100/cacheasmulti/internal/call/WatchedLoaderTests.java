package io.github.ms100.cacheasmulti.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.fixture.DeclaredMethods;
import io.github.ms100.cacheasmulti.internal.engine.BatchExecution;
import io.github.ms100.cacheasmulti.internal.engine.FakeLoader;
import io.github.ms100.cacheasmulti.internal.engine.Heard;
import io.github.ms100.cacheasmulti.internal.engine.Loader;
import io.github.ms100.cacheasmulti.internal.engine.Lookalikes;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.core.convert.support.DefaultConversionService;

@DisplayName("a listener hears of each run of the method")
class WatchedLoaderTests {

    private final MethodPlan plan =
            MethodPlan.of(DeclaredMethods.reading(Cars.class, "find"), DefaultConversionService.getSharedInstance());

    private final Heard heard = new Heard();

    private final FakeLoader loader =
            new FakeLoader(element -> element.equals(0) ? null : element.equals(1) ? BatchExecution.ABSENT : "v");

    @Test
    void whatWasFound() throws Throwable {
        Loader told = told();

        Loader.Load load = told.of(new Object[] {0, 1, 2, 3});
        load.run();
        assertThat(heard.events).isEmpty();
        assertThat(load.values()).containsExactly(null, BatchExecution.ABSENT, "v", "v");

        assertThat(heard.events).containsExactly("load elements=4 found=2");
    }

    @Test
    void failureOfTheMethod() {
        loader.failing.add(2);

        Loader.Load load = told().of(new Object[] {1, 2});
        assertThatThrownBy(load::run).isSameAs(loader.failure);
        assertThat(heard.events).as("nobody has asked yet what has been loaded").isEmpty();
        assertThat(load.partOf(loader.failure)).isNull();

        assertThat(heard.events).containsExactly("load elements=2 found=0 cannot load");
    }

    @Test
    @DisplayName("O6, A10 a load that has failed because the call was given up ends once, by its own failure")
    void failureOfWhatNobodyWants() {
        List<String> ends = new ArrayList<>();
        Loader told = new WatchedLoader(loader, new CallWatch(plan, heard, new Ends(ends)), key -> null);
        RuntimeException failure = new IllegalStateException("cancelled");
        Loader.Load load = told.of(new Object[] {1});
        assertThat(load.start(Map.of())).isNotNull();

        load.ended(failure);
        load.discard();

        assertThat(ends).containsExactly("failed cancelled");
        assertThat(heard.events).containsExactly("load elements=1 found=0 cancelled");
    }

    @Test
    @DisplayName("S9 a result that does not fit is a failure too")
    void resultThatDoesNotFit() throws Throwable {
        FakeLoader odd = new FakeLoader(element -> {
            throw new IllegalStateException("does not fit");
        });
        Loader.Load load = told(odd).of(new Object[] {1});
        load.run();

        assertThatThrownBy(load::values).hasMessage("does not fit");

        assertThat(heard.events).containsExactly("load elements=1 found=0 does not fit");
    }

    @Test
    void allElseIsLeftToTheLoader() {
        loader.lookalikes = Lookalikes.of(new int[] {0, 0});
        loader.lookalikesOfLoad = Lookalikes.of(new int[] {0, 0});
        loader.unmatched = true;
        Loader told = told();
        @Nullable Object[] values = {null};

        told.settle(values);

        assertThat(values).containsExactly(BatchExecution.ABSENT);
        assertThat(told.hasUnmatched()).isTrue();
        assertThat(told.lookalikes()).isSameAs(loader.lookalikes);
        assertThat(told.of(values).lookalikes()).isSameAs(loader.lookalikesOfLoad);
        loader.unmatched = false;
        assertThat(told.hasUnmatched()).isFalse();
    }

    @Test
    void costsNothingIfNobodyListens() {
        assertThat(CallWatch.of(plan, BatchListener.NO_OP, BatchObserver.NONE)).isNull();
    }

    private Loader told() {
        return told(loader);
    }

    private Loader told(Loader method) {
        return new WatchedLoader(method, new CallWatch(plan, heard, BatchObserver.NONE), key -> null);
    }

    @Test
    void waits() {
        Loader told = told();

        told.waited(3, 2, true, Duration.ofMillis(1));

        assertThat(told.isMeasured()).isTrue();
        assertThat(heard.events).containsExactly("wait elements=3 taken=2 timed out");
    }

    interface Cars {

        Map<Integer, String> find(@CacheAsMulti List<Integer> ids);
    }

    /** Writes down how loads end. */
    private record Ends(List<String> ends) implements BatchObserver, BatchObserver.Observed {

        @Override
        public @Nullable Observed call(
                Method method, @Nullable Object[] elements, UnaryOperator<@Nullable Object> context) {
            return null;
        }

        @Override
        public Observed load(Method method, @Nullable Object[] elements, UnaryOperator<@Nullable Object> context) {
            return this;
        }

        @Override
        public <T extends @Nullable Object> T within(Body<T> body) throws Throwable {
            return body.run();
        }

        @Override
        public void failed(Throwable failure) {
            ends.add("failed " + failure.getMessage());
        }

        @Override
        public void ended(int found, int missing) {
            ends.add("ended");
        }
    }
}
