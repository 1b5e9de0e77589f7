package org.remanence.reproduce.regimes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.remanence.data.GaussianMixture;
import org.remanence.experiment.Answer;
import org.remanence.experiment.measure.NoisedDraws;
import org.remanence.experiment.regimes.ExcessEntropy;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Notation;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.score.GaussianMixtureScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.text.Text;
import org.remanence.theory.CollapseTime;
import org.remanence.theory.IsotropicGaussian;
import org.remanence.theory.Stable;
import org.remanence.theory.SymmetricClusters;
import org.remanence.theory.regimes.ExcessEntropyLaw;

/// The excess entropy of two clusters, between two bounds that hold at any n and d: the limit d → ∞ from below, and the
/// annealed average from above.
final class ExcessEntropyClusters implements Reproduction {
    private static final int PATTERNS = 20_000;
    private static final int TIMES = 20;
    private static final int ANNEALED_DRAWS = 4096;
    private static final Diffusion PROCESS = new OrnsteinUhlenbeck();

    @Override
    public Listing listing() {
        return new Listing("excess-entropy", Listing.Document.REGIMES, "f^e of Gaussian mixtures", "The excess entropy of two clusters falls to zero at t_C",
                "1 min", "hours: 250 000 draws at each of 20 times for d = 256, 1024 and 4096");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        var figure = Figure.of("excess-entropy-clusters", "The excess entropy falls to zero at t_C")
                .caption("""
                        Two clusters with |m|² = d and σ = 1, n = 20 000 patterns. Lines: d → ∞, with the information of the \
                        class; marks: its zero t_C.""")
                .x(Axis.linear("time t")).y(Axis.linear("normalized excess entropy f^e/α"));
        List<String> collapsed = new ArrayList<>();
        for (int dimension : study.sized(new int[] {256, 1024}, new int[] {256, 1024, 4096})) {
            var law = new ExcessEntropyLaw(new SymmetricClusters(dimension, 1, 1), Math.log(PATTERNS));
            Curve measured = measured(study, dimension);
            Curve annealed = annealed(dimension, measured.x(), session);
            double[] asymptotic = Arrays.stream(measured.x()).map(t -> law.clipped(PROCESS.noiseToSignal(t))).toArray();
            study.check(FigureCheck.between(Text.of("d = %d: between the limit d → ∞ and the annealed average", dimension), measured, asymptotic, annealed));
            double time = law.collapseTime().ornsteinUhlenbeck();
            String label = "d = " + dimension;
            double[] fine = new double[200];
            Arrays.setAll(fine, i -> 0.16 + (8 - 0.16) * i / 199);
            figure.points(label, measured).line(label, fine, Arrays.stream(fine).map(t -> law.clipped(PROCESS.noiseToSignal(t))).toArray())
                    .mark("t_C", time);
            double published = CollapseTime.of(new IsotropicGaussian(dimension, 1), PATTERNS).ornsteinUhlenbeck();
            collapsed.add(Text.of("%s at d = %d (%s without the information of the class, as published)", Notation.number(time), dimension,
                    Notation.number(published)));
        }
        study.page().figure(figure.build()).text(Text.of("""
                The limit d → ∞ bounds the mean excess entropy from below, since patterns tell no more about a state than their law does. \
                The annealed average, with the average over data sets inside the logarithm, bounds it from above by Jensen. Neither is \
                fitted. The second is measured on %d states without any data set.""", ANNEALED_DRAWS));
        return study.end(Text.of("Theory has t_C = %s.", String.join(", ", collapsed)));
    }

    /// At the published times, 8 (1 − 0.98 i/20); long ones in parts.
    private static Curve measured(Study study, int dimension) {
        double[] times = new double[TIMES];
        Arrays.setAll(times, i -> 8 * (1 - 0.98 * i / TIMES));
        int chunk = study.sized(TIMES, 1);
        List<Estimate> measured = new ArrayList<>();
        for (int first = 0; first < TIMES; first += chunk) {
            String some = Arrays.stream(times, first, first + chunk).mapToObj(t -> String.format(Locale.ROOT, "%.3f", t)).collect(Collectors.joining(","));
            Curve curve = study.ask(Text.of("d=%d, t=%s", dimension, some), ExcessEntropy.class, ExcessEntropy.Result.class,
                    "data", Text.of("mixture:d=%d,n=%d,mu=1,sigma=1", dimension, PATTERNS), "times", some,
                    "draws", study.sized("300", "250000"), "precision", "float", "tolerance", study.sized("1e-3", "0")).posterior().normalizedExcessEntropy();
            for (int i = 0; i < chunk; i++) {
                times[first + i] = curve.x()[i];
                measured.add(curve.at(i));
            }
        }
        return Curve.of("t", times, measured);
    }

    /// `E log(1 + (n − 1) e^{−i}) / log n`, i the information density of a datum and its noised copy.
    private static Curve annealed(int dimension, double[] times, Session session) {
        var mixture = GaussianMixture.twoClusters(dimension, 1, 1);
        var score = new GaussianMixtureScore(mixture, PROCESS, session);
        var draws = new NoisedDraws(mixture.generate(1L << 40, session.stream("annealed"), Precision.DOUBLE), PROCESS, session);
        List<Estimate> bound = new ArrayList<>();
        for (double time : times) {
            double[] samples = new double[ANNEALED_DRAWS];
            Matrix states = Matrix.zeros(NoisedDraws.block(dimension), dimension);
            for (int first = 0; first < ANNEALED_DRAWS; first += (int) states.rows()) {
                Matrix block = states.slice(0, Math.min(states.rows(), ANNEALED_DRAWS - first));
                double[] squares = draws.states(first, time, block);
                double[] log = score.logDensity(block, time);
                for (int b = 0; b < squares.length; b++) {
                    double density = -0.5 * squares[b] - 0.5 * dimension * Math.log(2 * Math.PI * PROCESS.variance(time)) - log[b];
                    double gain = Math.log(PATTERNS - 1) - density;
                    samples[first + b] = Stable.softplus(gain) / Math.log(PATTERNS);
                }
            }
            bound.add(Estimate.of(samples));
        }
        return Curve.of("t", times, bound);
    }
}
