package io.github.ms100.cacheasmulti.internal.shape;

import io.github.ms100.cacheasmulti.internal.operation.BatchMethod;
import io.github.ms100.cacheasmulti.internal.text.Printable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeansException;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;

/** The path on a row to the element it belongs to. */
final class ElementField {

    private final BatchMethod method;

    private final String path;

    private final String[] segments;

    private final Class<?> elementClass;

    private final ConversionService conversions;

    private ElementField(BatchMethod method, Class<?> elementClass, ConversionService conversions) {
        this.method = method;
        this.path = method.annotation().asElementField();
        this.segments = RowProperty.segments(method);
        this.elementClass = elementClass;
        this.conversions = conversions;
    }

    /** Returns the field of a method, checked as far as the row type is known. */
    static ElementField of(BatchMethod method, Class<?> elementClass, ConversionService conversions) {
        ElementField field = new ElementField(method, elementClass, conversions);
        field.check(RowProperty.rowType(method));
        return field;
    }

    String path() {
        return path;
    }

    /** Reads the element of a row, converted to the elements' type; {@code null} where the path ends early. */
    @Nullable
    Object read(Object row) {
        Object value = row;
        for (String segment : segments) {
            if (value == null) {
                return null;
            }
            value = (value instanceof Map<?, ?> map) ? map.get(segment) : property(value, segment);
        }
        return (value == null || elementClass.isInstance(value)) ? value : converted(value);
    }

    /** Returns the element of a row as another class; {@code null} if it cannot be one. */
    @Nullable
    Object as(Class<?> type, Object element) {
        try {
            return conversions.canConvert(element.getClass(), type) ? conversions.convert(element, type) : null;
        } catch (ConversionException ex) {
            return null;
        }
    }

    private @Nullable Object converted(Object value) {
        try {
            return conversions.convert(value, elementClass);
        } catch (ConversionException ex) {
            throw new IllegalStateException(
                    "asElementField = \"%s\" of a row returned by %s is '%s' (%s), which is no %s. Nothing was cached."
                            .formatted(
                                    path,
                                    method,
                                    Printable.of(value),
                                    value.getClass().getName(),
                                    elementClass.getName()),
                    ex);
        }
    }

    private @Nullable Object property(Object bean, String name) {
        try {
            BeanWrapper properties = PropertyAccessorFactory.forBeanPropertyAccess(bean);
            return properties.isReadableProperty(name)
                    ? properties.getPropertyValue(name)
                    : PropertyAccessorFactory.forDirectFieldAccess(bean).getPropertyValue(name);
        } catch (BeansException ex) {
            throw new IllegalStateException(
                    "Cannot read asElementField = \"%s\" of a row returned by %s: %s has no readable '%s'"
                            .formatted(path, method, bean.getClass().getName(), name),
                    ex);
        }
    }

    private void check(ResolvableType rowType) {
        ResolvableType type = rowType;
        for (String segment : segments) {
            if (!RowProperty.isKnown(type)) {
                return;
            }
            RowProperty found = RowProperty.find(type, segment);
            if (found == null) {
                throw method.invalid(
                        "has asElementField = \"%s\", but %s has neither a getter nor a field '%s'"
                                .formatted(path, type.toClass().getName(), segment),
                        "Name a property of the returned rows that holds the element.");
            }
            type = found.type();
        }
        Class<?> fieldClass = type.toClass();
        // A field of a more general type, such as Serializable, may well hold an element.
        boolean mayHoldElement = fieldClass.isAssignableFrom(elementClass) || elementClass.isAssignableFrom(fieldClass);
        if (!mayHoldElement && !conversions.canConvert(fieldClass, elementClass)) {
            throw method.invalid(
                    "has asElementField = \"%s\" of type %s, which cannot be converted to the element type %s"
                            .formatted(path, fieldClass.getName(), elementClass.getName()),
                    "Name a property of the element's type, or register a Converter with the ConversionService.");
        }
    }
}
