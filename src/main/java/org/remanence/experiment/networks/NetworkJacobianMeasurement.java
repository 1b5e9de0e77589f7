package org.remanence.experiment.networks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import org.remanence.experiment.Expected;
import org.remanence.experiment.measure.DataAxes;
import org.remanence.process.VarianceExploding;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.score.DifferentiableScore;
import org.remanence.score.TrueScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.theory.GaussianJacobian;

/// Jacobians of all trainings.
/// @param question parameters
/// @param pool data of the first run
/// @param axes of the data
/// @param sets in the order of sizes, then runs
/// @param seen by checkpoint and training
/// @param exact the exact scores of their patterns, by training
record NetworkJacobianMeasurement(NetworkJacobian question, PatternPool pool, DataAxes axes, List<TrainedSet> sets,
        List<List<Places>> seen,
                                  List<Places> exact) {
    /// Multiply-adds spent on the exact scores of one training.
    private static final double WORK = 2e11;

    /// Samples by place.
    record Places(SequencedMap<String, SpectrumSamples> samples) { }

    static NetworkJacobianMeasurement of(NetworkJacobian question, PatternPool pool, List<TrainedSet> sets,
            Session session) {
        DataAxes axes = DataAxes.of(pool.dimension(), pool.gaussian());
        try (var trainings = new ObservedTrainings(sets, session)) {
            List<List<Places>> seen = trainings.watch(question.training().checkpointSteps(), Places.class,
                    set -> set.learned(new VarianceExploding(),
                            score -> places(question, set, question.states(), score, axes)));
            List<Places> exact = trainings.beside("exact score", Places.class, set -> exact(question, set, axes));
            return new NetworkJacobianMeasurement(question, pool, axes, sets, seen, exact);
        }
    }

    private static Places places(NetworkJacobian question, TrainedSet set, int states, DifferentiableScore score,
            DataAxes axes) {
        return places(ProbeStates.of(set, states), score, question.levels(), axes, set.session());
    }

    private static Places places(ProbeStates states, DifferentiableScore score, double[] levels, DataAxes axes,
            Session session) {
        SequencedMap<String, SpectrumSamples> samples = new LinkedHashMap<>();
        states.places().forEach((place, rows) -> samples.put(place,
                SpectrumSamples.of(score, rows, levels, axes, session)));
        return new Places(samples);
    }

    /// At fewer states where many patterns in many dimensions make them dear.
    private static Places exact(NetworkJacobian question, TrainedSet set, DataAxes axes) {
        double d = axes.dimension();
        double each = set.patterns() * d * d * question.levels().length * 2;
        int states = (int) Math.clamp(WORK / each, 1, question.states());
        return places(question, set, states, set.exact(new VarianceExploding()), axes);
    }

    NetworkJacobian.Result result() {
        SequencedMap<String, SequencedMap<String, NetworkSpectra>> trained = spectra(seen.getLast());
        int reading = question.readingLevel();
        return new NetworkJacobian.Result(axes.dimension(), atPatterns(trained, NetworkSpectra::gapPosition),
                atPatterns(trained, NetworkSpectra::gapHeight), atPatterns(trained, NetworkSpectra::asymmetry), trained,
                spectra(exact),
                inSteps(runs -> mean(at(runs, ProbeStates.DATUM)).dimension().at(reading)));
    }

    private static SequencedMap<String, Curve> atPatterns(
            SequencedMap<String, SequencedMap<String, NetworkSpectra>> spectra, Function<NetworkSpectra, Curve> told) {
        SequencedMap<String, Curve> curves = new LinkedHashMap<>();
        spectra.forEach((size, places) -> curves.put(size, told.apply(places.get(ProbeStates.DATUM))));
        return curves;
    }

    private SequencedMap<String, SequencedMap<String, NetworkSpectra>> spectra(List<Places> of) {
        return bySize(of, runs -> {
            SequencedMap<String, NetworkSpectra> places = new LinkedHashMap<>();
            runs.getFirst().samples().keySet().forEach(place -> places.put(place, mean(at(runs, place))));
            return places;
        });
    }

    private NetworkSpectra mean(List<SpectrumSamples> runs) {
        return NetworkSpectra.of(question.levels(), runs, question.gap(), axes.groups());
    }

    private static List<SpectrumSamples> at(List<Places> runs, String place) {
        return runs.stream().map(each -> each.samples().get(place)).toList();
    }

    /// Something of the runs of each size.
    private <S, T> SequencedMap<String, T> bySize(List<S> of, Function<List<S>, T> told) {
        return Runs.bySize(question.sizes(),
                size -> told.apply(Arrays.stream(Runs.ofSize(size, sets)).mapToObj(of::get).toList()));
    }

    private SequencedMap<String, Curve> inSteps(Function<List<Places>, Estimate> told) {
        double[] steps = Arrays.stream(question.training().checkpointSteps()).asDoubleStream().toArray();
        List<SequencedMap<String, Estimate>> each = seen.stream().map(at -> bySize(at, told)).toList();
        return Runs.bySize(question.sizes(),
                size -> Curve.of("step", steps, each.stream().map(at -> at.get(String.valueOf(size))).toList()));
    }

    /// What the score of the law shows.
    NetworkJacobian.Theory theory(Session session) {
        SequencedMap<String, NetworkSpectra> spectra = new LinkedHashMap<>();
        pool.law().filter(TrueScore::isKnown).ifPresent(law -> {
            TrainedSet largest = sets.get(sets.size() - question.runs());
            SequencedMap<String, Matrix> moved = new LinkedHashMap<>();
            ProbeStates.of(largest, question.states()).places()
                    .forEach((place, rows) -> moved.put(place, pool.inUnitsOfLaw(rows)));
            places(new ProbeStates(moved), TrueScore.of(law, new VarianceExploding(), session), question.levels(), axes,
                    session)
                    .samples()
                    .forEach((place, samples) -> spectra.put(place, mean(List.of(samples))));
        });
        Optional<GaussianJacobian> gaussian = axes.variances().map(GaussianJacobian::new);
        SequencedMap<String, Expected> effective = new LinkedHashMap<>();
        gaussian.ifPresent(law -> spectra(seen.getLast()).forEach((size, places) -> effective.put(size,
                Expected.beside("trained", places.get(ProbeStates.FRESH).effectiveDimension(),
                        sigma -> law.effectiveDimension(sigma * sigma)))));
        List<Integer> gaps = gaussian.map(law -> law.gaps(1).stream().map(GaussianJacobian.Gap::position).toList())
                .orElse(List.of());
        return new NetworkJacobian.Theory(spectra, gaps, effective);
    }
}
