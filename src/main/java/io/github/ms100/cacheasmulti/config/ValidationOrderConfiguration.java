package io.github.ms100.cacheasmulti.config;

import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/** A look at the order of caching and validation, where there is Bean Validation. */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class ValidationOrderConfiguration {

    // A bean post-processor that the context makes would be advised itself, and have the interceptors made before it.
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static BeanFactoryPostProcessor cacheAsMultiValidationOrder() {
        BeanFactoryInitializer<ConfigurableListableBeanFactory> last =
                beans -> beans.addBeanPostProcessor(new ValidationOrderWarning(beans));
        return beans -> beans.registerSingleton("cacheAsMultiValidationOrderWarning", last);
    }
}
