package org.remanence.process;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;
import org.remanence.tensor.Check;
import org.remanence.text.BadInput;

/// A denoising-diffusion schedule, with β rising linearly if nothing else is said: index k (from 0) has
/// `ᾱ_k = Π_{j≤k} (1 − β_j)`, which is the squared scale of the Ornstein–Uhlenbeck process at time `−½ log ᾱ_k`.
///
/// Logarithms of ᾱ are summed, so early times keep full relative accuracy.
/// Source: Ho, Jain and Abbeel, "Denoising diffusion probabilistic models", NeurIPS 2020, section 4.
public final class DdpmSchedule {
    /// β beyond which the cosine is not followed.
    private static final double MOST = 0.999;
    /// Offset of the cosine, a share of the steps.
    private static final double OFFSET = 0.008;

    private final Kind kind;
    private final double firstBeta;
    private final double lastBeta;
    private final double[] logAlphaBar;

    /// How β rises.
    public enum Kind {
        /// Linearly (Ho, Jain and Abbeel, 2020).
        LINEAR,
        /// Its square root linearly (Rombach et al., 2022).
        SCALED_LINEAR,
        /// So that ᾱ falls as the square of a cosine (Nichol and Dhariwal, 2021).
        COSINE
    }

    /// The published schedule: β from 10⁻⁴ to 2·10⁻² in 1000 steps.
    public DdpmSchedule() {
        this(1000, 1e-4, 2e-2);
    }

    /// A linear schedule.
    /// @param steps number of indices, from 2
    /// @param firstBeta β of index 0, in (0, 1)
    /// @param lastBeta β of the last index, in [firstBeta, 1)
    public DdpmSchedule(int steps, double firstBeta, double lastBeta) {
        this(Kind.LINEAR, checked(firstBeta, lastBeta), lastBeta, steps, k -> firstBeta
                + (lastBeta - firstBeta) * k / (steps - 1));
    }

    private DdpmSchedule(Kind kind, double firstBeta, double lastBeta, int steps, IntToDoubleFunction beta) {
        Check.atLeast("steps", 2, steps);
        this.kind = kind;
        this.firstBeta = firstBeta;
        this.lastBeta = lastBeta;
        logAlphaBar = new double[steps];
        double sum = 0;
        for (int k = 0; k < steps; k++) {
            sum += Math.log1p(-beta.applyAsDouble(k));
            logAlphaBar[k] = sum;
        }
    }

    /// A schedule with the square root of β rising linearly.
    /// @param steps number of indices, from 2
    /// @param firstBeta β of index 0, in (0, 1)
    /// @param lastBeta β of the last index, in [firstBeta, 1)
    public static DdpmSchedule scaledLinear(int steps, double firstBeta, double lastBeta) {
        double first = Math.sqrt(checked(firstBeta, lastBeta));
        return new DdpmSchedule(Kind.SCALED_LINEAR, firstBeta, lastBeta, steps,
                k -> Math.pow(first + (Math.sqrt(lastBeta) - first) * k / (steps - 1), 2));
    }

    /// A schedule with ᾱ falling as the square of a cosine, until β reaches 0.999.
    /// @param steps number of indices, from 2
    public static DdpmSchedule cosine(int steps) {
        IntToDoubleFunction beta = k -> Math.min(1 - squaredCosine((k + 1.0) / steps) / squaredCosine((double) k / steps), MOST);
        return new DdpmSchedule(Kind.COSINE, beta.applyAsDouble(0), MOST, steps, beta);
    }

    private static double squaredCosine(double part) {
        return Math.pow(Math.cos((part + OFFSET) / (1 + OFFSET) * Math.PI / 2), 2);
    }

    private static double checked(double firstBeta, double lastBeta) {
        Check.positive("first β", firstBeta);
        if (!(lastBeta >= firstBeta && lastBeta < 1)) {
            throw new BadInput("last β must lie in [first β = %s, 1), got %s", firstBeta, lastBeta);
        }
        return firstBeta;
    }

    /// How β rises.
    public Kind kind() {
        return kind;
    }

    /// β of index 0.
    public double firstBeta() {
        return firstBeta;
    }

    /// β of the last index.
    public double lastBeta() {
        return lastBeta;
    }

    /// Number of indices.
    public int steps() {
        return logAlphaBar.length;
    }

    /// ᾱ_k, the squared scale of the data at that index.
    /// @throws IndexOutOfBoundsException unless 0 ≤ index < steps
    public double alphaBar(int index) {
        return Math.exp(logAlphaBar(index));
    }

    /// Ornstein–Uhlenbeck time of that index.
    /// @throws IndexOutOfBoundsException unless 0 ≤ index < steps
    public double time(int index) {
        return -0.5 * logAlphaBar(index);
    }

    /// The index at an Ornstein–Uhlenbeck time, interpolated in ln ᾱ; times outside the schedule give its ends.
    public double indexAt(double time) {
        double level = -2 * Check.nonNegative("time", time);
        int above = 0;
        while (above < steps() && logAlphaBar[above] > level) {
            above++;
        }
        if (above == 0 || above == steps()) {
            return Math.clamp(above, 0, steps() - 1);
        }
        return above - (level - logAlphaBar[above]) / (logAlphaBar[above - 1] - logAlphaBar[above]);
    }

    /// The published speciation index: the first k with `ᾱ_k < 1/Λ`; empty if the schedule ends before.
    /// @param largestEigenvalue Λ of the centred covariance, > 0
    public OptionalInt speciationIndex(double largestEigenvalue) {
        double level = -Math.log(Check.positive("largest eigenvalue", largestEigenvalue));
        for (int k = 0; k < steps(); k++) {
            if (logAlphaBar[k] < level) {
                return OptionalInt.of(k);
            }
        }
        return OptionalInt.empty();
    }

    /// All times, from noise to data: a grid for the Ornstein–Uhlenbeck process.
    public TimeGrid grid() {
        double[] times = new double[steps()];
        Arrays.setAll(times, i -> time(steps() - 1 - i));
        return TimeGrid.of(times);
    }

    private double logAlphaBar(int index) {
        return logAlphaBar[(int) Check.index("index", index, steps())];
    }
}
