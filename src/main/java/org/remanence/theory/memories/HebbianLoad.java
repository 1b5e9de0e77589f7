package org.remanence.theory.memories;

import org.apache.commons.numbers.gamma.Erf;
import org.remanence.tensor.Check;
import org.remanence.theory.Bracket;

/// The Hopfield model with Hebb's rule at zero temperature: P = αN patterns of signs, with `√(2α) = erf(y)/y − (2/√π) e^{−y²}`
/// and overlap m = erf y at the largest root.
/// Source: Amit, Gutfreund and Sompolinsky, "Storing infinite numbers of patterns", 1985.
public final class HebbianLoad {
    private static final double FAR = 60;
    /// Where the field is largest.
    private static final double BEST = Bracket.root(HebbianLoad::slope, 0.5, 4);

    private HebbianLoad() { }

    /// α_c = 0.1379…, above which no pattern is near a fixed point.
    public static double capacity() {
        return 0.5 * field(BEST) * field(BEST);
    }

    /// Overlap of the fixed point with its pattern; NaN above the capacity.
    /// @param load α > 0
    public static double overlap(double load) {
        double root = Math.sqrt(2 * Check.positive("load α", load));
        return root > field(BEST) ? Double.NaN : Erf.value(Bracket.root(y -> field(y) - root, BEST, FAR));
    }

    private static double slope(double y) {
        return 2 / Math.sqrt(Math.PI) * Math.exp(-y * y) * (1 / y + 2 * y) - Erf.value(y) / (y * y);
    }

    private static double field(double y) {
        return Erf.value(y) / y - 2 / Math.sqrt(Math.PI) * Math.exp(-y * y);
    }
}
