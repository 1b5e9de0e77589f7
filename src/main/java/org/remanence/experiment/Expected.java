package org.remanence.experiment;

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
    /// The law evaluated where the curve was measured.
    public static Expected beside(String of, Curve measured, DoubleUnaryOperator law) {
        double[] mean = IntStream.range(0, measured.size()).mapToDouble(i -> law.applyAsDouble(measured.x()[i])).toArray();
        double[] residual = IntStream.range(0, mean.length).mapToDouble(i -> measured.at(i).residual(mean[i])).toArray();
        return new Expected(of, measured.axis(), measured.x().clone(), mean, residual);
    }

    /// A prediction that was itself measured, independently, at the same positions; the residual counts both errors.
    public static Expected measured(String of, Curve measured, Curve prediction) {
        double[] residual = IntStream.range(0, measured.size())
                .mapToDouble(i -> measured.at(i).residual(prediction.at(i))).toArray();
        return new Expected(of, measured.axis(), measured.x().clone(), prediction.mean().clone(), residual);
    }
}
