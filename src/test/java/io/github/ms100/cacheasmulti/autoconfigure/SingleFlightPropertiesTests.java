package io.github.ms100.cacheasmulti.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.support.SingleFlightSettings;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;

@DisplayName("S19 the properties for overlapping calls")
class SingleFlightPropertiesTests {

    private static final String PREFIX = "cache-as-multi.";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CacheAsMultiAutoConfiguration.class));

    @Test
    void onlySyncAndNoLimitIsTheDefault() {
        runner.run(context ->
                assertThat(context.getBean(SingleFlightSettings.class)).isEqualTo(SingleFlightSettings.DEFAULT));
        runner.withPropertyValues(PREFIX + "single-flight=sync-only")
                .run(context -> assertThat(context.getBean(SingleFlightSettings.class))
                        .isEqualTo(SingleFlightSettings.DEFAULT));
    }

    @Test
    void bothCanBeSet() {
        runner.withPropertyValues(PREFIX + "single-flight=always", PREFIX + "single-flight-wait-limit=1500")
                .run(context -> assertThat(context.getBean(SingleFlightSettings.class))
                        .isEqualTo(new SingleFlightSettings(true, Duration.ofMillis(1500))));
    }

    @Test
    void settingsOfTheUsersOwnTakeTheirPlace() {
        SingleFlightSettings own = new SingleFlightSettings(true, Duration.ofMinutes(1));

        runner.withBean(SingleFlightSettings.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(SingleFlightSettings.class)).isSameAs(own));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-2s"})
    void limitThatIsNotPositiveIsRefusedWithItsName(String limit) {
        runner.withPropertyValues(PREFIX + "single-flight-wait-limit=" + limit)
                .run(context -> assertThat(NestedExceptionUtils.getRootCause(context.getStartupFailure()))
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageContainingAll(PREFIX + "single-flight-wait-limit", "must be positive"));
    }

    @Test
    void otherWordsAreRefused() {
        runner.withPropertyValues(PREFIX + "single-flight=never")
                .run(context -> assertThat(context).hasFailed());
    }
}
