package io.github.ms100.cacheasmulti.config;

import io.github.ms100.cacheasmulti.internal.method.AnnotatedMethods;
import io.github.ms100.cacheasmulti.internal.method.MethodNames;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/** The names of the methods of all beans that have a batch parameter, as messages show them. */
final class BatchMethodNames {

    private BatchMethodNames() {}

    /** Returns the names of those that a filter, given the method and the class of its bean, lets through. */
    static List<String> in(ConfigurableListableBeanFactory beanFactory, BiPredicate<Method, Class<?>> filter) {
        List<String> names = new ArrayList<>();
        for (String bean : beanFactory.getBeanDefinitionNames()) {
            Class<?> type = beanFactory.getType(bean, false);
            if (type != null) {
                Class<?> userClass = ClassUtils.getUserClass(type);
                for (Method method : AnnotatedMethods.of(userClass)) {
                    if (filter.test(method, userClass)) {
                        names.add(MethodNames.of(method, userClass));
                    }
                }
            }
        }
        return names;
    }
}
