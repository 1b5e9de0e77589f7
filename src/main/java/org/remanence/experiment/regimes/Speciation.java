package org.remanence.experiment.regimes;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.remanence.data.DataModel;
import org.remanence.data.DataSource;
import org.remanence.data.GaussianMixture;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Defaults;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.ReadsData;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.NetworkScore;
import org.remanence.experiment.measure.ScoreName;
import org.remanence.experiment.measure.Unused;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.TimeGrid;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.sampler.ClusterPaths;
import org.remanence.sampler.Scheme;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.IsotropicClusters;
import org.remanence.score.Score;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;
import org.remanence.theory.SameClass;
import org.remanence.theory.SpeciationTimes;
import org.remanence.theory.regimes.SpeciationPotential;

/// Measures when the class of a sample is decided. This is the probability φ that two clones of one state end in the same class, by cloning,
/// by a return trip from the data and from the posterior of the class alone.
@Question(value = "Until when do two clones of a state still end in different classes",
        equation = """
                φ(t) = P(class of clone 1 = class of clone 2) = E Σ_k p_k(x_t)², p_k the probability of class k given the \
                state; for two clusters at ±m ½[1 + E tanh(ρ² + ρz)], ρ² = |m|² e^{−2t}/Γ_t""",
        source = """
                Biroli, Bonnaire, de Bortoli and Mézard, Dynamical regimes of diffusion models, 2024; return trips and E Σp² \
                derived""",
        cost = """
                pairs · Σ 2 t/horizon · steps · dimension normal numbers, 4e8 a second and core in float (10 000 pairs at d = 256: \
                5.4e10); patterns · 4 flops times that under the empirical score; the default takes 10 s""")
public record Speciation(
        @Defaults("data=mixture:d=256,mu=1,sigma=1") DataChoice data,
        @Parameter(value = AUTO, help = """
                true: of the law, empirical: of the patterns; auto: true for a mixture without n, else empirical; or\s""" + ScoreName.NETWORK)
                String score,
        @Parameter(value = ScoreName.UNDESCRIBED, plain = true, help = ScoreName.DESCRIPTION) String description,
        @Parameter(value = "full", help = """
                full: whole states; overlap: only their projection on the class means, whose reverse process is exactly that of the \
                state, projected""")
                Method method,
        @Parameter(value = "1:6:0.5", above = 0, unit = "Ornstein–Uhlenbeck time", help = "when clones part") AxisValues times,
        @Parameter(value = "1000", min = 2, max = 1e8, help = "pairs of clones, one a base path") int pairs,
        @Parameter(value = "1000", min = 0, max = 1e8, help = "data noised to each time and taken back by the reverse process; 0: none") int returns,
        @Parameter(value = "10", above = 0, max = 100, unit = "Ornstein–Uhlenbeck time", help = "where the reverse process starts")
                double horizon,
        @Parameter(value = "em", help = "scheme of the steps, one with noise") Scheme sampler,
        @Parameter(value = "1000", min = 1, max = 1e6, help = "steps of equal length from the horizon to the data") int steps,
        @Parameter(value = "float", help = "width of states and noise; of patterns and products under the empirical score")
                Precision precision)
        implements Experiment<Speciation.Result>, ReadsData {

    static final String TRUE = "true";
    private static final String AUTO = "auto";
    private static final OrnsteinUhlenbeck PROCESS = new OrnsteinUhlenbeck();
    /// Draws behind E Σ p² of patterns.
    private static final int DRAWS = 4000;
    /// Share of a step below which two times are one.
    private static final double SAME_TIME = 1e-6;

    /// What runs.
    public enum Method {
        /// Whole states.
        FULL,
        /// The projection of the states on the span of the class means.
        OVERLAP
    }

    /// Refuses parameters out of bounds.
    public Speciation {
        Schema.check(Speciation.class, data, score, description, method, times, pairs, returns, horizon, sampler, steps, precision);
        name(score, description);
        if (times.max() > horizon) {
            throw new BadInput("each of times must be at most the horizon %s, got %s", horizon, times.max());
        }
        if (!sampler.isNoisy()) {
            throw new BadInput("clones part only under noise, and sampler %s has none: choose em, ei, ei-heun or ancestral", sampler.word());
        }
    }

    private static ScoreName name(String score, String description) {
        return new ScoreName(score, description, List.of(AUTO, TRUE, "empirical"));
    }

    @Override
    public Stream<DataSource> sources() {
        return name(score, description).sources();
    }

    /// Measured curves in time.
    public record Result(
            @Reported("numbers in a state d") int dimension,
            @Reported("classes K") int classes,
            @Reported("largest eigenvalue Λ of the covariance: of the law where it is known, else of the patterns") double largestEigenvalue,
            @Reported("share of pairs of clones that end in the same class") Curve sameClass,
            @Reported("share of data that return to the class they came from") Curve sameClassByReturn,
            @Reported("E Σ p_k², from the posterior of the class without any path") Curve participation,
            @Reported(value = "where sameClass crosses 0.7752", unit = "Ornstein–Uhlenbeck time") Estimate speciation) { }

    /// What it should be.
    public record Theory(
            @Reported(value = "where the leading direction drowns in noise", unit = "Ornstein–Uhlenbeck time")
                    SpeciationTimes speciationTime,
            @Reported("φ for clones under that score: by quadrature for two clusters, else the measured E Σ p_k² of the patterns") Expected sameClass,
            @Reported("φ for return trips") Expected sameClassByReturn,
            @Reported("φ for E Σ p_k²; no points where it is itself the theory") Expected participation,
            @Reported("potential of the overlap of two clusters; no points for other data") Wells potential) { }

    /// The potential V(q, t) of the overlap q = x·m/√d.
    /// @param doubleWellTime where one well becomes two
    /// @param x times
    /// @param minimum positive overlap at the bottom of a well, 0 where there is one well
    /// @param barrier V(0) − V(minimum)
    public record Wells(double doubleWellTime, double[] x, double[] minimum, double[] barrier) {
        static Wells of(SpeciationPotential potential, AxisValues times) {
            return new Wells(potential.doubleWellTime(), times.values(), times.map(potential::minimum), times.map(potential::barrier));
        }

        static Wells none() {
            return new Wells(Double.NaN, new double[0], new double[0], new double[0]);
        }
    }

    @Override
    public Answer<Result> run(Session session) {
        DataSource source = data.source();
        if (source instanceof DataSource.Drawn drawn && (score.equals(TRUE) || score.equals(AUTO) && drawn.patterns() == 0)) {
            return underTrueScore(drawn.model(), session);
        }
        if (score.equals(TRUE)) {
            throw new BadInput("the true score is known for models alone, not for %s; choose score empirical", data.data());
        }
        return ofPatterns(session);
    }

    private Answer<Result> underTrueScore(DataModel model, Session session) {
        if (data.scale() != DataChoice.ScaleChoice.NONE) {
            Unused.refuse(this, "under the true score, which is that of the law as it stands", "scale");
        }
        if (data.center() != DataChoice.Centering.OFF) {
            Unused.refuse(this, "under the true score, which is that of the law as it stands", "center");
        }
        if (!(model instanceof GaussianMixture mixture)) {
            throw new BadInput("at least 2 classes are needed, and %s has 1: choose a mixture, or data with labels", data.data());
        }
        IsotropicClusters whole = IsotropicClusters.of(mixture).orElseThrow(() -> new BadInput(
                "the clusters must be round and of one width under the true score; choose score empirical"));
        IsotropicClusters projected = whole.projected();
        var paths = new ClusterPaths(method == Method.OVERLAP ? projected : whole, PROCESS, grid(), sampler, precision, session);
        double[] axis = times.values();
        session.progress().begin("cloning", pairs * paths.cloneSteps(axis));
        ClassCounts clones = ClassCounts.inParts("clones", pairs, axis.length, session,
                (first, count) -> paths.clonesInTheSameClass(axis, first, count, "speciation"));
        session.progress().end();
        session.progress().begin("return trips", returns * paths.returnSteps(axis));
        ClassCounts returned = ClassCounts.inParts("returns", returns, axis.length, session,
                (first, count) -> paths.returnsToTheSameClass(axis, first, count, "return"));
        session.progress().end();
        return answer(clones, returned, ClassPosterior.participation(projected, PROCESS, times, session),
                new Subject(mixture.dimension(), whole.classes(), mixture.eigenvalues()[0], ClassLaw.of(whole)));
    }

    /// Under the empirical score, or that of a network.
    private Answer<Result> ofPatterns(Session session) {
        if (method == Method.OVERLAP) {
            throw new BadInput("method overlap needs the true score of clusters; choose method full");
        }
        try (Arena arena = Arena.ofShared()) {
            PatternSet patterns = data.open(arena, precision, session);
            DataChoice.checkSeveral(patterns);
            if (patterns.classCount() < 2) {
                throw new BadInput("at least 2 classes are needed, and %s has %s: give data with labels", patterns.name(), patterns.labelled() ? "1" : "no labels");
            }
            ScoreName name = name(score, description);
            if (!name.isNetwork()) {
                return under(new EmpiricalScore(patterns, PROCESS, precision, session), patterns, session);
            }
            if (sampler == Scheme.ANCESTRAL) {
                throw new BadInput("sampler ancestral draws data from their posterior, which a network does not know: choose em, ei or ei-heun");
            }
            try (NetworkScore network = name.open(patterns, PROCESS, session)) {
                return under(network.score(), patterns, session);
            }
        }
    }

    private Answer<Result> under(Score followed, PatternSet patterns, Session session) {
        var cloning = new PatternCloning(patterns, followed, grid(), sampler, times, precision, session);
        ClassCounts clones = session.part("clones", ClassCounts.class, () -> cloning.clones(pairs));
        ClassCounts returned = session.part("returns", ClassCounts.class, () -> cloning.returns(returns));
        return answer(clones, returned, cloning.participation(DRAWS),
                new Subject(patterns.columns(), patterns.classCount(), data.spectrum(patterns).largest(1)[0], ClassLaw.UNKNOWN));
    }

    /// Equal steps, with the times at which clones part among them to the last bit.
    private TimeGrid grid() {
        double length = horizon / steps;
        double[] grid = IntStream.rangeClosed(0, steps).mapToDouble(i -> horizon * (steps - i) / steps).toArray();
        for (double time : times.values()) {
            int nearest = (int) Math.round((horizon - time) / length);
            if (nearest < steps && Math.abs(grid[nearest] - time) < SAME_TIME * length) {
                grid[nearest] = time;
            }
        }
        return TimeGrid.of(grid).through(times.values());
    }

    /// What is asked about.
    private record Subject(int dimension, int classes, double largestEigenvalue, ClassLaw law) { }

    private Answer<Result> answer(ClassCounts clones, ClassCounts returned, Curve participation, Subject subject) {
        Curve sameClass = clones.shares(times, pairs);
        Result result = new Result(subject.dimension, subject.classes, subject.largestEigenvalue, sameClass,
                returned.shares(times, returns), participation, sameClass.crossing(SameClass.THRESHOLD));
        return new SpeciationPage(this, result, theory(result, subject), subject.law).answer();
    }

    private Theory theory(Result result, Subject subject) {
        SpeciationTimes speciation = SpeciationTimes.of(subject.largestEigenvalue, subject.dimension);
        Wells wells = subject.law.potential().map(potential -> Wells.of(potential, times)).orElseGet(Wells::none);
        return subject.law.sameClass().map(law -> new Theory(speciation, Expected.beside(result, result.sameClass, law),
                Expected.beside(result, result.sameClassByReturn, law),
                Expected.beside(result, result.participation, law), wells))
                .orElseGet(() -> new Theory(speciation, Expected.beside(result, result.sameClass, result.participation),
                        Expected.beside(result, result.sameClassByReturn, result.participation),
                        Expected.beside("participation", ClassCounts.nothing(), ClassCounts.nothing()), wells));
    }
}
