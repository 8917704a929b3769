package io.github.ms100.cacheasmulti.config;

import io.github.ms100.cacheasmulti.config.FrontEnd.Replacement;
import java.lang.reflect.Constructor;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.core.type.MethodMetadata;

/**
 * Puts the library's operation source and interceptor in the place of Spring's, by changing their definitions: names,
 * order and all that is injected elsewhere stay as they are (S2). Definitions of the user's own are left alone. Running
 * twice changes nothing more.
 */
final class CachingDefinitionPostProcessor implements BeanDefinitionRegistryPostProcessor {

    private final FrontEnd<?> frontEnd;

    CachingDefinitionPostProcessor(FrontEnd<?> frontEnd) {
        this.frontEnd = frontEnd;
    }

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        for (String name : registry.getBeanDefinitionNames()) {
            if (registry.getBeanDefinition(name) instanceof AbstractBeanDefinition definition) {
                replace(definition);
            }
        }
    }

    private void replace(AbstractBeanDefinition definition) {
        if (isFactoryMethod(definition, "cacheOperationSource")) {
            define(definition, frontEnd.source());
            frontEnd.defineSource().accept(definition);
        } else if (isFactoryMethod(definition, "cacheInterceptor")) {
            define(definition, frontEnd.interceptor());
            autowire(definition);
        } else if (isPlain(definition, frontEnd.source())) {
            definition.setBeanClass(frontEnd.source().batch());
        } else if (isPlain(definition, frontEnd.interceptor())) {
            definition.setBeanClass(frontEnd.interceptor().batch());
        }
    }

    /**
     * Lets the definition use the constructor of its class that takes what is injected; the one without parameters is for
     * definitions with properties. By an attribute, as code that is generated ahead of time knows no autowire mode.
     */
    static void autowire(AbstractBeanDefinition definition) {
        Constructor<?> injected = Collections.max(
                List.of(definition.getBeanClass().getConstructors()),
                Comparator.comparingInt(Constructor::getParameterCount));
        definition.setAttribute(AbstractBeanDefinition.PREFERRED_CONSTRUCTORS_ATTRIBUTE, injected);
    }

    private static void define(AbstractBeanDefinition definition, Replacement<?> replacement) {
        definition.setFactoryBeanName(null);
        definition.setFactoryMethodName(null);
        definition.setBeanClass(replacement.batch());
    }

    // By declaring class, because the name of the configuration's bean is up to the BeanNameGenerator.
    private boolean isFactoryMethod(BeanDefinition definition, String name) {
        MethodMetadata method =
                (definition instanceof AnnotatedBeanDefinition annotated) ? annotated.getFactoryMethodMetadata() : null;
        return method != null
                && frontEnd.factories().contains(method.getDeclaringClassName())
                && name.equals(definition.getFactoryMethodName());
    }

    /** Whether it is what {@code <cache:annotation-driven>} registers, under a generated name. */
    private static boolean isPlain(BeanDefinition definition, Replacement<?> replacement) {
        return definition.getRole() == BeanDefinition.ROLE_INFRASTRUCTURE
                && definition.getFactoryMethodName() == null
                && replacement.original().getName().equals(definition.getBeanClassName());
    }
}
