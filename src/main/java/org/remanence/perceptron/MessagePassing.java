package org.remanence.perceptron;

import java.util.Arrays;
import org.remanence.channel.Channel;
import org.remanence.channel.ChannelMoments;
import org.remanence.channel.WeightPrior;
import org.remanence.session.RowPartition;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.text.BadInput;

/// Generalized approximate message passing for `p(w) ∝ P(w) Π ψ(s_μ) e^{h·w}`: posterior means of the weights in a field h.
///
/// An iteration is two products with F. The state stays from one field to the next, which is a warm start; variances are one
/// number each, since all entries of F have the same.
/// Source: Rangan 2011; on the sphere the multiplier that keeps `Σ w² + N V = N` has a closed form.
public final class MessagePassing {
    private static final double LEAST_VARIANCE = 1e-9;

    private final WeightPrior prior;
    private final Channel channel;
    private final Constraints constraints;
    private final double damping;
    private final RowPartition partition;
    private final double[] w;
    private final double[] g;
    private final double[] omega;
    private final double[] curvature;
    private final double[] b;
    private double variance = 1;
    private double precision;

    /// @param damping share of the old messages that is kept, in [0, 1)
    public MessagePassing(WeightPrior prior, Channel channel, Constraints constraints, double damping, Session session) {
        if (!(damping >= 0 && damping < 1)) {
            throw new BadInput("damping must lie in [0, 1), got %s", damping);
        }
        this.prior = prior;
        this.channel = channel;
        this.constraints = constraints;
        this.damping = damping;
        this.partition = new RowPartition(session);
        this.w = new double[constraints.weights()];
        this.b = new double[w.length];
        this.g = new double[constraints.count()];
        this.omega = new double[g.length];
        this.curvature = new double[g.length];
    }

    /// How an iteration to a fixed point ended.
    /// @param iterations made
    /// @param residual root mean square change of a weight in the last
    /// @param converged whether it is below the tolerance
    public record Ending(int iterations, double residual, boolean converged) { }

    /// All that an iteration goes on from.
    /// @param means of the weights, `[N]`
    /// @param outputs of the constraints, `[M]`
    /// @param variance V
    public record Messages(double[] means, double[] outputs, double variance) { }

    /// What goes into an iteration and what comes out, as root mean squares.
    /// @param variance V that goes in
    /// @param means ω of the stabilities, less the Onsager term
    /// @param outputs g that the constraints send back
    /// @param precision Λ, what all constraints together know of a weight
    /// @param fields b of the weights
    /// @param overlap |w|²/N that comes out
    /// @param change of the weights
    public record Iteration(double variance, double means, double outputs, double precision, double fields, double overlap,
            double change) { }

    /// Iterates until the weights no longer change.
    /// @param field h, `[N]`
    /// @param tolerance root mean square change of a weight
    /// @param most iterations
    public Ending run(double[] field, double tolerance, int most) {
        Check.size("field", field.length, "weights", w.length);
        double residual = Double.POSITIVE_INFINITY;
        for (int i = 1; i <= most; i++) {
            residual = iterate(field);
            if (residual < tolerance) {
                return new Ending(i, residual, true);
            }
        }
        return new Ending(most, residual, false);
    }

    /// One iteration, and what its messages are.
    public Iteration traced(double[] field) {
        double before = variance;
        double change = iterate(field);
        return new Iteration(before, rootMeanSquare(omega), rootMeanSquare(g), precision, rootMeanSquare(b), overlap(), change);
    }

    private static double rootMeanSquare(double[] x) {
        return Math.sqrt(Arrays.stream(x).map(each -> each * each).average().orElseThrow());
    }

    /// One iteration.
    /// @return root mean square change of a weight
    public double iterate(double[] field) {
        constraints.stabilities(w, omega);
        double onsager = variance;
        partition.run(g.length, 100, (_, from, to) -> {
            for (int mu = (int) from; mu < to; mu++) {
                omega[mu] -= onsager * g[mu];
                ChannelMoments m = channel.at(omega[mu], onsager);
                g[mu] = damping * g[mu] + (1 - damping) * m.slope();
                curvature[mu] = m.curvature();
            }
        });
        precision = -Arrays.stream(curvature).sum() / w.length;
        constraints.fields(g, b);
        double square = 0;
        for (int i = 0; i < w.length; i++) {
            b[i] += field[i] + precision * w[i];
            square += b[i] * b[i];
        }
        return prior == WeightPrior.BINARY ? signs() : sphere(square / w.length);
    }

    private double signs() {
        double change = 0;
        double rest = 0;
        for (int i = 0; i < w.length; i++) {
            double next = damping * w[i] + (1 - damping) * Math.tanh(b[i]);
            change += (next - w[i]) * (next - w[i]);
            rest += 1 - next * next;
            w[i] = next;
        }
        setVariance(rest / w.length);
        return Math.sqrt(change / w.length);
    }

    private double sphere(double meanSquare) {
        double gamma = 0.5 * (1 + Math.sqrt(1 + 4 * meanSquare));
        double change = 0;
        for (int i = 0; i < w.length; i++) {
            double next = damping * w[i] + (1 - damping) * b[i] / gamma;
            change += (next - w[i]) * (next - w[i]);
            w[i] = next;
        }
        setVariance(1 / gamma);
        return Math.sqrt(change / w.length);
    }

    private void setVariance(double next) {
        variance = Math.max(LEAST_VARIANCE, damping * variance + (1 - damping) * next);
    }

    /// Posterior means, `[N]`, a copy.
    public double[] means() {
        return w.clone();
    }

    /// `|w|²/N`, the overlap of the means with the planted sample.
    public double overlap() {
        return Arrays.stream(w).map(x -> x * x).sum() / w.length;
    }

    /// V, the posterior variance of a weight.
    public double variance() {
        return variance;
    }

    /// Messages of the constraints, `[M]`, a copy.
    public double[] outputs() {
        return g.clone();
    }

    /// All messages, copies.
    public Messages messages() {
        return new Messages(means(), outputs(), variance);
    }

    /// Goes on from messages of before.
    public void resume(Messages before) {
        Check.size("means", before.means().length, "weights", w.length);
        Check.size("outputs", before.outputs().length, "constraints", g.length);
        System.arraycopy(before.means(), 0, w, 0, w.length);
        System.arraycopy(before.outputs(), 0, g, 0, g.length);
        variance = before.variance();
    }
}
