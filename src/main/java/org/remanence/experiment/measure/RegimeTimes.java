package org.remanence.experiment.measure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.IntStream;
import org.remanence.experiment.AxisValues;
import org.remanence.linalg.Spectrum;
import org.remanence.process.Diffusion;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;

/// Times that show both transitions of patterns, wherever they lie. They run from well below the collapse to well above speciation, in
/// equal steps of the logarithm of the noise.
///
/// The collapse is looked for with few draws, since theory may be far off for data that are no Gaussian.
/// @param process whose time is meant
/// @param collapse noise-to-signal ratio τ at about φ_C = 1/2
/// @param speciation noise-to-signal ratio τ at which the leading direction drowns, Λ
public record RegimeTimes(Diffusion process, double collapse, double speciation) {
    private static final int CURVE = 13;
    private static final int CLONES = 9;
    /// How far below the collapse curves begin, and clones part, as factors of the noise.
    private static final double DEEP = 30;
    private static final double BELOW = 4;
    /// How far above the later transition they end.
    private static final double ABOVE = 10;
    private static final int DRAWS = 128;
    private static final int HALVINGS = 7;
    /// How far below the collapse of a Gaussian it is looked for: so many times this factor of the noise.
    private static final double LEAP = 30;
    private static final int LEAPS = 15;
    private static final int DIGITS = 3;

    /// The transitions of these patterns.
    /// @param spectrum of their covariance
    public static RegimeTimes of(CollapseTheory theory, Spectrum spectrum, EmpiricalScore score, Session session) {
        double expected = theory.spectrum().inverse(Math.log(theory.patterns()));
        return new RegimeTimes(theory.process(), collapse(expected, score, session), spectrum.largest(1)[0]);
    }

    /// Where curves are measured.
    public AxisValues curves() {
        return between(collapse / DEEP, CURVE);
    }

    /// Where clones part.
    public AxisValues clones() {
        return between(collapse / BELOW, CLONES);
    }

    private AxisValues between(double low, int count) {
        double ratio = ABOVE * Math.max(collapse, speciation) / low;
        double[] times = IntStream.range(0, count)
                .mapToDouble(i -> rounded(process.timeAt(low * Math.pow(ratio, (double) i / (count - 1))))).distinct().toArray();
        return AxisValues.of(times);
    }

    /// By bisection of the logarithm of the noise; φ_C falls with it. Copies among the patterns may keep it below 1/2, and what
    /// is expected stands in.
    private static double collapse(double expected, EmpiricalScore score, Session session) {
        double low = expected;
        double high = expected * ABOVE;
        for (int i = 0; sameNeighbour(low, score, session) < 0.5; i++) {
            if (i == LEAPS) {
                return expected;
            }
            high = low;
            low /= LEAP;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = Math.sqrt(low * high);
            if (sameNeighbour(middle, score, session) < 0.5) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Math.sqrt(low * high);
    }

    private static double sameNeighbour(double noise, EmpiricalScore score, Session session) {
        return PosteriorDraws.at(score.diffusion().timeAt(noise), DRAWS, 0, score, session).sameNeighbour().mean();
    }

    private static double rounded(double time) {
        return new BigDecimal(time).round(new MathContext(DIGITS)).doubleValue();
    }
}
