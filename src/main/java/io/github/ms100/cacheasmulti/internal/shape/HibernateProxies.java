package io.github.ms100.cacheasmulti.internal.shape;

import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Id;
import java.beans.PropertyDescriptor;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** Looks behind the proxies of Hibernate, an optional library, whose own fields are empty. */
final class HibernateProxies {

    private static final boolean PRESENT = OptionalLibrary.HIBERNATE.isPresent();

    private HibernateProxies() {}

    /**
     * Returns what holds a property of an object: the object itself, or what stands behind it if it is a proxy. Of an
     * entity that is not loaded the proxy knows the identifier, which is then all that the returned map holds; for any
     * other property the entity is loaded.
     */
    static Object behind(Object bean, String property) {
        return PRESENT ? Proxies.behind(bean, property) : bean;
    }

    /** Loaded only where Hibernate is present. */
    private static final class Proxies {

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
