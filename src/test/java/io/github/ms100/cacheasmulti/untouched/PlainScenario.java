package io.github.ms100.cacheasmulti.untouched;

import org.springframework.beans.factory.BeanFactory;

/**
 * Cached methods without {@code @CacheAsMulti}, and calls of them.
 *
 * @param name what it is about
 * @param configuration the application
 * @param script what is called
 */
record PlainScenario(String name, Class<?> configuration, Script script) {

    @Override
    public String toString() {
        return name;
    }

    /** Calls cached methods of an application's beans. */
    @FunctionalInterface
    interface Script {

        void run(BeanFactory beans, Transcript transcript) throws Exception;
    }
}
