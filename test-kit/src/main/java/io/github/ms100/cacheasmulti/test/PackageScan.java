package io.github.ms100.cacheasmulti.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.util.ClassUtils;

/**
 * The classes on the class path in some packages, none of them initialized.
 *
 * @param classes those that could be loaded
 * @param unreadable the others
 */
record PackageScan(Set<Class<?>> classes, List<Unreadable> unreadable) {

    /** Looks for classes in packages and those below them. */
    static PackageScan of(List<String> packages) {
        PackageScan scan = new PackageScan(new LinkedHashSet<>(), new ArrayList<>());
        ClassLoader loader = ClassUtils.getDefaultClassLoader();
        PathMatchingResourcePatternResolver resources = new PathMatchingResourcePatternResolver(loader);
        MetadataReaderFactory readers = new SimpleMetadataReaderFactory(resources);
        for (String name : packages) {
            String pattern = "classpath*:%s/**/*.class".formatted(ClassUtils.convertClassNameToResourcePath(name));
            try {
                for (Resource file : resources.getResources(pattern)) {
                    scan.load(file, readers, loader);
                }
            } catch (IOException ex) {
                throw new UncheckedIOException("Package %s cannot be searched".formatted(name), ex);
            }
        }
        return scan;
    }

    private void load(Resource file, MetadataReaderFactory readers, @Nullable ClassLoader loader) {
        String name = String.valueOf(file.getFilename());
        try {
            name = readers.getMetadataReader(file).getClassMetadata().getClassName();
            classes.add(ClassUtils.getUserClass(ClassUtils.forName(name, loader)));
        } catch (IOException | ClassNotFoundException | LinkageError | RuntimeException ex) {
            unreadable.add(Unreadable.of(name, ex));
        }
    }

    /**
     * Returns the classes that a bean can be of: those with instances, and for each interface that none of them implements
     * the class of a proxy, as a bean has that is an interface only. An interface without one becomes unreadable.
     */
    List<Class<?>> beanClasses() {
        List<Class<?>> beans = new ArrayList<>();
        for (Class<?> type : classes) {
            if (!Modifier.isAbstract(type.getModifiers())) {
                beans.add(type);
            } else if (isBeanByItself(type) && !isImplemented(type)) {
                addProxy(type, beans);
            }
        }
        return beans;
    }

    private void addProxy(Class<?> type, List<Class<?>> beans) {
        try {
            beans.add(proxyClass(type));
        } catch (LinkageError | RuntimeException ex) {
            // Its methods name classes that cannot be loaded, or no class can have all of them.
            unreadable.add(Unreadable.of(type.getName(), ex));
        }
    }

    private static boolean isBeanByItself(Class<?> type) {
        return type.isInterface()
                && !type.isAnnotation()
                && !type.isSealed()
                && !type.isSynthetic()
                && type.getTypeParameters().length == 0;
    }

    private boolean isImplemented(Class<?> type) {
        return classes.stream().anyMatch(other -> !other.isInterface() && type.isAssignableFrom(other));
    }

    private static Class<?> proxyClass(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null)
                .getClass();
    }

    /** Something that could not be looked at, and why. */
    record Unreadable(String name, Throwable cause) {

        static Unreadable of(String name, Throwable failure) {
            Throwable cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return new Unreadable(name, cause);
        }

        @Override
        public String toString() {
            return "%s (%s)".formatted(name, cause);
        }
    }
}
