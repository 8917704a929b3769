package io.github.ms100.cacheasmulti.internal.endpoint;

import io.github.ms100.cacheasmulti.internal.plan.MethodCatalogue;
import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;

/** Makes elements of what a request says of them, by the conversions of the application. Thread-safe. */
final class ElementTypes {

    /** Text is one of these already, and would have the key of a text. */
    private static final Set<Class<?>> OPEN = Set.of(Object.class, Serializable.class, Comparable.class);

    private final ConversionService conversions;

    ElementTypes(BeanFactory beanFactory) {
        this.conversions = MethodCatalogue.conversionsOf(beanFactory);
    }

    /**
     * Converts a text.
     *
     * @throws RefusedRequestException if it is no element of that type
     */
    Object convert(String text, Class<?> type) {
        boolean holdsOthers =
                type.isArray() || Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
        if (holdsOthers || OPEN.contains(type)) {
            throw RefusedRequestException.invalid(
                    "Elements of type %s cannot be told by a text".formatted(type.getName()));
        }
        Object element;
        try {
            element = conversions.convert(text, type);
        } catch (ConversionException ex) {
            throw RefusedRequestException.invalid(
                    "'%s' cannot be converted to %s".formatted(Texts.of(text), type.getName()));
        }
        if (element == null) {
            throw RefusedRequestException.invalid("'%s' is no %s".formatted(Texts.of(text), type.getName()));
        }
        return element;
    }
}
