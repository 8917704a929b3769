package io.github.ms100.cacheasmulti.internal.shape;

import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import java.beans.PropertyDescriptor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
     * @return the properties from the row on, those of each subclass of a sealed type included; ends early at a {@link
     *     Map}, an unknown type or a missing property
     */
    public static List<RowProperty> onPathOf(BatchMethod method) {
        List<RowProperty> path = new ArrayList<>();
        ResolvableType owner = rowType(method);
        for (String name : segments(method)) {
            if (!isKnown(owner)) {
                break;
            }
            ofSubclasses(owner.toClass(), name).forEach(path::add);
            RowProperty property = find(owner, name);
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
        ResolvableType type = ReturnTypes.valueType(method);
        return type.toClass() == Optional.class ? type.getGeneric(0) : type;
    }

    /** Returns whether the type tells what properties it has. */
    static boolean isKnown(ResolvableType owner) {
        return owner.toClass() != Object.class && !Map.class.isAssignableFrom(owner.toClass());
    }

    /** Returns whether an instance of a type may have a property that the type does not: as one of a subclass. */
    static boolean subclassMayHave(Class<?> type, String name) {
        // Which is so of primitives and arrays, too.
        if (Modifier.isFinal(type.getModifiers())) {
            return false;
        }
        return !type.isSealed()
                || permitted(type)
                        .anyMatch(subclass -> find(ResolvableType.forClass(subclass), name) != null
                                || subclassMayHave(subclass, name));
    }

    private static Stream<Class<?>> permitted(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return (permitted == null) ? Stream.empty() : Arrays.stream(permitted);
    }

    /** Returns the properties of the subclasses of a sealed type. */
    private static Stream<RowProperty> ofSubclasses(Class<?> type, String name) {
        return permitted(type).flatMap(subclass -> {
            RowProperty property = find(ResolvableType.forClass(subclass), name);
            return Stream.concat(Stream.ofNullable(property), ofSubclasses(subclass, name));
        });
    }

    static @Nullable RowProperty find(ResolvableType owner, String name) {
        PropertyDescriptor property = BeanUtils.getPropertyDescriptor(owner.toClass(), name);
        Method getter = (property == null) ? null : property.getReadMethod();
        if (getter != null) {
            return ofMethod(getter, owner);
        }
        Method accessor = accessor(owner.toClass(), name);
        if (accessor != null) {
            return ofMethod(accessor, owner);
        }
        Field field = ReflectionUtils.findField(owner.toClass(), name);
        return (field == null) ? null : new RowProperty(field, ResolvableType.forField(field, owner));
    }

    private static RowProperty ofMethod(Method method, ResolvableType owner) {
        return new RowProperty(method, ResolvableType.forMethodParameter(new MethodParameter(method, -1), owner));
    }

    /** Returns the method that is named like a property and returns it, as those of records; {@code null} if none does. */
    static @Nullable Method accessor(Class<?> owner, String name) {
        Method method = ReflectionUtils.findMethod(owner, name);
        return (method == null
                        || method.getReturnType() == void.class
                        || method.getDeclaringClass() == Object.class
                        || Modifier.isStatic(method.getModifiers())
                        || Modifier.isPrivate(method.getModifiers()))
                ? null
                : method;
    }
}
