package org.remanence.experiment;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Defaults of a group of parameters, where an experiment wants other ones than the group declares.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Defaults {
    /// Each `name=value`, written as on the command line; `name=` makes the parameter one that must be given.
    String[] value();
}
