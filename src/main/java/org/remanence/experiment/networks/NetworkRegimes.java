package org.remanence.experiment.networks;

import java.util.List;
import java.util.SequencedMap;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Defaults;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Group;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.RegimeCurves;
import org.remanence.network.Training;
import org.remanence.sampler.Scheme;
import org.remanence.session.Session;
import org.remanence.text.BadInput;
import org.remanence.theory.CollapseTimes;
import org.remanence.theory.SpeciationTimes;

/// Trains a network on patterns with labels, and clones its trajectories beside those of the exact score of the same
/// patterns. It tells when the class is decided, and whether the very pattern is.
@Question(value = "When does a trained network decide the class of a sample, and does it ever decide the pattern",
        equation = """
                φ(t) = P(clones parted at t end in the same class), φ_C(t) = P(they end nearest to the same pattern), \
                last change of argmin_μ |a_μ e^{−t} − x|; t_S = ½ log Λ; exact score: φ_C = E Σ_μ w_μ²""",
        source = """
                Biroli, Bonnaire, de Bortoli and Mézard, Dynamical regimes of diffusion models, 2024; the exact score \
                beside is ours""",
        cost = """
                (steps · 6 · batch + checkpoints · (pairs · times · 3 + paths) · samplingSteps · 2) · parameters \
                flops; the default takes 80 s, its training one core""")
public record NetworkRegimes(
        DataChoice choice,
        @Parameter(value = "0,1", help = "names of the classes, separated by commas, or all") String classes,
        @Parameter(value = "300", min = 0, max = 1e7,
                        help = "patterns to train on, drawn among those of the classes; 0: all")
                int patterns,
        @Defaults({"steps=10000", "checkpoints=0.3,1"}) NetworkSettings training,
        @Parameter(value = "0.015,0.06,0.12,0.22,0.33,0.48,0.64,0.84,1.06,1.25,1.6", above = 0,
                unit = "Ornstein–Uhlenbeck time",
                help = "when clones part, increasing") AxisValues times,
        @Parameter(value = "300", min = 2, max = 1e7, help = "pairs of clones, one a base path") int pairs,
        @Parameter(value = "300", min = 0, max = 1e7, help = "patterns noised to each time and taken back by the reverse process; 0: none")
                int returns,
        @Parameter(value = "300", min = 2, max = 1e7, help = "trajectories watched for their last change of neighbour")
                int paths,
        @Parameter(value = "neighbour", help = """
                neighbour: the class of the nearest pattern of all that have labels; means: that of the nearest class \
                mean""")
                ClassRule classifier,
        @Parameter(value = "ei", help = "scheme of the reverse process, one with noise") Scheme sampler,
        @Parameter(value = "100", min = 2, max = 1e5,
                        help = "steps from noise to data, even on the clock of the training")
                int samplingSteps)
        implements Experiment<NetworkRegimes.Result> {

    /// How the class of a sample is told.
    public enum ClassRule {
        /// By the nearest labelled pattern.
        NEIGHBOUR,
        /// By the nearest class mean.
        MEANS
    }

    /// Refuses parameters out of bounds, times that do not increase, and schemes without noise.
    public NetworkRegimes {
        Schema.check(NetworkRegimes.class, choice, classes, patterns, training, times, pairs, returns, paths,
                classifier, sampler, samplingSteps);
        NetworkSettings.checkIncreasing("times", times);
        if (!sampler.isNoisy() || sampler == Scheme.ANCESTRAL) {
            throw new BadInput("""
                    sampler must be em, ei or ei-heun, got %s: clones part only under noise, and a network knows no \
                    posterior""", sampler.word());
        }
    }

    /// What is measured: of the network at the end of its training, of the exact score, and of the network before.
    public record Result(
            @Reported("dimension d") int dimension,
            @Reported("patterns trained on n") int trained,
            @Reported("names of the classes") List<String> classNames,
            @Reported("largest eigenvalue Λ of the covariance: of the law where it is known, else of the patterns")
                    double largestEigenvalue,
            @Group RegimeCurves network,
            @Reported("the same of the exact empirical score of the same patterns") RegimeCurves exact,
            @Reported("the same of the network at checkpoints before the end, by step")
                    SequencedMap<String, RegimeCurves> before) { }

    /// What it should be.
    public record Theory(
            @Reported(value = "where the leading direction drowns in noise", unit = "Ornstein–Uhlenbeck time")
                    SpeciationTimes speciationTime,
            @Reported(value = "where the information equals log n", unit = "Ornstein–Uhlenbeck time")
                    CollapseTimes collapseTime,
            @Reported("φ of the exact score from two data drawn from the posterior of one state, without any path")
                    Expected sameClass,
            @Reported("φ_C of the exact score as E Σw², without any path") Expected sameNeighbour) { }

    @Override
    public Answer<Result> run(Session session) {
        LabelledPool data = LabelledPool.open(choice, classes, patterns, session);
        PatternPool pool = data.pool();
        DataChoice.checkSeveral(pool.trainingSet((int) pool.trained().rows()));
        int n = (int) pool.trained().rows();
        var set = new TrainedSet(n, 0, pool, session, Training.of(pool.trained(),
                training.settings(pool.trained(), pool.image()), session));
        return new NetworkRegimesPage(this, RegimesMeasurement.of(this, data, set)).answer();
    }
}
