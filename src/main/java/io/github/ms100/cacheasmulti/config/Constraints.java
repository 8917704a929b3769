package io.github.ms100.cacheasmulti.config;

import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import java.lang.annotation.Annotation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/** The constraints of Bean Validation that a method has on a whole collection. They are known by name only. */
final class Constraints {

    private static final String PACKAGE = "jakarta.validation.";

    /** What holds for any part of an argument if it does for the whole, as no part is ever {@code null} or empty. */
    private static final Set<String> HARMLESS_ON_PARAMETER =
            Set.of(PACKAGE + "constraints.NotNull", PACKAGE + "constraints.NotEmpty");

    private static final Set<String> HARMLESS_ON_RESULT = Set.of(PACKAGE + "constraints.NotNull");

    private Constraints() {}

    /**
     * Returns in words the constraints of the batch parameter and of the result that may say something else of a part
     * than of the whole. Those of the elements, as in {@code Collection<@Positive Long>}, are none.
     */
    static List<String> ofWhole(BatchMethod method) {
        Set<String> found = new LinkedHashSet<>();
        Stream.of(method.method(), method.targetMethod()).forEach(declared -> {
            MethodParameter parameter = new AnnotatedMethod(declared).getMethodParameters()[method.parameterIndex()];
            Annotation[] onParameter = parameter.getParameterAnnotations();
            collect(MergedAnnotations.from(onParameter), HARMLESS_ON_PARAMETER, " on the argument", found);
            MergedAnnotations onResult = MergedAnnotations.from(declared, SearchStrategy.TYPE_HIERARCHY);
            collect(onResult, HARMLESS_ON_RESULT, " on the result", found);
        });
        return List.copyOf(found);
    }

    private static void collect(
            MergedAnnotations annotations, Set<String> harmless, String where, Set<String> collected) {
        Stream.concat(annotations.stream(PACKAGE + "Constraint"), annotations.stream(PACKAGE + "Valid"))
                .<MergedAnnotation<?>>map(MergedAnnotation::getRoot)
                .map(MergedAnnotation::getType)
                .filter(type -> !harmless.contains(type.getName()))
                .forEach(type -> collected.add("@" + type.getSimpleName() + where));
    }
}
