package io.github.ms100.cacheasmulti.internal.engine;

/** Does what calls need done, in their own thread, which waits. */
final class BlockingDriver {

    private BlockingDriver() {}

    /**
     * Does one thing.
     *
     * @throws Throwable what the user's method or error handler throws
     */
    static void perform(Task task, Guard guard) throws Throwable {
        if (task instanceof Task.Read read) {
            guard.read(read.cache(), read.keys(), read.answer(), read.again());
            Trace.found(read.cache(), read.keys(), read.answer());
        } else if (task instanceof Task.Load load) {
            load.load().run();
        } else if (task instanceof Change change) {
            new Writes(guard).make(change);
        } else if (task instanceof Task.Wait wait) {
            wait.claims().await(wait.limit());
        }
    }
}
