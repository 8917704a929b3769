package io.github.ms100.cacheasmulti.internal.plan;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;

/** Finds the conversion service of an application: its bean factory's own, else Spring's default. */
public final class Conversions {

    private Conversions() {}

    /** Returns the conversion service of an application; no bean factory means no application. */
    public static ConversionService of(@Nullable BeanFactory beanFactory) {
        ConversionService own =
                (beanFactory instanceof ConfigurableBeanFactory factory) ? factory.getConversionService() : null;
        return (own == null) ? DefaultConversionService.getSharedInstance() : own;
    }
}
