package org.remanence.experiment;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// One parameter of an experiment: the only place where its default, unit and bounds are written.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Parameter {
    /// The default, written as on the command line; empty if the parameter must be given.
    String value() default "";

    /// Unit of the number; empty for counts, ratios and names.
    String unit() default "";

    /// Least allowed value, of each number if there are several.
    double min() default Double.NEGATIVE_INFINITY;

    /// Bound that must be exceeded, by each number if there are several.
    double above() default Double.NEGATIVE_INFINITY;

    /// Largest allowed value, of each number if there are several.
    double max() default Double.POSITIVE_INFINITY;

    /// What it means, as a phrase without a full stop.
    String help() default "";

    /// Whether a text never names data, although its record [ReadsData].
    boolean plain() default false;
}
