package org.remanence.experiment;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What one component of a result or of a theory means.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Reported {
    /// The meaning, as a phrase without a full stop.
    String value();

    /// Unit of the number; empty for counts, ratios and names.
    String unit() default "";
}
