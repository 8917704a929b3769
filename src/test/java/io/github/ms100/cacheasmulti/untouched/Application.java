package io.github.ms100.cacheasmulti.untouched;

import io.github.ms100.cacheasmulti.autoconfigure.CacheAsMultiAutoConfiguration;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Kinds of applications in which a scenario runs: with and without the library. */
enum Application {
    FRAMEWORK {
        @Override
        void run(PlainScenario scenario, Transcript transcript, Class<?>... library) {
            try (var context = new AnnotationConfigApplicationContext()) {
                context.getBeanFactory().registerSingleton("transcript", transcript);
                context.register(scenario.configuration());
                if (library.length > 0) {
                    context.register(library);
                }
                context.refresh();
                play(scenario, context.getBeanFactory(), transcript);
            } catch (Exception ex) {
                transcript.failed(ex);
            }
        }
    },
    BOOT {
        @Override
        void run(PlainScenario scenario, Transcript transcript, Class<?>... library) {
            new ApplicationContextRunner()
                    .withInitializer(context -> context.getBeanFactory().registerSingleton("transcript", transcript))
                    .withConfiguration(AutoConfigurations.of(SpringLine.cacheAutoConfiguration()))
                    .withConfiguration(AutoConfigurations.of(library))
                    .withUserConfiguration(scenario.configuration())
                    .run(context -> {
                        if (context.getStartupFailure() != null) {
                            transcript.failed(context.getStartupFailure());
                        } else {
                            ConfigurableApplicationContext source =
                                    context.getSourceApplicationContext(ConfigurableApplicationContext.class);
                            play(scenario, source.getBeanFactory(), transcript);
                        }
                    });
        }
    };

    abstract void run(PlainScenario scenario, Transcript transcript, Class<?>... library);

    Transcript without(PlainScenario scenario) {
        Transcript transcript = new Transcript();
        run(scenario, transcript);
        return transcript;
    }

    Transcript with(PlainScenario scenario) {
        Transcript transcript = new Transcript();
        run(scenario, transcript, library());
        return transcript;
    }

    Class<?> library() {
        return (this == BOOT) ? CacheAsMultiAutoConfiguration.class : CacheAsMultiConfiguration.class;
    }

    private static void play(PlainScenario scenario, ConfigurableListableBeanFactory beans, Transcript transcript) {
        try {
            scenario.script().run(beans, transcript);
        } catch (Exception ex) {
            transcript.failed(ex);
        }
    }
}
