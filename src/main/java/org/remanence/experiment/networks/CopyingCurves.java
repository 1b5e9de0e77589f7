package org.remanence.experiment.networks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.remanence.experiment.measure.ShareInterval;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.result.PowerLaw;

/// Copies and losses as curves, and what follows from them.
/// @param question parameters
/// @param measured all trainings
record CopyingCurves(Copying question, CopyingMeasurement measured) {
    private static final String STEP = "step";

    Copying.Result result() {
        SequencedMap<String, Curve> copied = Runs.bySize(question.sizes(),
                n -> curve(n, seen -> Estimate.share(seen.copies(), question.samples())));
        SequencedMap<String, CopyBaseline> baseline = Runs.bySize(question.sizes(), this::baseline);
        List<LevelLosses> losses = losses();
        SequencedMap<String, StopAdvice> advice = new LinkedHashMap<>();
        List<Estimate> onsets = new ArrayList<>();
        copied.forEach((size, curve) -> {
            double ofHeldOut = Copying.ofHeldOut(baseline.get(size));
            advice.put(size, StopAdvice.of(curve, ofHeldOut + question.tolerated(),
                    losses.stream().filter(each -> each.patterns() == Integer.parseInt(size)).toList()));
            onsets.add(Runs.firstAbove(curve, ofHeldOut + question.level()));
        });
        Curve onset = Curve.of("patterns", question.sizes().values(), onsets);
        return new Copying.Result(measured.sets().getFirst().pool().dimension(), copied,
                Runs.bySize(question.sizes(), this::interval),
                Runs.bySize(question.sizes(),
                n -> curve(n, seen -> new Estimate(seen.hit(), Double.NaN, question.samples()))),
                Runs.bySize(question.sizes(), n -> curve(n, CopyingMeasurement.Seen::distance)), baseline, losses,
                advice,
                onset, PowerLaw.fit(onset));
    }

    /// What the networks of the first run made last, by size.
    SequencedMap<String, CopyingMeasurement.Seen> pictures() {
        return Runs.bySize(question.sizes(), n -> measured.seen().getLast().get(of(n)[0]));
    }

    private int[] of(int patterns) {
        return Runs.ofSize(patterns, measured.sets());
    }

    private double[] steps() {
        return Arrays.stream(measured.steps()).asDoubleStream().toArray();
    }

    private Curve curve(int patterns, Function<CopyingMeasurement.Seen, Estimate> what) {
        return Runs.curve(STEP, steps(), Arrays.stream(of(patterns))
                .mapToObj(i -> measured.seen().stream().map(all -> what.apply(all.get(i))).toList()).toList());
    }

    private List<ShareInterval> interval(int patterns) {
        int[] runs = of(patterns);
        return measured.seen().stream()
                .map(all -> ShareInterval.of(Arrays.stream(runs).mapToLong(i -> all.get(i).copies()).sum(),
                (long) runs.length * question.samples())).toList();
    }

    private CopyBaseline baseline(int patterns) {
        List<CopyBaseline> runs = Arrays.stream(of(patterns)).mapToObj(measured.baselines()::get).toList();
        return new CopyBaseline(Runs.together(runs.stream().map(CopyBaseline::heldOut).toList()),
                Runs.together(runs.stream().map(CopyBaseline::heldOutDistance).toList()),
                Runs.together(runs.stream().map(CopyBaseline::exactScore).toList()));
    }

    private List<LevelLosses> losses() {
        double[] levels = question.noiseLevels().values();
        return Arrays.stream(question.sizes().values()).mapToInt(size -> (int) size).boxed()
                .flatMap(n -> IntStream.range(0, levels.length).mapToObj(k -> new LevelLosses(n, levels[k],
                        curve(n, seen -> seen.trainLoss().get(k)), curve(n, seen -> seen.heldOutLoss().get(k)))))
                        .toList();
    }
}
