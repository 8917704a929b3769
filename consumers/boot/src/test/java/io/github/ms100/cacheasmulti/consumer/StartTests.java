package io.github.ms100.cacheasmulti.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigUtils;

/** The application as it is started, in the second run of the tests with the bean definitions of the build. */
class StartTests {

    @Test
    void theApplicationStartsAndCachesElements() {
        SpringApplication starter = new SpringApplication(ConsumerApplication.class);
        starter.setMainApplicationClass(ConsumerApplication.class);
        starter.setWebApplicationType(WebApplicationType.NONE); // what serves the web is there for the slices
        try (ConfigurableApplicationContext application = starter.run()) {
            Garage garage = application.getBean(Garage.class);
            garage.findByIds(List.of(1, 2));

            assertThat(garage.findByIds(List.of(2, 3))).containsOnlyKeys(2, 3);
            assertThat(application.getBean(CarTable.class).questions()).containsExactly(List.of(1, 2), List.of(3));
            assertThat(isProcessedAheadOfTime(application)).isEqualTo(Boolean.getBoolean("spring.aot.enabled"));
        }
    }

    /** Tells whether nothing is left to do at run time for those who read configuration classes. */
    static boolean isProcessedAheadOfTime(ApplicationContext application) {
        return !application.containsBean(AnnotationConfigUtils.CONFIGURATION_ANNOTATION_PROCESSOR_BEAN_NAME);
    }
}
