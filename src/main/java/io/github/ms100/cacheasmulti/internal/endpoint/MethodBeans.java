package io.github.ms100.cacheasmulti.internal.endpoint;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** The beans that batch methods are of; makes none. Thread-safe. */
final class MethodBeans {

    private final ConfigurableListableBeanFactory beanFactory;

    MethodBeans(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    /** Returns the names of the singletons that have been made, in the order of their definitions, each with its class. */
    List<Made> made() {
        List<Made> made = new ArrayList<>();
        for (String name : beanFactory.getBeanDefinitionNames()) {
            Object bean = beanFactory.containsSingleton(name) ? beanFactory.getSingleton(name) : null;
            Class<?> type = (bean instanceof FactoryBean<?>)
                    ? beanFactory.getType(name, false)
                    : (bean == null) ? null : AopProxyUtils.ultimateTargetClass(bean);
            if (type != null) {
                made.add(new Made(name, type, bean instanceof FactoryBean<?>));
            }
        }
        return made;
    }

    /** Returns a bean that has been made, as its own methods see it. */
    @Nullable
    Object target(String name) {
        Object bean = beanFactory.containsSingleton(name) ? beanFactory.getBean(name) : null;
        Object target = bean;
        while (target != null) {
            bean = target;
            target = AopProxyUtils.getSingletonTarget(bean);
        }
        return bean;
    }

    /**
     * A singleton.
     *
     * @param type its class; what a factory bean says, if that makes it
     */
    record Made(String name, Class<?> type, boolean byFactory) {

        /** Returns whether a method is one of its own, being planned for beans of the given classes. */
        boolean has(Method method, Set<Class<?>> planned) {
            return byFactory ? method.getDeclaringClass().isAssignableFrom(type) : planned.contains(type);
        }
    }
}
