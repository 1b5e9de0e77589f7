package org.remanence.experiment;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.remanence.result.Curve;

/// A theory beside the curve it predicts.
/// @param of name of the curve in the result
/// @param axis name of the axis
/// @param x positions of the curve
/// @param mean what the theory says there
/// @param residual (measured − theory) / standard error; NaN where the measurement has none
public record Expected(String of, String axis, double[] x, double[] mean, double[] residual) {
    /// A law evaluated where a curve was measured.
    /// @param result which has the curve among its components
    /// @throws IllegalStateException if it has not
    public static Expected beside(Record result, Curve measured, DoubleUnaryOperator law) {
        return beside(name(measured, result), measured, law);
    }

    /// A prediction that was itself measured, independently, at the same positions; the residual counts both errors.
    /// @param result which has the curve among its components
    /// @throws IllegalStateException if it has not
    public static Expected beside(Record result, Curve measured, Curve prediction) {
        return beside(name(measured, result), measured, prediction);
    }

    /// A law beside a curve that stands deeper in the result.
    /// @param of name of the component that leads to it
    public static Expected beside(String of, Curve measured, DoubleUnaryOperator law) {
        double[] mean = IntStream.range(0, measured.size()).mapToDouble(i -> law.applyAsDouble(measured.x()[i])).toArray();
        double[] residual = IntStream.range(0, mean.length).mapToDouble(i -> measured.at(i).residual(mean[i])).toArray();
        return new Expected(of, measured.axis(), measured.x().clone(), mean, residual);
    }

    /// A measured prediction beside a curve that stands deeper in the result.
    /// @param of name of the component that leads to it
    public static Expected beside(String of, Curve measured, Curve prediction) {
        double[] residual = IntStream.range(0, measured.size())
                .mapToDouble(i -> measured.at(i).residual(prediction.at(i))).toArray();
        return new Expected(of, measured.axis(), measured.x().clone(), prediction.mean().clone(), residual);
    }

    /// The component that is this very curve.
    private static String name(Curve curve, Record result) {
        List<String> names = Components.values(result).entrySet().stream().filter(each -> each.getValue() == curve)
                .map(Map.Entry::getKey).toList();
        if (names.size() != 1) {
            throw new IllegalStateException("a curve must be one component of the result, not " + names);
        }
        return names.getFirst();
    }
}
