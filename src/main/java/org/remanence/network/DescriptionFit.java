package org.remanence.network;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.remanence.data.UniformScaling;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Rows;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Asks a network for the noise in patterns that were noised here: a wrong description gives itself away.
public final class DescriptionFit {
    /// Noise in units of the patterns' standard deviation.
    private static final double[] LEVELS = {0.3, 1, 3};
    private static final int PATTERNS = 256;

    private DescriptionFit() { }

    /// Refuses a network that tells noise worse than one that says nothing, at any of three levels.
    /// @param patterns of the kind it was trained on
    /// @param given units of the patterns, from those of the data as they come from their file
    /// @param stream of the noise
    /// @param name of the network, for the message
    /// @throws BadInput saying how far off it is
    public static void require(TrainedNetwork network, Rows patterns, UniformScaling given, RandomStream stream, String name) {
        UniformScaling units = network.description().units().after(given);
        Matrix some = some(patterns, units);
        double spread = Math.sqrt(variance(some));
        double[] levels = Arrays.stream(LEVELS).map(level -> network.description().range().clamp(level * spread)).toArray();
        try (NetworkFunction function = network.function()) {
            double[] losses = new DenoisingLoss(some, network.description().meaning(), 1, stream).of(function, levels);
            if (!Arrays.stream(losses).allMatch(loss -> loss < 1)) {
                throw new BadInput("""
                        the description of %s does not fit these data: at noise %s its mean squared error of the noise is %s, \
                        and saying nothing has 1. Check prediction, time, state, shift and factor, or whether it was trained on \
                        other data""", name, words(levels), words(losses));
            }
        }
    }

    private static String words(double[] values) {
        return Arrays.stream(values).mapToObj(each -> Text.of("%.3g", each)).collect(Collectors.joining(", "));
    }

    /// Patterns spread evenly over all of them, in the units of the network.
    private static Matrix some(Rows patterns, UniformScaling units) {
        int count = (int) Math.min(PATTERNS, patterns.rows());
        Matrix some = Matrix.zeros(count, patterns.columns());
        double[] row = new double[patterns.columns()];
        for (int i = 0; i < count; i++) {
            patterns.copy(i * patterns.rows() / count, 1, row, 0);
            for (int k = 0; k < row.length; k++) {
                row[k] = (row[k] - units.shift()[k]) * units.factor();
            }
            some.setRow(i, row);
        }
        return some;
    }

    /// Mean over coordinates; 1 if all patterns are the same.
    private static double variance(Matrix some) {
        double total = 0;
        for (int k = 0; k < some.columns(); k++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < some.rows(); i++) {
                sum += some.get(i, k);
                squares += some.get(i, k) * some.get(i, k);
            }
            total += squares / some.rows() - Math.pow(sum / some.rows(), 2);
        }
        return total > 0 ? total / some.columns() : 1;
    }
}
