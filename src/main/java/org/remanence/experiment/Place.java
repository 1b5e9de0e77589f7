package org.remanence.experiment;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Optional;
import org.remanence.data.DataModel;
import org.remanence.data.DataSource;
import org.remanence.data.PatternSet;
import org.remanence.lab.Lab;
import org.remanence.tensor.Check;
import org.remanence.tensor.Precision;
import org.remanence.theory.AnisotropicGaussian;

/// The state that a question is asked at: `origin`, `datum` (a fresh draw from the law, no pattern of the set), `typical`
/// (such a draw with noise of variance τ_C, the collapse time), or a file with one row.
/// @param text as the user wrote it
record Place(String text) {
    /// What may be written, for help.
    static final String HELP = "origin, datum (a fresh draw), typical (a fresh draw, noised to the collapse time), or a file with one row";

    /// The state, `[d]`.
    /// @param model the law of the patterns, if it is known
    /// @param dimension d
    /// @param logPatterns log n
    /// @param lab whose streams `place` and `place noise` draw it
    /// @throws IllegalArgumentException if it asks for a draw from an unknown law, or a file does not hold one such row
    double[] state(Optional<DataModel> model, int dimension, double logPatterns, Lab lab) {
        return switch (text) {
            case "origin" -> new double[dimension];
            case "datum" -> draw(model, lab);
            case "typical" -> noised(draw(model, lab), model.orElseThrow(), logPatterns, lab);
            default -> read(dimension, lab);
        };
    }

    private double[] draw(Optional<DataModel> model, Lab lab) {
        DataModel law = model.orElseThrow(() -> new IllegalArgumentException(
                "at=%s draws from the law of the patterns, which is known for models alone: give origin, or a file with one row".formatted(text)));
        double[] state = new double[law.dimension()];
        law.fill(lab.stream("place"), 0, 1, state, 0);
        return state;
    }

    private static double[] noised(double[] state, DataModel law, double logPatterns, Lab lab) {
        double sigma = Math.sqrt(new AnisotropicGaussian(law.eigenvalues()).inverse(logPatterns));
        double[] noise = new double[state.length];
        lab.stream("place noise").gaussians(0, 0, noise, 0, noise.length);
        for (int k = 0; k < noise.length; k++) {
            state[k] = Math.fma(sigma, noise[k], state[k]);
        }
        return state;
    }

    private double[] read(int dimension, Lab lab) {
        if (!Path.of(text).toFile().exists()) {
            throw new IllegalArgumentException("at must be %s, got '%s'".formatted(HELP, text));
        }
        try (Arena arena = Arena.ofConfined()) {
            PatternSet rows = DataSource.open(text, lab.stream("place"), Precision.DOUBLE, arena);
            Check.size("rows of " + text, rows.rows(), "states", 1);
            Check.size("columns of " + text, rows.columns(), "dimension of the patterns", dimension);
            return rows.row(0);
        }
    }
}
