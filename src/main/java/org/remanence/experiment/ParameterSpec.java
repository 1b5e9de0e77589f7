package org.remanence.experiment;

import java.util.List;
import java.util.StringJoiner;
import org.remanence.text.BadInput;

/// One parameter, as whatever shows or reads it needs it.
/// @param name in Java and JSON
/// @param standard the default as written on the command line; empty if the parameter must be given
/// @param unit of the number; empty for counts, ratios and names
/// @param help what it means
/// @param bounds of the number
/// @param kind how it is written
/// @param namesData whether it is a text that may name data
public record ParameterSpec(String name, String standard, String unit, String help, Bounds bounds, ParameterType kind, boolean namesData) {
    static ParameterSpec of(String name, Class<?> type, Parameter parameter, boolean inReader) {
        return new ParameterSpec(name, parameter.value(), parameter.unit(), parameter.help(),
                new Bounds(parameter.min(), parameter.above(), parameter.max()), ParameterType.of(type),
                inReader && type == String.class && !parameter.plain());
    }

    /// What kind of text it takes.
    public ParameterForm form() {
        return namesData ? ParameterForm.DATA : kind.form();
    }

    /// The words of a choice; empty for everything else.
    public List<String> choices() {
        return kind.choices();
    }

    /// The command-line flag: the name in kebab case.
    public String flag() {
        return "--" + Names.kebab(name);
    }

    /// What may be written.
    public String syntax() {
        return kind.syntax();
    }

    /// Whether there is no default.
    public boolean required() {
        return standard.isEmpty();
    }

    ParameterSpec withStandard(String text) {
        return new ParameterSpec(name, text, unit, help, bounds, kind, namesData);
    }

    Object read(String text) {
        if (text.isEmpty()) {
            throw new BadInput("%s must be given (%s)", name, flag());
        }
        return kind.read().apply(name, text);
    }

    Object plain(Object value) {
        return kind.plain().apply(value);
    }

    void check(Object value) {
        switch (value) {
            case Number number -> bounds.check(name, number);
            case AxisValues points -> checkEach(points);
            case AxisChoice choice -> choice.given().ifPresent(this::checkEach);
            default -> { }
        }
    }

    private void checkEach(AxisValues points) {
        for (double each : points.values()) {
            bounds.check("each of " + name, each);
        }
    }

    /// Bounds of a number.
    /// @param min least allowed value
    /// @param above must be exceeded
    /// @param max largest allowed value
    public record Bounds(double min, double above, double max) {
        private void check(String name, Number number) {
            double value = number.doubleValue();
            boolean unbounded = above == Double.NEGATIVE_INFINITY;
            if (!(value >= min && (unbounded || value > above) && value <= max) || !Double.isFinite(value)) {
                throw new BadInput("%s must be %s, got %s", name, toString().isEmpty() ? "finite" : this, number);
            }
        }

        /// For example `at least 2`, `above 0`, `at least 0 and at most 1`; empty if there is none.
        @Override
        public String toString() {
            var parts = new StringJoiner(" and ");
            if (min > Double.NEGATIVE_INFINITY) {
                parts.add("at least " + Names.number(min));
            }
            if (above > Double.NEGATIVE_INFINITY) {
                parts.add("above " + Names.number(above));
            }
            if (max < Double.POSITIVE_INFINITY) {
                parts.add("at most " + Names.number(max));
            }
            return parts.toString();
        }
    }
}
