package org.remanence.experiment;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What an experiment asks, for `list`, `show` and the report.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Question {
    /// The question in one line, without a full stop.
    String value();

    /// The name on the command line; by default that of the class, in kebab case.
    String name() default "";

    /// The relation that is measured, in plain text.
    String equation();

    /// Where it comes from: paper and equation, or `derived`.
    String source();

    /// What a run costs, in the parameters' own names, and how long the default takes.
    String cost();
}
