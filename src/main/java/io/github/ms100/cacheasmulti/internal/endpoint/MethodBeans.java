package io.github.ms100.cacheasmulti.internal.endpoint;

import io.github.ms100.cacheasmulti.internal.call.DeclaredMethods;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.Advised;
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

    /** Returns what is called of a bean that has been made when its caches have been asked: itself, without its proxy. */
    @Nullable
    Object target(String name) {
        Object layer = beanFactory.containsSingleton(name) ? beanFactory.getBean(name) : null;
        while (layer != null) {
            Object inner = AopProxyUtils.getSingletonTarget(layer);
            if (inner == null || asksCaches((Advised) layer)) {
                return (inner == null) ? layer : inner;
            }
            layer = inner;
        }
        return null;
    }

    private static boolean asksCaches(Advised proxy) {
        return Arrays.stream(proxy.getAdvisors()).anyMatch(advisor -> advisor.getAdvice() instanceof DeclaredMethods);
    }

    /**
     * A singleton.
     *
     * @param type its class; what a factory bean says, if that makes it
     */
    record Made(String name, Class<?> type, boolean byFactory) {

        /** Returns whether it is of one of the classes that a method has been planned for. */
        boolean isOf(Set<Class<?>> planned) {
            return byFactory ? planned.stream().anyMatch(type::isAssignableFrom) : planned.contains(type);
        }
    }
}
