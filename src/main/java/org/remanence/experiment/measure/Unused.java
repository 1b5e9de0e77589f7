package org.remanence.experiment.measure;

import java.math.BigDecimal;
import java.util.Map;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.ParameterSpec;
import org.remanence.experiment.Schema;
import org.remanence.text.BadInput;

/// Parameters that the others leave without effect. Given another value than their default they are refused: nobody should
/// believe in an effect that is not there.
public final class Unused {
    private Unused() { }

    /// Refuses the first of these parameters that is not as it stands by default.
    /// @param question whose parameters they are
    /// @param why they have no effect, for the message: "... has no effect WHY"
    /// @param names in Java and JSON
    /// @throws IllegalArgumentException naming the parameter
    public static <T extends Record> void refuse(T question, String why, String... names) {
        @SuppressWarnings("unchecked")
        Schema<T> schema = Schema.of((Class<T>) question.getClass());
        Map<String, Object> values = schema.values(question);
        for (String name : names) {
            ParameterSpec parameter = schema.fields().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
            if (!isStandard(parameter.standard(), values.get(name))) {
                throw new BadInput("%s has no effect %s: leave it out, got %s", name, why, values.get(name));
            }
        }
    }

    private static boolean isStandard(String standard, Object value) {
        return switch (value) {
            case Number number -> new BigDecimal(standard).compareTo(new BigDecimal(number.toString())) == 0;
            case double[] axis -> AxisValues.parse("standard", standard).equals(AxisValues.of(axis));
            default -> standard.equals(value);
        };
    }
}
