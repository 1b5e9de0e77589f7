package org.remanence.experiment.networks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.remanence.data.DataModel;
import org.remanence.data.PatternSet;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Expected;
import org.remanence.experiment.measure.ClassMeans;
import org.remanence.experiment.measure.Classifier;
import org.remanence.experiment.measure.CloneRuns;
import org.remanence.experiment.measure.CollapseTheory;
import org.remanence.experiment.measure.NearestLabel;
import org.remanence.experiment.measure.NoisedDraws;
import org.remanence.experiment.measure.PosteriorCurves;
import org.remanence.experiment.measure.RegimeCurves;
import org.remanence.linalg.Spectrum;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.TimeGrid;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.sampler.Cloning;
import org.remanence.sampler.ReverseProcess;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Score;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;
import org.remanence.theory.SpeciationTimes;

/// Regimes of a network at its checkpoints, and of the exact score of its patterns.
/// @param set the network
/// @param labelled patterns that tell the classes apart
/// @param result measured numbers
/// @param theory what they should be
/// @param collapse theory lines
/// @param pairs a few clones of the network at its end, for pictures
record RegimesMeasurement(TrainedSet set, long labelled, NetworkRegimes.Result result, NetworkRegimes.Theory theory,
        CollapseTheory collapse,
                          List<ShownClones> pairs) {
    private static final OrnsteinUhlenbeck PROCESS = new OrnsteinUhlenbeck();
    /// Noised patterns a time behind the exact identities.
    private static final int DRAWS = 2000;
    private static final int SHOWN = 10;

    /// The first pairs of clones that part at a time.
    record ShownClones(double time, double[][] first, double[][] second) { }

    /// A network at a checkpoint.
    private record Seen(RegimeCurves curves, List<ShownClones> pairs) { }

    static RegimesMeasurement of(NetworkRegimes question, LabelledPool data, TrainedSet set) {
        Session session = set.session();
        long[] steps = question.training().checkpointSteps();
        try (var trainings = new ObservedTrainings(List.of(set), session)) {
            TimeGrid grid = set.grid(PROCESS, question.samplingSteps());
            if (!(question.times().min() > grid.end() && question.times().max() < grid.start())) {
                throw new BadInput("""
                        each of times must lie between the ends %.3g and %.3g of the noise trained on, got %s to %s""",
                        grid.end(), grid.start(), question.times().min(), question.times().max());
            }
            var bench = new Bench(question, grid, set.exact(PROCESS),
                    classifier(question, data.labelled(), session), session);
            List<Seen> seen = trainings.watch(steps, Seen.class, _ -> set.learned(PROCESS,
                    score -> new Seen(bench.curves(score), set.pool().image().isImage() ? bench.shown(score)
                    : List.of())))
                    .stream().map(List::getFirst).toList();
            RegimeCurves exact = trainings.beside("exact score", RegimeCurves.class, _ -> bench.curves(bench.score))
                    .getFirst();
            return bench.measurement(set, data.labelled().rows(), seen, steps, exact);
        }
    }

    private static Classifier classifier(NetworkRegimes question, PatternSet labelled, Session session) {
        return switch (question.classifier()) {
            case NEIGHBOUR -> new NearestLabel(labelled, session);
            case MEANS -> ClassMeans.of(labelled);
        };
    }

    /// Everything that scores are compared on.
    private record Bench(NetworkRegimes question, TimeGrid grid, EmpiricalScore score, Classifier classifier,
            Session session) {
        private ReverseProcess reverse(Score followed) {
            return new ReverseProcess(question.sampler().with(followed, session), grid, session);
        }

        RegimeCurves curves(Score followed) {
            return RegimeCurves.of(new RegimeCurves.Counts(question.times(), question.pairs(), question.returns(),
                    question.paths()), reverse(followed),
                    score, Optional.of(classifier));
        }

        /// The first of the pairs that were measured.
        List<ShownClones> shown(Score followed) {
            List<ShownClones> all = new ArrayList<>();
            new Cloning(reverse(followed)).along(Math.min(SHOWN, question.pairs()), question.times().values(),
                    "cloning",
                    (time, _, clones) -> all.add(new ShownClones(time, clones.first().toArray(),
                    clones.second().toArray())));
            return all;
        }

        RegimesMeasurement measurement(TrainedSet set, long labelled, List<Seen> seen, long[] steps,
                RegimeCurves exact) {
            PatternSet patterns = set.pool().trainingSet(set.patterns());
            Optional<DataModel> law = set.pool().law();
            Spectrum spectrum = law.map(model -> new Spectrum(model.mean(), model.eigenvalues()))
                    .orElseGet(() -> Spectrum.of(patterns));
            CollapseTheory collapse = CollapseTheory.of(law, patterns, spectrum, PROCESS);
            SequencedMap<String, RegimeCurves> before = new LinkedHashMap<>();
            IntStream.range(0, steps.length - 1).forEach(i -> before.put(String.valueOf(steps[i]), seen.get(i).curves));
            double largest = spectrum.largest(1)[0];
            var result = new NetworkRegimes.Result(patterns.columns(), set.patterns(), patterns.classes().names(),
                    largest,
                    seen.getLast().curves, exact, before);
            var theory = new NetworkRegimes.Theory(SpeciationTimes.of(largest, patterns.columns()), collapse.times(),
                    Expected.beside("exact", exact.sameClass(), sameClass()),
                    Expected.beside("exact", exact.sameNeighbour(), PosteriorCurves.measure(question.times(), DRAWS,
                    score, session).sameNeighbour()));
            return new RegimesMeasurement(set, labelled, result, theory, collapse, seen.getLast().pairs);
        }

        /// φ of the exact score: two data drawn from the posterior of a noised pattern are of one class.
        private Curve sameClass() {
            AxisValues times = question.times();
            var noised = new NoisedDraws(score.patterns(), PROCESS, session);
            int block = NoisedDraws.block(score.dimension());
            List<Estimate> shares = new ArrayList<>();
            for (double time : times.values()) {
                long same = 0;
                for (int first = 0; first < DRAWS; first += block) {
                    Matrix states = Matrix.zeros(Math.min(block, DRAWS - first), score.dimension());
                    noised.states(first, time, states);
                    same += classifier.agreements(datum(states, time, "one datum", first),
                            datum(states, time, "another datum", first));
                }
                shares.add(CloneRuns.share(same, DRAWS));
            }
            return Curve.of("time", times.values(), shares);
        }

        private Matrix datum(Matrix states, double time, String purpose, long first) {
            Matrix drawn = Matrix.zeros(states.rows(), states.columns());
            score.draw(states, time, session.stream(purpose), first, 0, drawn);
            return drawn;
        }
    }
}
