package io.github.ms100.cacheasmulti.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.tools.ToolProvider;

/** Classes that are compiled by a test, without {@code -parameters}, and loaded from a directory of their own. */
final class CompiledClasses implements AutoCloseable {

    private final Path directory;

    private final URLClassLoader loader;

    private CompiledClasses(Path directory, URLClassLoader loader) {
        this.directory = directory;
        this.loader = loader;
    }

    static CompiledClasses in(Path directory) throws IOException {
        URL[] classPath = {directory.toUri().toURL()};
        return new CompiledClasses(directory, new URLClassLoader(classPath, CompiledClasses.class.getClassLoader()));
    }

    void compile(String className, String source) throws IOException {
        Path file = directory.resolve(className.replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        String classPath = System.getProperty("java.class.path") + System.getProperty("path.separator") + directory;

        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classPath, file.toString());

        assertThat(result).as("compiled %s", className).isZero();
    }

    /** Does something in a thread whose classes are these. */
    <T> T call(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
