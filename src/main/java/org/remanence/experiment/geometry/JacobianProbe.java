package org.remanence.experiment.geometry;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.JacobianReading;
import org.remanence.experiment.measure.Unused;
import org.remanence.linalg.SymmetricEigen;
import org.remanence.process.Diffusion;
import org.remanence.random.RandomStream;
import org.remanence.score.DifferentiableScore;
import org.remanence.score.Directions;
import org.remanence.score.SmoothedJacobian;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;

/// How the Jacobian of a score is taken, and at which states. Everything it reads is in units of 1/v.
public record JacobianProbe(
        @Parameter(value = "origin", help = "state: the origin, a pattern s·a, a fresh draw that is no pattern, or a noised pattern")
                At at,
        @Parameter(value = "forward", help = """
                exact, or the differences of eq. 5 over the width of the noise: forward or central (algorithm 2), or \
                one-sided, the plain score vectors of algorithm 1""") Method method,
        @Parameter(value = "axes", help = """
                directions of the differences: axes (those of the covariance where the law is Gaussian), Gaussian vectors, or \
                a random orthonormal basis""") Along along,
        @Parameter(value = "0", min = 0, max = 1e6, help = "Gaussian directions; 0: four times the dimension") int vectors) {

    /// Where the Jacobian is taken.
    public enum At {
        /// x = 0.
        ORIGIN,
        /// x = s a for a pattern a.
        DATUM,
        /// x = s a for a draw a that is no pattern.
        FRESH,
        /// x = s a + √v z for a pattern a.
        NOISED
    }

    /// How the Jacobian is taken.
    public enum Method {
        /// `(s² Cov_w/v − I)/v`, or as a trained network knows it.
        EXACT,
        /// Eq. 5.
        FORWARD,
        /// Algorithm 2, or eq. 5 with central differences.
        CENTRAL,
        /// Algorithm 1.
        ONE_SIDED
    }

    /// Directions of differences.
    public enum Along {
        /// An orthonormal basis that begins with the eigenvectors of the covariance, if that is known; else the coordinates.
        AXES,
        /// Independent standard normal vectors.
        GAUSSIAN,
        /// A uniformly random orthonormal basis.
        HAAR
    }

    /// Refuses parameters out of bounds.
    public JacobianProbe {
        Schema.check(JacobianProbe.class, at, method, along, vectors);
    }

    /// Patterns that a data set must hold beyond those of the score.
    int spare() {
        return at == At.FRESH ? 1 : 0;
    }

    /// Whether all realizations of a stored data set of that size would be the same.
    boolean isDeterministic() {
        return at == At.ORIGIN && (method == Method.EXACT || along == Along.AXES);
    }

    /// The state of a realization.
    /// @param patterns those of the score, then the spare one
    double[] state(Matrix patterns, Diffusion process, double time, int realization, Session session) {
        int d = patterns.columns();
        if (at == At.ORIGIN) {
            return new double[d];
        }
        double[] state = patterns.row(at == At.FRESH ? patterns.rows() - 1 : 0);
        double[] noise = new double[d];
        if (at == At.NOISED) {
            session.stream("probe noise").gaussians(realization, 0, noise, 0, d);
        }
        double sigma = Math.sqrt(process.variance(time));
        for (int k = 0; k < d; k++) {
            state[k] = Math.fma(process.scale(time), state[k], sigma * noise[k]);
        }
        return state;
    }

    /// The directions of a realization.
    /// @param axes the basis that AXES stands for
    Directions directions(Directions axes, int realization, Session session) {
        RandomStream stream = session.stream("probe directions");
        int d = axes.rows().columns();
        return switch (along) {
            case AXES -> axes;
            case GAUSSIAN -> Directions.gaussian(stream, realization, vectors > 0 ? vectors : 4 * d, d);
            case HAAR -> Directions.haar(stream, realization, d);
        };
    }

    /// The Jacobian of a score at a state.
    /// @param axes along which lengths are told
    /// @param directions of this realization
    JacobianReading read(DifferentiableScore score, double[] state, double time, Directions axes, Directions directions) {
        if (method == Method.EXACT) {
            return JacobianReading.of(score.jacobian(state, time), score.diffusion().variance(time), axes);
        }
        SmoothedJacobian jacobian = SmoothedJacobian.of(score, state, time, directions, difference());
        double[] lengths = along != Along.AXES ? new double[0]
                : IntStream.range(0, state.length).mapToDouble(jacobian::length).toArray();
        return new JacobianReading(jacobian.singularValues(), lengths);
    }

    private SmoothedJacobian.Difference difference() {
        return switch (method) {
            case EXACT -> throw new IllegalStateException("the exact Jacobian takes no differences");
            case FORWARD -> SmoothedJacobian.Difference.FORWARD;
            case CENTRAL -> SmoothedJacobian.Difference.CENTRAL;
            case ONE_SIDED -> SmoothedJacobian.Difference.ONE_SIDED;
        };
    }

    /// Eigenvalues of `v J` with their signs, descending.
    static double[] eigenvalues(DifferentiableScore score, double[] state, double time) {
        double variance = score.diffusion().variance(time);
        double[] ascending = SymmetricEigen.values(score.jacobian(state, time));
        double[] values = new double[ascending.length];
        Arrays.setAll(values, k -> variance * ascending[values.length - 1 - k]);
        return values;
    }

    /// Refuses directions where none are taken.
    /// @param question whose parameters these are
    void refuseUnused(Record question) {
        if (method == Method.EXACT) {
            Unused.refuse(question, "where method is exact", "along", "vectors");
        } else if (along != Along.GAUSSIAN) {
            Unused.refuse(question, "unless along is gaussian", "vectors");
        }
    }

    /// Refuses what is asked of stored patterns and only draws from a model can give.
    /// @param drawn whether every realization has patterns of its own
    void check(boolean drawn, int realizations) {
        Check.atLeast("realizations", 1, realizations);
        if (!drawn && realizations > 1 && isDeterministic()) {
            throw new BadInput("""
                    realizations must be 1 at the origin of stored patterns, or of one network, which are always the same, got %d; take at=noised \
                    or along=haar for more""", realizations);
        }
    }
}
