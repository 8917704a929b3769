package io.github.ms100.cacheasmulti.cache.interceptor;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.cache.config.CacheManagementConfigUtils;
import org.springframework.context.support.GenericApplicationContext;

/** The families of cache annotations; a class under test may have those of both. */
enum Family {
    SPRING(CacheManagementConfigUtils.JCACHE_ADVISOR_BEAN_NAME),
    JSR_107(CacheManagementConfigUtils.CACHE_ADVISOR_BEAN_NAME);

    private final String advisorOfTheOther;

    Family(String advisorOfTheOther) {
        this.advisorOfTheOther = advisorOfTheOther;
    }

    /** Leaves the annotations of the other family without effect; all else stays as the application has it. */
    void only(GenericApplicationContext context) {
        context.addBeanFactoryPostProcessor(
                factory -> ((BeanDefinitionRegistry) factory).removeBeanDefinition(advisorOfTheOther));
    }
}
