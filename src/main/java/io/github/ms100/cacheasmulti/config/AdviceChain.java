package io.github.ms100.cacheasmulti.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;

/** The advice that calls of a bean go through. */
final class AdviceChain {

    private AdviceChain() {}

    /**
     * Returns all of it from the outside to the inside, that of a proxy behind the proxy included, as there is behind that
     * of a factory bean's object; none if the bean is no proxy.
     */
    static List<Advisor> of(Object bean) {
        List<Advisor> advisors = new ArrayList<>();
        Object layer = bean;
        while (layer instanceof Advised advised) {
            Collections.addAll(advisors, advised.getAdvisors());
            layer = AopProxyUtils.getSingletonTarget(advised);
        }
        return advisors;
    }
}
