package io.github.ms100.cacheasmulti.internal.shape;

import io.github.ms100.cacheasmulti.internal.operation.BatchMethod;
import java.beans.PropertyDescriptor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * A property of a row, as it is declared.
 *
 * @param member the getter, record accessor or field by which it is read
 * @param type its type
 */
public record RowProperty(Member member, ResolvableType type) {

    /**
     * Returns the properties on the path to the element of a row, as far as the types of the rows tell.
     *
     * @param method a method with {@code asElementField}
     * @return the properties from the row on; ends early at a {@link Map}, an unknown type or a missing property
     */
    public static List<RowProperty> onPathOf(BatchMethod method) {
        List<RowProperty> path = new ArrayList<>();
        ResolvableType owner = rowType(method);
        for (String name : segments(method)) {
            RowProperty property = isKnown(owner) ? find(owner, name) : null;
            if (property == null) {
                break;
            }
            path.add(property);
            owner = property.type();
        }
        return path;
    }

    static String[] segments(BatchMethod method) {
        return StringUtils.delimitedListToStringArray(method.annotation().asElementField(), ".");
    }

    /** Returns the type of what is a row to a path: of what an {@code Optional} holds. */
    static ResolvableType rowType(BatchMethod method) {
        ResolvableType type = RowContainer.rowType(method);
        return type.toClass() == Optional.class ? type.getGeneric(0) : type;
    }

    /** Returns whether the type tells what properties it has. */
    static boolean isKnown(ResolvableType owner) {
        return owner.toClass() != Object.class && !Map.class.isAssignableFrom(owner.toClass());
    }

    static @Nullable RowProperty find(ResolvableType owner, String name) {
        PropertyDescriptor property = BeanUtils.getPropertyDescriptor(owner.toClass(), name);
        Method getter = (property == null) ? null : property.getReadMethod();
        if (getter != null) {
            return new RowProperty(getter, ResolvableType.forMethodParameter(new MethodParameter(getter, -1), owner));
        }
        Field field = ReflectionUtils.findField(owner.toClass(), name);
        return (field == null) ? null : new RowProperty(field, ResolvableType.forField(field, owner));
    }
}
