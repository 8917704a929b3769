package io.github.ms100.cacheasmulti.test.broken;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the one test that must notice what is wrong with a store. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface TurnsRed {

    /** The name of the method. */
    String value();

    /** Of a method that makes tests: the name of the test. */
    String dynamic() default "";
}
