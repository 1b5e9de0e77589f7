package org.remanence.reproduce.geometry;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.remanence.data.GaussianModel;
import org.remanence.data.LinearManifold;
import org.remanence.data.PatternSet;
import org.remanence.data.SpectralCovariance;
import org.remanence.experiment.Answer;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Notation;
import org.remanence.process.VarianceExploding;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.GaussianMixtureScore;
import org.remanence.score.TrueScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.text.Text;
import org.remanence.theory.geometry.CondensationTime;
import org.remanence.theory.geometry.FiniteRem;
import org.remanence.theory.geometry.GaussianEnergy;
import org.remanence.theory.geometry.PositionalRem;

/// The condensation time at a state, exact and by eq. 15: against the load at one state, and over states at one load.
final class CondensationFigure implements Reproduction {
    private static final int DIMENSION = 100;
    private static final int LATENT = 50;
    private static final int STATES = 2000;
    private static final double LOAD = 0.15;
    private static final int PATTERNS = 1000;

    @Override
    public Listing listing() {
        return new Listing("condensation", Listing.Document.GEOMETRY, "8", "The condensation time of a state lies below its bound for small load", "10 s", "30 s");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        SpectralCovariance covariance = covariance(session);
        Matrix states = Matrix.zeros(STATES, DIMENSION);
        double[] row = new double[DIMENSION];
        for (int i = 0; i < STATES; i++) {
            session.stream("states").gaussians(i, 0, row, 0, DIMENSION);
            states.setRow(i, row);
        }
        study.page().figure(loads(study, covariance, states)).figure(states(study, covariance, states)).figure(participation(study));
        double exact = CondensationTime.DERIVED.of(energy(covariance, states.row(0)), LOAD * DIMENSION);
        double small = CondensationTime.PAPER.of(energy(covariance, states.row(0)), LOAD * DIMENSION);
        return study.end(Text.of("At the load 0.15 a state condenses at t_c = %s, where eq. 15, an upper bound, has %s.", Notation.number(exact), Notation.number(small)));
    }

    /// F Fᵀ with independent entries of variance 1.
    private static SpectralCovariance covariance(Session session) {
        Matrix factors = Matrix.zeros(DIMENSION, LATENT);
        double[] row = new double[LATENT];
        for (int i = 0; i < DIMENSION; i++) {
            session.stream("factors").gaussians(i, 0, row, 0, LATENT);
            factors.setRow(i, row);
        }
        return SpectralCovariance.spanned(factors);
    }

    private static GaussianEnergy energy(SpectralCovariance covariance, double[] state) {
        double[][] directions = covariance.directions().toArray();
        double[] squares = Arrays.stream(directions)
                .mapToDouble(u -> Math.pow(IntStream.range(0, u.length).mapToDouble(k -> u[k] * state[k]).sum(), 2)).toArray();
        return new GaussianEnergy(covariance.variances(), squares);
    }

    private static Figure loads(Study study, SpectralCovariance covariance, Matrix states) {
        GaussianEnergy energy = energy(covariance, states.row(0));
        double[] load = new double[61];
        Arrays.setAll(load, i -> 1e-3 * Math.pow(10, i / 20.0));
        double[] exact = Arrays.stream(load).map(each -> CondensationTime.DERIVED.of(energy, each * DIMENSION)).toArray();
        double[] small = Arrays.stream(load).map(each -> CondensationTime.PAPER.of(energy, each * DIMENSION)).toArray();
        double highest = IntStream.range(0, load.length).mapToDouble(i -> exact[i] / small[i]).max().orElseThrow();
        study.check(FigureCheck.within("eq. 15 is an upper bound: largest exact time over it", Math.max(highest, 1), 1, 0, "an inequality"));
        GaussianMixtureScore score = TrueScore.of(GaussianModel.centred(covariance), new VarianceExploding(), study.session());
        for (double each : new double[] {0.01, LOAD, 1}) {
            double time = CondensationTime.DERIVED.of(energy, each * DIMENSION);
            study.check(FigureCheck.within("information at t_c over log N, from the score of the law, load " + Notation.number(each),
                    information(score, states.slice(0, 1), time) / (each * DIMENSION), 1, 1e-8, "rounding: differences of numbers 10⁴ times larger"));
        }
        return Figure.of("condensation-load", "Against the load").caption("One state, one matrix F of 100 × 50 independent normal entries; N = e^{100 α}.")
                .x(Axis.log("load α = ln N / d")).y(Axis.log("condensation time t_c"))
                .line("exact", load, exact).line("eq. 15, small load", load, small).build();
    }

    /// KL(posterior ‖ prior) of the datum behind a state: E log γ_t(x | a) − log p_t(x), from the score and its Jacobian.
    private static double information(GaussianMixtureScore score, Matrix state, double time) {
        Matrix denoised = Matrix.zeros(1, DIMENSION);
        score.denoise(state, time, denoised);
        Matrix jacobian = score.jacobian(state.row(0), time);
        double distance = 0;
        for (int k = 0; k < DIMENSION; k++) {
            double miss = state.get(0, k) - denoised.get(0, k);
            distance += miss * miss + time * (1 + time * jacobian.get(k, k));
        }
        return -0.5 * DIMENSION * Math.log(2 * Math.PI * time) - 0.5 * distance / time - score.logDensity(state, time)[0];
    }

    private static Figure states(Study study, SpectralCovariance covariance, Matrix states) {
        double[] direction = new double[STATES];
        double[] time = new double[STATES];
        for (int i = 0; i < STATES; i++) {
            GaussianEnergy energy = energy(covariance, states.row(i));
            direction[i] = 2 * energy.directionTerm() / DIMENSION;
            time[i] = CondensationTime.DERIVED.of(energy, LOAD * DIMENSION);
        }
        double rank = correlation(direction, time);
        study.check(FigureCheck.notBelow("rank correlation of the exact time with ω², 2000 states: a rising band",
                new Estimate(rank, (1 - rank * rank) / Math.sqrt(STATES - 1), STATES), 0.5));
        return Figure.of("condensation-states", "Over states").caption("2000 states x ~ N(0, I) at the load α = 0.15; ω² = Σ x²σ²/d.")
                .x(Axis.linear("ω²")).y(Axis.linear("condensation time t_c"))
                .points("exact", Curve.of("ω²", direction, Arrays.stream(time).mapToObj(each -> new Estimate(each, 0, 1)).toList())).build();
    }

    /// Spearman's.
    private static double correlation(double[] first, double[] second) {
        double[] a = ranks(first);
        double[] b = ranks(second);
        double middle = (a.length + 1) / 2.0;
        double product = 0;
        double square = 0;
        for (int i = 0; i < a.length; i++) {
            product += (a[i] - middle) * (b[i] - middle);
            square += (a[i] - middle) * (a[i] - middle);
        }
        return product / square;
    }

    private static double[] ranks(double[] values) {
        Integer[] order = IntStream.range(0, values.length).boxed().sorted(Comparator.comparingDouble(i -> values[i])).toArray(Integer[]::new);
        double[] ranks = new double[values.length];
        for (int i = 0; i < order.length; i++) {
            ranks[order[i]] = i + 1;
        }
        return ranks;
    }

    /// The participation ratio at the origin of small data sets: there the exact average at finite N, and below t_c its limit 1 − t/t_c.
    private static Figure participation(Study study) {
        LinearManifold manifold = LinearManifold.onAxes(30, 1, 1, 0.3, 0.3, 0.3, 0.3, 0.3);
        var rem = PositionalRem.of(new GaussianEnergy(manifold.covariance().variances(), new double[7]), Math.log(PATTERNS));
        var exact = new FiniteRem(rem);
        double[] times = new double[10];
        Arrays.setAll(times, i -> 0.004 * Math.pow(10, 2 * i / 9.0));
        int realizations = study.sized(300, 3000);
        double[][] samples = new double[times.length][realizations];
        study.session().progress().begin("participation", realizations);
        for (int r = 0; r < realizations; r++) {
            try (Arena arena = Arena.ofShared()) {
                PatternSet patterns = manifold.draw(PATTERNS, study.session().withSeed(study.session().stream("realizations").bits(r, 0)).stream("patterns"),
                        arena, Precision.DOUBLE);
                var score = new EmpiricalScore(patterns, new VarianceExploding(), Precision.DOUBLE, study.session());
                for (int t = 0; t < times.length; t++) {
                    samples[t][r] = score.moments(Matrix.zeros(1, 30), times[t]).participation()[0];
                }
            }
            study.session().progress().advance(1);
        }
        study.session().progress().end();
        List<Estimate> measured = new ArrayList<>();
        Arrays.stream(samples).forEach(each -> measured.add(Estimate.of(each)));
        Curve curve = Curve.of("t", times, measured);
        study.check(FigureCheck.curve("E Σ w² at the origin, d = 30, N = 1000, exact at finite N", curve,
                Arrays.stream(times).map(t -> exact.at(t).participation()).toArray()));
        double[] fine = new double[60];
        Arrays.setAll(fine, i -> 0.004 * Math.pow(10, 2 * i / 59.0));
        return Figure.of("condensation-participation", "A few patterns carry the score below t_c").caption(Text.of("""
                E Σ w² at the origin over %d data sets of N = 1000 on a manifold of variances 2 × 1 and 5 × 0.3 in d = 30. Lines: t_c exact and \
                by eq. 15.""", realizations)).x(Axis.log("variance of the noise t")).y(Axis.linear("E Σ w²"))
                .points("data sets", curve).line("data sets", fine, Arrays.stream(fine).map(t -> exact.at(t).participation()).toArray())
                .line("N → ∞", fine, Arrays.stream(fine).map(rem::participation).toArray())
                .mark("t_c", rem.condensationTime()).mark("eq. 15", CondensationTime.PAPER.of(rem.law(), rem.logPatterns())).build();
    }
}
