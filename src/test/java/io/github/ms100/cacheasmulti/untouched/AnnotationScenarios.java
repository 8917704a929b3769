package io.github.ms100.cacheasmulti.untouched;

import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Every attribute of the annotations. */
final class AnnotationScenarios {

    private AnnotationScenarios() {}

    static List<PlainScenario> all() {
        return List.of(
                new PlainScenario("condition and unless", App.class, AnnotationScenarios::conditions),
                new PlainScenario("sync", App.class, AnnotationScenarios::sync),
                new PlainScenario("several caches", App.class, AnnotationScenarios::severalCaches),
                new PlainScenario("keys", App.class, AnnotationScenarios::keys),
                new PlainScenario("put and evict", App.class, AnnotationScenarios::putAndEvict),
                new PlainScenario("Optional", App.class, AnnotationScenarios::optional),
                new PlainScenario("errors", App.class, AnnotationScenarios::errors),
                new PlainScenario("a collection as a whole", App.class, AnnotationScenarios::collections));
    }

    private static void conditions(BeanFactory beans, Transcript transcript) {
        Cars cars = beans.getBean(Cars.class);
        for (long id : new long[] {1, 1, -1, -1, 100, 100}) {
            transcript.call("conditional " + id, () -> cars.conditional(id));
            transcript.call("putConditional " + id, () -> cars.putConditional(id));
        }
    }

    private static void sync(BeanFactory beans, Transcript transcript) {
        Cars cars = beans.getBean(Cars.class);
        for (long id : new long[] {1, 1, -1, 0}) {
            transcript.call("sync " + id, () -> cars.sync(id));
            transcript.call("syncOptional " + id, () -> cars.syncOptional(id));
        }
        transcript.call("syncWithUnless", () -> cars.syncWithUnless(1));
        transcript.call("syncWithTwoCaches", () -> cars.syncWithTwoCaches(1));
        transcript.call("syncWithPut", () -> cars.syncWithPut(1));
    }

    private static void severalCaches(BeanFactory beans, Transcript transcript) {
        Cars cars = beans.getBean(Cars.class);
        transcript.call("second", () -> cars.second(1));
        for (long id : new long[] {1, 2, 2}) {
            transcript.call("both " + id, () -> cars.both(id));
        }
        transcript.run("evictBoth", () -> cars.evictBoth(2));
        transcript.call("both 2", () -> cars.both(2));
        transcript.call("twoReads 3", () -> cars.twoReads(3));
    }

    private static void keys(BeanFactory beans, Transcript transcript) {
        Cars cars = beans.getBean(Cars.class);
        transcript.call("rootKey", () -> cars.rootKey(1, "red"));
        transcript.call("rootKey", () -> cars.rootKey(1, "red"));
        transcript.call("noArguments", cars::noArguments);
        transcript.call("twoArguments", () -> cars.twoArguments(1, "red"));
        transcript.call("nullArgument", () -> cars.twoArguments(1, null));
        transcript.call("varargs", () -> cars.varargs(1L, 2L));
        transcript.call("positions", () -> cars.positions(1, "red"));
        transcript.call("beanKey", () -> cars.beanKey(1));
    }

    private static void putAndEvict(BeanFactory beans, Transcript transcript) {
        Cars cars = beans.getBean(Cars.class);
        transcript.call("put", () -> cars.put(1));
        transcript.run("evict", () -> cars.evict(1));
        transcript.run("evictBefore -1", () -> cars.evictBefore(-1));
        transcript.run("evict -1", () -> cars.evict(-1));
        transcript.run("clear", cars::clear);
        transcript.run("clearBefore", cars::clearBefore);
        transcript.call("evictWithResult", () -> cars.evictWithResult(5));
        transcript.call("caching", () -> cars.caching(7));
        transcript.call("caching", () -> cars.caching(7));
        transcript.call("cachingFails", () -> cars.caching(-7));
        transcript.call("readAndPut", () -> cars.readAndPut(8));
        transcript.call("readAndPut", () -> cars.readAndPut(8));
    }

    private static void optional(BeanFactory beans, Transcript transcript) {
        Cars cars = beans.getBean(Cars.class);
        for (long id : new long[] {1, 1, 0, 0}) {
            transcript.call("optional " + id, () -> cars.optional(id));
            transcript.call("putOptional " + id, () -> cars.putOptional(id));
        }
    }

    private static void errors(BeanFactory beans, Transcript transcript) {
        Cars cars = beans.getBean(Cars.class);
        transcript.call("nullKey", () -> cars.nullKey(1));
        transcript.call("unknownCache", () -> cars.unknownCache(1));
        transcript.call("noCache", () -> cars.noCache(1));
        transcript.call("unknownBeans", () -> cars.unknownGenerator(1));
        transcript.call("unknownResolver", () -> cars.unknownResolver(1));
        transcript.call("badExpression", () -> cars.badExpression(1));
        transcript.call("checked", () -> cars.conditional(-13));
        transcript.call("broken", () -> cars.broken(1));
    }

    private static void collections(BeanFactory beans, Transcript transcript) {
        Cars cars = beans.getBean(Cars.class);
        transcript.call("all", () -> cars.all(List.of(1L, 2L)));
        transcript.call("all", () -> cars.all(List.of(1L, 2L)));
        transcript.call("all", () -> cars.all(List.of(2L)));
        transcript.call("none", () -> cars.all(List.of()));
        transcript.run("evictAll", () -> cars.evictAll(List.of(1L, 2L)));
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Recording.class, Cars.class})
    static class App {}
}
