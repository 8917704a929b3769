package io.github.ms100.cacheasmulti.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.DeclaredMethods;
import io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.convert.support.DefaultConversionService;

/** Every method of a bean's class is looked at once, and whoever annotates in vain is told why. */
@DisplayName("S25 before the first call")
@ExtendWith(OutputCaptureExtension.class)
class BatchMethodInspectorTests {

    private final List<String> planned = new ArrayList<>();

    @Test
    void everyMethodIsPlannedByEachFamilyOnce(CapturedOutput output) {
        BatchMethodInspector inspector = inspector(true, false);

        inspector.inspect(Right.class);
        inspector.inspect(Right.class);
        inspector.inspect(String.class);

        assertThat(planned).containsExactlyInAnyOrder("find", "find", "ofInterface", "ofInterface");
        assertThat(output).doesNotContain("has no effect");
    }

    @Test
    void annotationsInVainAreToldWithTheReason(CapturedOutput output) {
        inspector(true).inspect(InVain.class);
        inspector(false, false).inspect(Unplanned.class);

        assertThat(output)
                .contains(
                        "parameter of " + InVain.class.getName() + ".hidden has no effect: it is private",
                        "InVain.shared has no effect: it is static",
                        "InVain.last has no effect: it is final",
                        "Unplanned.find has no effect: the method has no cache annotation that is about elements")
                .doesNotContain("InVain.ofInterface");
    }

    @Test
    void whatFailsFailsAgain() {
        BatchMethodInspector inspector = new BatchMethodInspector(() -> List.of(new Family((method, type) -> {
            throw new InvalidBatchMethodException("It is wrong", "Mend it.");
        })));

        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(InvalidBatchMethodException.class)
                    .isThrownBy(() -> inspector.inspect(Right.class));
        }
    }

    @Test
    void oneMethodIsCheckedByItselfAndNothingIsLogged(CapturedOutput output) throws NoSuchMethodException {
        Method last = InVain.class.getMethod("last", List.class);
        Method find = Right.class.getMethod("find", List.class);

        assertThat(BatchMethodInspector.check(last, InVain.class, families(true)))
                .contains("InVain.last", "it is final");
        assertThat(BatchMethodInspector.check(find, Right.class, families(false, true)))
                .isNull();
        assertThat(output).doesNotContain("has no effect");
    }

    private BatchMethodInspector inspector(boolean... plans) {
        List<BatchMethodSource> families = families(plans);
        return new BatchMethodInspector(() -> families);
    }

    private List<BatchMethodSource> families(boolean... plans) {
        MethodPlan plan = MethodPlan.of(
                DeclaredMethods.reading(Right.class, "find"), DefaultConversionService.getSharedInstance());
        List<BatchMethodSource> families = new ArrayList<>();
        for (boolean plansAny : plans) {
            families.add(new Family((method, type) -> {
                planned.add(method.getName());
                return plansAny ? plan : null;
            }));
        }
        return families;
    }

    private record Family(BiFunction<Method, Class<?>, @Nullable Plan> reader) implements BatchMethodSource {

        @Override
        public @Nullable Plan plan(Method method, Class<?> targetClass) {
            return reader.apply(method, targetClass);
        }

        @Override
        public Collection<Plan> plans() {
            return List.of();
        }
    }

    interface Declared {

        void ofInterface(@CacheAsMulti List<Long> ids);
    }

    static class Right implements Declared {

        public Map<Long, String> find(@CacheAsMulti List<Long> ids) {
            return Map.of();
        }

        @Override
        public void ofInterface(List<Long> ids) {}
    }

    static class InVain implements Declared {

        private void hidden(@CacheAsMulti List<Long> ids) {}

        public static void shared(@CacheAsMulti List<Long> ids) {}

        public final void last(@CacheAsMulti List<Long> ids) {}

        @Override
        public final void ofInterface(@CacheAsMulti List<Long> ids) {}
    }

    static class Unplanned {

        public void find(@CacheAsMulti List<Long> ids) {}
    }
}
