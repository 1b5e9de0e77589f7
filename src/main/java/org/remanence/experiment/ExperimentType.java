package org.remanence.experiment;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;

/// A kind of experiment before its parameters are chosen: what `list` and `show` tell.
/// @param type the record that implements it
/// @param <E> the same
public record ExperimentType<E extends Record & Experiment<?>>(Class<E> type) {
    /// What one component of the result is called and means.
    /// @param name in Java and JSON
    /// @param meaning as a phrase
    /// @param unit of the number; empty for counts, ratios and names
    public record Outcome(String name, String meaning, String unit) {
        private static Outcome of(RecordComponent component) {
            Reported reported = component.getAnnotation(Reported.class);
            if (reported == null) {
                throw new IllegalStateException(component.getName() + " of " + component.getDeclaringRecord().getName()
                        + " needs @Reported, or @Group if it is a group of results");
            }
            return new Outcome(component.getName(), reported.value(), reported.unit());
        }
    }

    /// Refuses a record without [Question].
    public ExperimentType {
        if (!type.isAnnotationPresent(Question.class)) {
            throw new IllegalArgumentException(type.getName() + " needs @Question");
        }
    }

    /// The name on the command line.
    public String name() {
        String given = about().name();
        return given.isEmpty() ? Names.kebab(type.getSimpleName()) : given;
    }

    /// What it asks, where from, at what cost.
    public Question about() {
        return type.getAnnotation(Question.class);
    }

    /// Its parameters.
    public Schema<E> schema() {
        return Schema.of(type);
    }

    /// What it measures, component by component.
    public List<Outcome> outcomes() {
        return Components.of(resultType()).stream().map(Outcome::of).toList();
    }

    private Class<?> resultType() {
        var experiment = (ParameterizedType) type.getGenericInterfaces()[0];
        return (Class<?>) experiment.getActualTypeArguments()[0];
    }
}
