package io.github.ms100.cacheasmulti.internal.shape;

import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import io.github.ms100.cacheasmulti.support.Printable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Id;
import java.beans.PropertyDescriptor;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.util.ClassUtils;
import org.springframework.util.MethodInvoker;
import org.springframework.util.ReflectionUtils;

/** The path on a row to the element it belongs to (S10). */
final class ElementField {

    private static final Log logger = LogFactory.getLog(ElementField.class);

    private static final boolean HIBERNATE = OptionalLibrary.HIBERNATE.isPresent();

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
            Object owner = HIBERNATE ? HibernateProxies.behind(value, segment) : value;
            value = (owner instanceof Map<?, ?> map) ? map.get(segment) : property(owner, segment);
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
                    "asElementField = \"%s\" of a row returned by %s is %s, which is no %s. Nothing was cached."
                            .formatted(path, method, Printable.withType(value), elementClass.getName()),
                    ex);
        }
    }

    private @Nullable Object property(Object bean, String name) {
        try {
            BeanWrapper properties = PropertyAccessorFactory.forBeanPropertyAccess(bean);
            if (properties.isReadableProperty(name)) {
                return properties.getPropertyValue(name);
            }
            // Before the field: that of a proxy is not the one of the object behind it.
            Method accessor = RowProperty.accessor(bean.getClass(), name);
            return (accessor != null)
                    ? call(bean, accessor)
                    : PropertyAccessorFactory.forDirectFieldAccess(bean).getPropertyValue(name);
        } catch (ReflectiveOperationException | RuntimeException ex) {
            throw new IllegalStateException(
                    "Cannot read asElementField = \"%s\" of a row returned by %s: %s has no readable '%s'"
                            .formatted(path, method, bean.getClass().getName(), name),
                    ex);
        }
    }

    private static @Nullable Object call(Object bean, Method accessor) throws ReflectiveOperationException {
        MethodInvoker invoker = new MethodInvoker();
        invoker.setTargetObject(bean);
        invoker.setTargetMethod(accessor.getName());
        invoker.prepare();
        return invoker.invoke();
    }

    private void check(ResolvableType rowType) {
        ResolvableType type = rowType;
        for (String segment : segments) {
            if (!RowProperty.isKnown(type)) {
                return;
            }
            RowProperty found = RowProperty.find(type, segment);
            if (found == null) {
                checkMissing(type.toClass(), segment);
                return;
            }
            type = found.type();
        }
        checkType(type.toClass());
    }

    private void checkMissing(Class<?> owner, String segment) {
        String found = "has asElementField = \"%s\", but %s has neither a getter nor a field '%s'"
                .formatted(path, owner.getName(), segment);
        if (!RowProperty.subclassMayHave(owner, segment)) {
            throw method.invalid(found, "Name a property of the returned rows that holds the element.");
        }
        if (!Modifier.isAbstract(owner.getModifiers())) {
            logger.warn("%s %s: only rows of a subclass that has one can be matched".formatted(method, found));
        }
    }

    private void checkType(Class<?> declared) {
        // Boxed, as its values are when they are converted.
        Class<?> fieldClass = ClassUtils.resolvePrimitiveIfNecessary(declared);
        // A field of a more general type, such as Serializable, may well hold an element.
        boolean mayHoldElement = fieldClass.isAssignableFrom(elementClass) || elementClass.isAssignableFrom(fieldClass);
        // So may one whose values are all of subclasses, which may be convertible though it is not.
        boolean abstractType = Modifier.isAbstract(fieldClass.getModifiers()) && !fieldClass.isArray();
        if (!mayHoldElement && !abstractType && !conversions.canConvert(fieldClass, elementClass)) {
            throw method.invalid(
                    "has asElementField = \"%s\" of type %s, which cannot be converted to the element type %s"
                            .formatted(path, fieldClass.getName(), elementClass.getName()),
                    "Name a property of the element's type, or register a Converter with the ConversionService.");
        }
    }

    /** Looks behind the proxies of Hibernate, whose own fields are empty; loaded only where Hibernate is present. */
    static final class HibernateProxies {

        private HibernateProxies() {}

        /**
         * Returns what holds a property of an object: the object itself, or what stands behind it if it is a proxy. Of an
         * entity that is not loaded the proxy knows the identifier, which is then all that the returned map holds; for any
         * other property the entity is loaded.
         */
        static Object behind(Object bean, String property) {
            if (!(bean instanceof HibernateProxy proxy)) {
                return bean;
            }
            LazyInitializer entity = proxy.getHibernateLazyInitializer();
            Object id = entity.isUninitialized() ? entity.getInternalIdentifier() : null;
            return (id != null && isIdentifier(entity.getPersistentClass(), property, id))
                    ? Map.of(property, id)
                    : entity.getImplementation();
        }

        private static boolean isIdentifier(Class<?> entity, String property, Object id) {
            Field field = ReflectionUtils.findField(entity, property);
            if (field != null && isMarked(field)) {
                // One of several such fields has another type than the identifier that is made of them all.
                return ClassUtils.isAssignableValue(field.getType(), id);
            }
            PropertyDescriptor descriptor = BeanUtils.getPropertyDescriptor(entity, property);
            Method getter = (descriptor == null) ? null : descriptor.getReadMethod();
            return getter != null && isMarked(getter) && ClassUtils.isAssignableValue(getter.getReturnType(), id);
        }

        private static boolean isMarked(AnnotatedElement member) {
            return member.isAnnotationPresent(Id.class) || member.isAnnotationPresent(EmbeddedId.class);
        }
    }
}
