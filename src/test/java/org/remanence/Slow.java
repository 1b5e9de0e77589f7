package org.remanence;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/// A test that takes minutes: left out of an ordinary build, run by `./mvnw verify -Pslow`, and given half an hour.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("slow")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
public @interface Slow { }
