package io.github.ms100.cacheasmulti.support.redis;

import com.fasterxml.jackson.annotation.JsonBackReference;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIdentityReference;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIgnoreType;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.ms100.cacheasmulti.support.redis.HiddenState.Annotations;
import io.github.ms100.cacheasmulti.support.redis.HiddenState.Part;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Set;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** Which annotations of a field or method keep the property out of JSON, or a part of it, or out of what is read. */
final class PropertyAnnotations {

    private PropertyAnnotations() {}

    /** Adds the annotations of the given member of a class that do so. */
    static void addHiding(Part part, Class<?> type, Collection<String> found) {
        Annotations annotations = part.annotations();
        JsonIgnore ignore = annotations.get(JsonIgnore.class);
        if (ignore != null && ignore.value()) {
            found.add("@JsonIgnore");
        }
        JsonProperty property = annotations.get(JsonProperty.class);
        if (property != null && isOneWay(property)) {
            found.add("@JsonProperty(access = %s)".formatted(property.access()));
        }
        JsonFormat format = annotations.get(JsonFormat.class);
        if (format != null && rounds(format)) {
            found.add("@JsonFormat");
        }
        JsonInclude inclusion = annotations.get(JsonInclude.class);
        if (inclusion != null && leavesOut(inclusion, type)) {
            found.add(text(inclusion));
        }
        if (annotations.get(JsonBackReference.class) != null) {
            found.add("@JsonBackReference");
        }
        if (AnnotatedElementUtils.hasAnnotation(typeOf(part), JsonIgnoreType.class)) {
            found.add("@JsonIgnoreType");
        }
        addThoseOfItsContent(annotations, found);
    }

    private static void addThoseOfItsContent(Annotations annotations, Collection<String> found) {
        JsonIgnoreProperties ignored = annotations.get(JsonIgnoreProperties.class);
        if (ignored != null && ignored.value().length > 0 && !(ignored.allowGetters() && ignored.allowSetters())) {
            found.add("@JsonIgnoreProperties");
        }
        if (annotations.get(JsonIncludeProperties.class) != null) {
            found.add("@JsonIncludeProperties");
        }
        JsonIdentityReference reference = annotations.get(JsonIdentityReference.class);
        if (reference != null && reference.alwaysAsId()) {
            found.add("@JsonIdentityReference");
        }
    }

    /** Tells whether properties that are left out come back as something else: what a constructor makes of them. */
    static boolean leavesOut(JsonInclude inclusion, Class<?> type) {
        return leavesOut(inclusion.value(), type) || leavesOut(inclusion.content(), Object.class);
    }

    private static boolean leavesOut(JsonInclude.Include inclusion, Class<?> type) {
        return switch (inclusion) {
            case ALWAYS, USE_DEFAULTS -> false;
            // A component that is missing is null again.
            case NON_NULL -> !type.isRecord();
            default -> true;
        };
    }

    static String text(JsonInclude inclusion) {
        JsonInclude.Include value = inclusion.value();
        return value == JsonInclude.Include.ALWAYS
                ? "@JsonInclude(content = %s)".formatted(inclusion.content())
                : "@JsonInclude(%s)".formatted(value);
    }

    private static boolean isOneWay(JsonProperty property) {
        return Set.of(JsonProperty.Access.READ_ONLY, JsonProperty.Access.WRITE_ONLY)
                .contains(property.access());
    }

    private static boolean rounds(JsonFormat format) {
        return !format.pattern().isEmpty()
                || Set.of(
                                JsonFormat.Shape.NUMBER,
                                JsonFormat.Shape.NUMBER_INT,
                                JsonFormat.Shape.NUMBER_FLOAT,
                                JsonFormat.Shape.OBJECT)
                        .contains(format.shape());
    }

    private static Class<?> typeOf(Part part) {
        return part.member() instanceof Field field ? field.getType() : ((Method) part.member()).getReturnType();
    }
}
