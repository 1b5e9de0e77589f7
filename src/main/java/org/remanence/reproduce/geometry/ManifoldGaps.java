package org.remanence.reproduce.geometry;

import java.util.Arrays;
import org.remanence.data.LinearManifold;
import org.remanence.experiment.Answer;
import org.remanence.linalg.Svd;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Notation;
import org.remanence.process.VarianceExploding;
import org.remanence.random.RandomStream;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.score.GaussianMixtureScore;
import org.remanence.score.TrueScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.text.Text;
import org.remanence.theory.GaussianJacobian;
import org.remanence.theory.geometry.RandomManifold;

/// Gaps in the Jacobian of the true score of a linear manifold: where they lie, how they open and close; for orthogonal
/// directions against the score itself, for random ones against matrices drawn at random.
final class ManifoldGaps implements Reproduction {
    private static final int DIMENSION = 30;
    private static final double[] VARIANCES = {1, 1, 0.3, 0.3, 0.3, 0.3, 0.3};
    private static final double[] TIMES = {3, 0.55, 0.1, 0.01};
    private static final double RATIO = 0.25;
    /// Extreme eigenvalues follow Tracy and Widom's law of mean −1.2 and deviation 1.3 in units of the edge's own width.
    private static final double EDGE = 6;
    private static final String EDGES = "finite size: 6 widths of the edge, by Tracy and Widom's law";
    private static final double ROUNDING = 1e-12;

    @Override
    public Listing listing() {
        return new Listing("manifold-gaps", Listing.Document.GEOMETRY, "2", "The singular values of the exact score's Jacobian have gaps on a manifold",
                "5 s", "20 s");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        var law = new GaussianJacobian(Arrays.copyOf(VARIANCES, DIMENSION));
        GaussianMixtureScore score = TrueScore.of(LinearManifold.rotated(session.stream("directions"), DIMENSION, VARIANCES), new VarianceExploding(), session);
        var spectra = Figure.of("manifold-spectra", "The manifold shows as a step of the spectrum").caption("""
                Singular values of t J at variance t of the noise: points by the score of the law on random orthogonal axes, lines t/(t + σ²). \
                d = 30, two directions of variance 1 and five of 0.3: steps after 23 and 28 values.""")
                .x(Axis.linear("rank")).y(Axis.linear("singular value of t J").between(-0.03, 1.15)).mark("d − m", 23.5).mark("d − m_1", 28.5);
        for (double time : TIMES) {
            double[] measured = values(score, time);
            double[] expected = law.spectrum(time);
            double[] rank = new double[DIMENSION];
            Arrays.setAll(rank, k -> k + 1);
            String label = "t = " + Notation.number(time);
            spectra.points(label, Curve.of("rank", rank, Arrays.stream(measured).mapToObj(each -> new Estimate(each, 0, 1)).toList()))
                    .line(label, rank, expected);
            double worst = 0;
            for (int k = 0; k < DIMENSION; k++) {
                worst = Math.max(worst, Math.abs(measured[k] - expected[k]));
            }
            study.check(FigureCheck.within("largest distance of a singular value from t/(t + σ²), " + label, worst, 0, ROUNDING, "rounding"));
        }
        study.page().figure(spectra.build()).figure(gaps(law, score, study)).figure(random(study));
        return study.end(Text.of("The gap of the manifold lies after d − m = 23 values, that between its two variances after 28, widest at t = %s.", Notation.number(GaussianJacobian.widest(1, 0.3))));
    }

    /// Singular values of t J, in decreasing order; J does not depend on the state.
    private static double[] values(GaussianMixtureScore score, double time) {
        double[] values = Svd.singularValues(score.jacobian(new double[DIMENSION], time));
        return Arrays.stream(values).map(each -> time * each).toArray();
    }

    private static Figure gaps(GaussianJacobian law, GaussianMixtureScore score, Study study) {
        double[] times = new double[25];
        Arrays.setAll(times, i -> 1e-3 * Math.pow(1e5, i / 24.0));
        double[][] heights = new double[2][times.length];
        for (int i = 0; i < times.length; i++) {
            double[] values = values(score, times[i]);
            heights[0][i] = values[22] - values[23];
            heights[1][i] = values[27] - values[28];
        }
        study.check(FigureCheck.within("position of the largest gap at t = 0.01", law.gaps(0.01).getFirst().position(), 23, 0, "an integer"));
        double widest = GaussianJacobian.widest(1, 0.3);
        double[] values = values(score, widest);
        study.check(FigureCheck.within("height of the gap between the two variances where it is widest", values[27] - values[28],
                GaussianJacobian.largestHeight(1, 0.3), ROUNDING, "rounding"));
        var figure = Figure.of("manifold-gaps", "The inner gap opens and closes, that of the manifold stays")
                .caption("Height of both steps against the variance t of the noise; points by the score, lines by theory.")
                .x(Axis.log("variance of the noise t")).y(Axis.linear("height of the gap"));
        double[] fine = new double[120];
        Arrays.setAll(fine, i -> 1e-3 * Math.pow(1e5, i / 119.0));
        for (int g = 0; g < 2; g++) {
            int gap = g;
            String label = g == 0 ? "after d − m" : "after d − m_1";
            figure.points(label, Curve.of("t", times, Arrays.stream(heights[g]).mapToObj(each -> new Estimate(each, 0, 1)).toList()))
                    .line(label, fine, Arrays.stream(fine).map(t -> law.gaps(t).get(gap).height()).toArray());
        }
        return figure.mark("σ_1 σ_2", widest).build();
    }

    /// A manifold of random directions: the gap ends at the lower edge of the bulk.
    private static Figure random(Study study) {
        int dimension = study.sized(400, 1600);
        var law = new RandomManifold(1, RATIO);
        double[] squares = factors(study.session().stream("factors"), dimension);
        double smallest = squares[squares.length - 1];
        study.check(FigureCheck.within(Text.of("smallest eigenvalue of a random manifold, d = %d, m = d/4", dimension), smallest, law.lowest(),
                EDGE * width(dimension, -1), EDGES));
        study.check(FigureCheck.within("largest eigenvalue of a random manifold", squares[0], law.highest(), EDGE * width(dimension, 1), EDGES));
        double[] fine = new double[120];
        Arrays.setAll(fine, i -> 1e-2 * Math.pow(1e4, i / 119.0));
        return Figure.of("random-manifold-gap", "Directions at random").caption(Text.of("""
                Gap of a manifold F z with random F, m/d = 1/4: points from one matrix with d = %d; lines: eq. 9 with the sign \
                corrected, γ₋ = σ²(1 − α^{−1/2})², and as printed.""", dimension))
                .x(Axis.log("variance of the noise t")).y(Axis.linear("height of the gap"))
                .points("one matrix", Curve.exact("t", Arrays.copyOf(every(fine), 24), t -> smallest / (t + smallest)))
                .line("one matrix", fine, Arrays.stream(fine).map(law::gap).toArray())
                .line("eq. 9 as printed", fine, Arrays.stream(fine).map(law::gapAsPrinted).toArray()).build();
    }

    /// Width of the fluctuations of an extreme eigenvalue, `(√d ± √m)(1/√m ± 1/√d)^(1/3) / m`.
    /// Source: Johnstone, "On the distribution of the largest eigenvalue in principal components analysis", Ann. Statist. 29 (2001).
    private static double width(int dimension, int sign) {
        double d = Math.sqrt(dimension);
        double m = Math.sqrt(RATIO * dimension);
        return (d + sign * m) * Math.cbrt(1 / m + sign / d) / (m * m);
    }

    private static double[] every(double[] fine) {
        double[] some = new double[fine.length / 5];
        Arrays.setAll(some, i -> fine[5 * i]);
        return some;
    }

    /// Eigenvalues of FᵀF, decreasing.
    private static double[] factors(RandomStream stream, int dimension) {
        int latent = (int) Math.round(RATIO * dimension);
        Matrix factors = Matrix.zeros(latent, dimension);
        double[] row = new double[dimension];
        for (int k = 0; k < latent; k++) {
            stream.gaussians(k, 0, row, 0, dimension);
            for (int i = 0; i < dimension; i++) {
                row[i] /= Math.sqrt(latent);
            }
            factors.setRow(k, row);
        }
        return Arrays.stream(Svd.singularValues(factors)).map(each -> each * each).toArray();
    }
}
