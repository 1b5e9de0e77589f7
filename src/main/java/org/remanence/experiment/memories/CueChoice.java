package org.remanence.experiment.memories;

import org.remanence.experiment.Parameter;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.Unused;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Matrix;

/// How cues differ from their patterns: by noise, and by coordinates that are not known.
public record CueChoice(
        @Parameter(value = "0", min = 0, max = 1e3,
                        help = "noise r of a cue ξ + √r g; for data in units of their mean squared coordinate")
                double cueNoise,
        @Parameter(value = "0", min = 0, max = 0.99,
                        help = "share of the coordinates of a cue that are not known and begin at 0")
                double masked,
        @Parameter(value = "free", help = "whether known coordinates keep their values while the others are retrieved")
                Known known) {
    /// What known coordinates do.
    public enum Known {
        /// They move like the others.
        FREE,
        /// They keep their values.
        KEPT
    }

    /// Refuses parameters out of bounds or without effect.
    public CueChoice {
        Schema.check(CueChoice.class, cueNoise, masked, known);
    }

    /// Cues of some patterns.
    /// @param states where retrieval begins, `[B × N]`
    /// @param kept which coordinates keep their values, `[B × N]`; empty if none does
    record Cues(Matrix states, boolean[][] kept) { }

    /// Refuses a rule for known coordinates where all are known.
    void check() {
        if (masked == 0) {
            Unused.refuse(this, "without --masked", "known");
        }
    }

    /// Whether retrieval begins at the pattern itself.
    boolean isPattern() {
        return cueNoise == 0 && masked == 0;
    }

    /// Overlap of a cue with its pattern, over N.
    double overlap() {
        return 1 - masked;
    }

    /// Squared length of a cue, over N.
    double length() {
        return (1 - masked) * (1 + cueNoise);
    }

    /// @param patterns ξ, `[B × N]`
    /// @param variance mean squared coordinate of patterns
    /// @param stream index i for the cue of pattern i
    Cues of(Matrix patterns, double variance, RandomStream stream) {
        int width = patterns.columns();
        int count = Math.toIntExact(patterns.rows());
        Matrix states = Matrix.zeros(count, width);
        boolean[][] kept = new boolean[known == Known.KEPT && masked > 0 ? count : 0][width];
        double[] noise = new double[width];
        double[] numbers = new double[width];
        for (int i = 0; i < count; i++) {
            double[] cue = patterns.row(i);
            stream.gaussians(i, 0, noise, 0, width);
            stream.uniforms(i, 1L << 32, numbers, 0, width);
            for (int k = 0; k < width; k++) {
                boolean there = numbers[k] >= masked;
                cue[k] = there ? cue[k] + Math.sqrt(cueNoise * variance) * noise[k] : 0;
                if (kept.length > 0) {
                    kept[i][k] = there;
                }
            }
            states.setRow(i, cue);
        }
        return new Cues(states, kept);
    }
}
