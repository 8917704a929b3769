package io.github.ms100.cacheasmulti.consumer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/** Brings the garage into a slice, which leaves services and properties out. */
@Import({Garage.class, CarTable.class})
@EnableConfigurationProperties(ConsumerProperties.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface GarageSlice {}
