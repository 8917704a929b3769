package io.github.ms100.cacheasmulti.test;

import io.github.ms100.cacheasmulti.internal.method.BatchParameter;
import io.github.ms100.cacheasmulti.internal.plan.BatchMethodInspector;
import io.github.ms100.cacheasmulti.internal.plan.BatchMethodSource;
import io.github.ms100.cacheasmulti.internal.plan.Plan;
import io.github.ms100.cacheasmulti.test.PackageScan.Unreadable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.BeanInstantiationException;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;

/**
 * The start-up checks of batch methods, in a test and without a context: every class of some packages is looked at, those of
 * lazy beans too.
 *
 * <pre>{@code
 * @Test
 * void batchMethodsAreValid() {
 *     BatchMethods.in("com.example").areValid();
 * }
 * }</pre>
 *
 * <p>Looked at are classes that a bean can be of, and interfaces that no class in the packages implements, as repositories
 * and mappers are; not abstract classes and generic interfaces. Immutable.
 *
 * @since 2.0.0
 */
public final class BatchMethods {

    private static final Log logger = LogFactory.getLog(BatchMethods.class);

    private final List<String> packages;

    private final ConversionService conversions;

    private BatchMethods(List<String> packages, ConversionService conversions) {
        this.packages = packages;
        this.conversions = conversions;
    }

    /**
     * Returns the batch methods on the class path in packages and those below them.
     *
     * @param packages their names; at least one
     */
    public static BatchMethods in(String... packages) {
        if (packages.length == 0) {
            throw new IllegalArgumentException("Name at least one package");
        }
        return new BatchMethods(List.of(packages), DefaultConversionService.getSharedInstance());
    }

    /**
     * Returns the same methods, checked with the conversion service of the application, where that converts what Spring's
     * default cannot: a field of a row to an element.
     */
    public BatchMethods convertedBy(ConversionService application) {
        return new BatchMethods(packages, application);
    }

    /**
     * Asserts that an application with beans of these classes would start: that every batch method can work. Here its
     * annotation must also have an effect, which at the start is a warning, and its parameters must have names in the class
     * file ({@code -parameters}), even if no key needs them yet.
     *
     * <p>Classes that cannot be loaded are left out; so are methods that need a bean which cannot be made without a context,
     * as a {@code CacheResolverFactory} of JSR-107. These are in the message, and logged as a warning.
     *
     * @throws AssertionError with all problems, in the words of the start; or if there is no batch method at all
     */
    public void areValid() {
        Check check = new Check(PackageScan.of(packages));
        if (!check.leftOut.isEmpty()) {
            logger.warn("Not checked in %s:%s".formatted(packages, lines(check.leftOut)));
        }
        if (check.methods == 0) {
            throw new AssertionError(
                    "There is no batch method in %s, so nothing was checked: are these the right packages?%s"
                            .formatted(packages, leftOut(check)));
        }
        if (!check.problems.isEmpty()) {
            throw new AssertionError("%d problem(s) with batch methods in %s:%s%s"
                    .formatted(check.problems.size(), packages, lines(check.problems), leftOut(check)));
        }
    }

    private static String leftOut(Check check) {
        return check.leftOut.isEmpty() ? "" : "\nNot checked:" + lines(check.leftOut);
    }

    private static String lines(Set<String> items) {
        return items.stream().map(item -> "\n- " + item).collect(Collectors.joining());
    }

    /** What was found when the classes were looked at. */
    private final class Check {

        private final List<BatchMethodSource> families = AnnotationFamilies.with(conversions);

        private final DefaultParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

        private final Set<String> problems = new LinkedHashSet<>();

        private final Set<String> leftOut = new TreeSet<>();

        private int methods;

        Check(PackageScan scan) {
            scan.beanClasses().forEach(this::look);
            scan.unreadable().stream().map(Unreadable::toString).forEach(leftOut::add);
        }

        private void look(Class<?> beanClass) {
            List<Method> found;
            try {
                found = new ArrayList<>(BatchParameter.methodsOf(beanClass));
            } catch (IllegalStateException | LinkageError ex) {
                leftOut.add(Unreadable.of(beanClass.getName(), ex).toString());
                return;
            }
            methods += found.size();
            found.forEach(method -> look(method, beanClass));
        }

        private void look(Method method, Class<?> beanClass) {
            try {
                String noEffect = BatchMethodInspector.check(method, beanClass, families);
                if (noEffect != null) {
                    problems.add(noEffect);
                }
                families.stream()
                        .map(family -> family.plan(method, beanClass))
                        .filter(plan -> plan != null
                                && names.getParameterNames(plan.method().targetMethod()) == null)
                        .forEach(this::missesNames);
            } catch (BeanInstantiationException | LinkageError ex) {
                leftOut.add(new Unreadable(method.toString(), ex).toString());
            } catch (RuntimeException ex) {
                // Of the library or of Spring: it would keep the application from starting.
                problems.add(String.valueOf(ex.getMessage()));
            }
        }

        private void missesNames(Plan plan) {
            problems.add(
                    ("The parameters of %s have no names in the class file, so keys and conditions can name them by #p0"
                                    + " or #a0 only. Compile with -parameters.")
                            .formatted(plan.method()));
        }
    }
}
