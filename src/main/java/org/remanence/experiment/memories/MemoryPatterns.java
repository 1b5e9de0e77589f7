package org.remanence.experiment.memories;

import java.util.Arrays;
import org.remanence.data.DataModel;
import org.remanence.data.GaussianModel;
import org.remanence.data.HiddenManifold;
import org.remanence.data.Nonlinearity;
import org.remanence.data.Rademacher;
import org.remanence.data.Sphere;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Schema;
import org.remanence.text.BadInput;
import org.remanence.theory.memories.BinaryPatterns;
import org.remanence.theory.memories.GaussianPatterns;
import org.remanence.theory.memories.HiddenPatterns;
import org.remanence.theory.memories.ManifoldFunction;
import org.remanence.theory.memories.PatternLaw;
import org.remanence.theory.memories.SphericalPatterns;

/// The law of the patterns of a dense memory.
public record MemoryPatterns(
        @Parameter(value = "gaussian", help = "law of the patterns: all have |ξ|² = N on average") Kind patterns,
        @Parameter(value = "tanh", help = "function of a hidden manifold") ManifoldFunction function,
        @Parameter(value = "0.5", above = 0, max = 100, help = "dimension of a hidden manifold over N") double manifoldRatio) {
    private static final String HIDDEN = "has no effect without --patterns hidden: leave it out, got";

    /// Kinds of patterns.
    public enum Kind {
        /// N(0, 1) coordinates.
        GAUSSIAN,
        /// Uniform on the sphere of radius √N.
        SPHERE,
        /// Independent signs.
        BINARY,
        /// σ(F z/√D).
        HIDDEN
    }

    /// Refuses parameters out of bounds or without effect.
    public MemoryPatterns {
        Schema.check(MemoryPatterns.class, patterns, function, manifoldRatio);
        if (patterns != Kind.HIDDEN && function != ManifoldFunction.TANH) {
            throw new BadInput("function %s %s", HIDDEN, function);
        }
        if (patterns != Kind.HIDDEN && manifoldRatio != 0.5) {
            throw new BadInput("manifold-ratio %s %s", HIDDEN, manifoldRatio);
        }
    }

    /// Whether overlaps with a state depend on its length alone, so that there is theory for any state.
    boolean hasLengthLaw() {
        return patterns == Kind.GAUSSIAN || patterns == Kind.SPHERE;
    }

    /// In the limit.
    PatternLaw law() {
        return switch (patterns) {
            case GAUSSIAN -> new GaussianPatterns();
            case SPHERE -> new SphericalPatterns();
            case BINARY -> new BinaryPatterns();
            case HIDDEN -> new HiddenPatterns(function, manifoldRatio);
        };
    }

    /// In N dimensions.
    /// @param seed of the matrix of a hidden manifold
    DataModel model(int n, long seed) {
        return switch (patterns) {
            case GAUSSIAN -> GaussianModel.isotropic(n, 1);
            case SPHERE -> new Sphere(n);
            case BINARY -> new Rademacher(n);
            case HIDDEN -> {
                double[] variances = new double[(int) Math.max(1, Math.round(manifoldRatio * n))];
                Arrays.fill(variances, 1);
                yield new HiddenManifold(n, variances, Nonlinearity.valueOf(function.name()), seed);
            }
        };
    }
}
