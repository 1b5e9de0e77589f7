package org.remanence.theory.memories;

import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.remanence.channel.NormalTail;
import org.remanence.linalg.GaussHermite;
import org.remanence.tensor.Check;
import org.remanence.text.BadInput;
import org.remanence.theory.Bracket;
import org.remanence.theory.MarchenkoPastur;
import org.remanence.theory.NotConverged;
import org.remanence.theory.SpectralLaw;

/// Patterns σ(F z/√D) of a hidden manifold of dimension D = α_D N, F and z of independent N(0, 1) entries.
///
/// ζ is the free entropy of an inference problem whose likelihood is not that of the teacher, in the replica-symmetric ansatz;
/// the state is another pattern. Linear patterns have closed forms.
/// @param function σ, scaled to E σ² = 1
/// @param ratio α_D = D/N
/// Source: derived; the replica-symmetric ansatz was held to Monte Carlo at few points.
public record HiddenPatterns(ManifoldFunction function, double ratio) implements PatternLaw {
    private static final int ITERATIONS = 4000;
    private static final double ACCURACY = 1e-11;
    private static final double KEEP = 0.3;
    private static final double LAMBDA_ACCURACY = 1e-9;
    private static final double TIME_ACCURACY = 1e-8;
    private static final double LARGEST = 64;
    private static final double LEAST_TIME = 1e-3;
    private static final GaussIntegrator TEACHER = new GaussIntegratorFactory().legendre(48);
    private static final double TEACHER_REACH = 8;
    private static final GaussHermite FIELD = GaussHermite.of(32);
    private static final int IMAGE_NODES = 200;

    /// Refuses a ratio that is not positive.
    public HiddenPatterns {
        Check.positive("manifold ratio α_D = D/N", ratio);
    }

    /// Overlaps of the replica-symmetric saddle point, and what they give.
    private record Saddle(double teacher, double self, double spread, double freeEntropy, double product) { }

    @Override
    public double freeEntropy(double lambda, double length) {
        return function == ManifoldFunction.IDENTITY ? 0.5 * lambda * lambda * (1 + 1 / ratio) : saddle(lambda).freeEntropy;
    }

    @Override
    public double overlap(double lambda, double length) {
        return function == ManifoldFunction.IDENTITY ? lambda * (1 + 1 / ratio) : saddle(lambda).product;
    }

    @Override
    public Tilted tilted(double lambda, double length) {
        if (function == ManifoldFunction.IDENTITY) {
            return new Tilted(freeEntropy(lambda, length), overlap(lambda, length));
        }
        Saddle y = saddle(lambda);
        return new Tilted(y.freeEntropy, y.product);
    }

    @Override
    public double condensation(double load, double length) {
        if (function == ManifoldFunction.IDENTITY) {
            return Math.sqrt(2 * load / (1 + 1 / ratio));
        }
        double upper = 1;
        while (entropy(upper) < load) {
            upper *= 2;
            if (upper > LARGEST) {
                throw new BadInput("load α = (log P)/N is too large for a condensed phase below λ = %s of these patterns, got %s", LARGEST, load);
            }
        }
        return Bracket.root(lambda -> load - entropy(lambda), 1e-4, upper);
    }

    /// `λ ζ′ − ζ`: minus the rate of overlaps that λ selects.
    private double entropy(double lambda) {
        Saddle y = saddle(lambda);
        return lambda * y.product - y.freeEntropy;
    }

    @Override
    public double saturation() {
        if (function == ManifoldFunction.IDENTITY) {
            return ratio / (1 + ratio);
        }
        double lower = 1e-4;
        double upper = 0.25;
        while (overlap(upper, 1) < 1) {
            lower = upper;
            upper *= 2;
            if (upper > LARGEST) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return Bracket.inside(lambda -> 1 - overlap(lambda, 1), lower, upper, LAMBDA_ACCURACY);
    }

    private Saddle saddle(double lambda) {
        double m = 0.9;
        double q = 0.9;
        double v = 0.1;
        for (int i = 0; i < ITERATIONS; i++) {
            double[] averages = averages(lambda, m, q, v);
            double nextSpread = 1 / (1 - averages[1] / ratio);
            double field = averages[2] / ratio;
            double nextTeacher = field * nextSpread;
            double nextSelf = (field * field + averages[0] / ratio) * nextSpread * nextSpread;
            double change = Math.abs(nextTeacher - m) + Math.abs(nextSelf - q) + Math.abs(nextSpread - v);
            m = KEEP * m + (1 - KEEP) * nextTeacher;
            q = Math.max(KEEP * q + (1 - KEEP) * nextSelf, m * m + 1e-13);
            v = KEEP * v + (1 - KEEP) * nextSpread;
            if (change < ACCURACY) {
                double[] last = averages(lambda, m, q, v);
                return new Saddle(m, q, v, 0.5 * ratio * (1 + Math.log(v) + (q - m * m) / v - (v + q)) + last[3], last[4]);
            }
        }
        throw new NotConverged("the overlaps of patterns of a hidden manifold did not converge at λ = %s, α_D = %s", lambda,
                ratio);
    }

    /// Averages over the teacher and the Gaussian field: g², its derivative, its product with what the teacher adds, log Z,
    /// σσ₁.
    private double[] averages(double lambda, double m, double q, double v) {
        double rest = Math.sqrt(Math.max(q - m * m, 1e-14));
        double[] fields = FIELD.nodes();
        // A rule on each half line, since sign and ReLU have a kink at 0; for odd functions both halves give the same.
        int sides = function == ManifoldFunction.RELU ? 2 : 1;
        double[][] rows = IntStream.range(0, sides * TEACHER.getNumberOfPoints()).parallel().mapToObj(i -> {
            int side = i % sides == 0 ? 1 : -1;
            double teacher = side * 0.5 * TEACHER_REACH * (1 + TEACHER.getPoint(i / sides));
            double share = TEACHER_REACH / sides * TEACHER.getWeight(i / sides) * NormalTail.density(teacher);
            double[] sum = new double[5];
            for (int j = 0; j < fields.length; j++) {
                double weight = share * FIELD.weights()[j];
                TiltedAverage y = function.tilted(lambda, teacher, m * teacher + rest * fields[j], v);
                sum[0] += weight * y.slope() * y.slope();
                sum[1] += weight * y.curvature();
                sum[2] += weight * y.slope() * (teacher - m * fields[j] / rest);
                sum[3] += weight * y.logNorm();
                sum[4] += weight * y.product();
            }
            return sum;
        }).toList().toArray(double[][]::new);
        double[] total = new double[5];
        for (double[] row : rows) {
            for (int k = 0; k < total.length; k++) {
                total[k] += row[k];
            }
        }
        return total;
    }

    /// `(α_D/2) E log(1 + w/t)` over the spectrum w of FᵀF/D for linear patterns; else by the overlap of Bayes-optimal
    /// denoising.
    @Override
    public double information(double time) {
        if (function == ManifoldFunction.IDENTITY) {
            return 0.5 * ratio * spectral(w -> Math.log1p(w / time));
        }
        double q = 0.5;
        for (int i = 0; i < ITERATIONS; i++) {
            double hat = image(q, time)[1] / ratio;
            double next = hat / (1 + hat);
            if (Math.abs(next - q) < 1e-10) {
                return -(0.5 * ratio * (Math.log1p(-next) + next) + image(next,
                        time)[0]) - 0.5 * Math.log(2 * Math.PI * Math.E * time);
            }
            q = 0.2 * q + 0.8 * next;
        }
        throw new NotConverged("the overlap of denoised patterns of a hidden manifold did not converge at t = %s, α_D = %s",
                time, ratio);
    }

    @Override
    public double collapse(double load) {
        Check.positive("load α", load);
        if (function == ManifoldFunction.IDENTITY) {
            return PatternLaw.super.collapse(load);
        }
        // The integrals are dear, and need more nodes where the noise is small: no wider bracket than the root asks for.
        double lower = 1;
        while (information(lower) < load) {
            lower /= 2;
            if (lower < LEAST_TIME) {
                throw new BadInput("load α = (log P)/N is too large for a collapse above t = %s of these patterns, got %s",
                        LEAST_TIME, load);
            }
        }
        double upper = 2 * lower;
        while (information(upper) > load) {
            upper *= 2;
        }
        return Bracket.root(time -> information(time) - load, lower, upper, TIME_ACCURACY * lower);
    }

    /// `E ∫ p log p` and `E ∫ (∂p)²/p`, p the density of a noised coordinate given the mean of its pre-activation.
    private double[] image(double q, double time) {
        double deviation = Math.sqrt(1 - q);
        double[] means = FIELD.nodes();
        double reach = function.reach() + 8 * Math.sqrt(time);
        double step = 2 * reach / IMAGE_NODES;
        double[][] rows = IntStream.range(0, means.length).parallel().mapToObj(j -> {
            DoubleFunction<NoisedImage> noised = function.noised(Math.sqrt(q) * means[j], deviation, time);
            double[] sum = new double[2];
            for (int i = 0; i <= IMAGE_NODES; i++) {
                NoisedImage p = noised.apply(-reach + i * step);
                if (p.density() > 1e-300) {
                    sum[0] += step * FIELD.weights()[j] * p.density() * Math.log(p.density());
                    sum[1] += step * FIELD.weights()[j] * p.slope() * p.slope() / p.density();
                }
            }
            return sum;
        }).toList().toArray(double[][]::new);
        double[] total = new double[2];
        for (double[] row : rows) {
            total[0] += row[0];
            total[1] += row[1];
        }
        return total;
    }

    /// t_o, below which patterns are minima of −log p_t, for linear patterns: `(α_D/2) E[log(1 + w/t) + w/(t + w)] = α`.
    /// @throws IllegalArgumentException for other functions, whose lengths fluctuate
    public double onset(double load) {
        Check.positive("load α", load);
        if (function != ManifoldFunction.IDENTITY) {
            throw new BadInput("the onset is known for linear hidden patterns, got %s", function);
        }
        return Bracket.root(time -> 0.5 * ratio * spectral(w -> Math.log1p(w / time) + w / (time + w)) - load, 1e-9, 1e9);
    }

    /// Average over the D eigenvalues of FᵀF/D.
    private double spectral(DoubleUnaryOperator of) {
        SpectralLaw law = new MarchenkoPastur(ratio, 1);
        double low = law.lowerEdge();
        double high = law.upperEdge();
        int nodes = 4000;
        double sum = law.atom() * of.applyAsDouble(0);
        for (int i = 0; i < nodes; i++) {
            double angle = (i + 0.5) * Math.PI / nodes;
            double x = 0.5 * (low + high) + 0.5 * (high - low) * Math.cos(angle);
            sum += Math.PI / nodes * 0.5 * (high - low) * Math.sin(angle) * law.density(x) * of.applyAsDouble(x / ratio);
        }
        return sum;
    }
}
