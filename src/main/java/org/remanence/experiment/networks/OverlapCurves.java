package org.remanence.experiment.networks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.remanence.experiment.Expected;
import org.remanence.network.NoiseSchedule;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.score.TrueScore;
import org.remanence.theory.AnisotropicGaussian;
import org.remanence.theory.networks.DenoisingFloor;

/// Measured networks as curves, with the floor of their losses.
/// @param question parameters
/// @param pool of the first run
/// @param measured all trainings
record OverlapCurves(Overlap question, PatternPool pool, OverlapMeasurement measured) {
    private static final double HALF = 0.5;
    private static final String SIGMA = "sigma";

    Overlap.Result result() {
        int last = measured.steps().length - 1;
        boolean known = pool.law().filter(TrueScore::isKnown).isPresent();
        SequencedMap<String, Curve> half = known ? Runs.bySize(question.sizes(), this::halfLevel)
                : new LinkedHashMap<>();
        return new Overlap.Result(pool.dimension(), known ? Runs.bySize(question.sizes(), n -> overlap(n, last))
                : new LinkedHashMap<>(),
                bySize(last, OverlapMeasurement.Seen::trainLoss), bySize(last, OverlapMeasurement.Seen::heldOutLoss),
                bySize(last, OverlapCurves::gap), exact(OverlapMeasurement.Exact::trainLoss),
                exact(OverlapMeasurement.Exact::heldOutLoss),
                Runs.bySize(question.sizes(), this::drawnLoss), half, known ? halfStep() : Curve.empty("patterns"),
                course(known));
    }

    Overlap.Theory theory(Overlap.Result result) {
        if (pool.gaussian().isEmpty()) {
            return new Overlap.Theory(new LinkedHashMap<>(), new LinkedHashMap<>(), Double.NaN);
        }
        var floor = new DenoisingFloor(new AnisotropicGaussian(pool.law().orElseThrow().eigenvalues()));
        NoiseSchedule schedule = measured.sets().getFirst().training().settings().meaning().schedule();
        double drawn = schedule instanceof NoiseSchedule.Geometric ? floor.mean(schedule.least(), schedule.greatest())
                : Double.NaN;
        return new Overlap.Theory(beside("trainLoss", result.trainLoss(), floor),
                beside("heldOutLoss", result.heldOutLoss(), floor), drawn);
    }

    private static SequencedMap<String, Expected> beside(String name, SequencedMap<String, Curve> curves,
            DenoisingFloor floor) {
        SequencedMap<String, Expected> all = new LinkedHashMap<>();
        curves.forEach((size, curve) -> all.put(size, Expected.beside(name + "." + size, curve, floor::at)));
        return all;
    }

    private static List<Estimate> gap(OverlapMeasurement.Seen seen) {
        return IntStream.range(0, seen.trainLoss().size()).mapToObj(i -> {
            Estimate train = seen.trainLoss().get(i);
            Estimate heldOut = seen.heldOutLoss().get(i);
            return new Estimate(heldOut.mean() - train.mean(), Math.hypot(train.stderr(), heldOut.stderr()),
                    heldOut.count());
        }).toList();
    }

    private int[] of(int patterns) {
        return Runs.ofSize(patterns, measured.sets());
    }

    private Curve curve(int patterns, int checkpoint, Function<OverlapMeasurement.Seen, List<Estimate>> what) {
        return Runs.curve(SIGMA, measured.levels(), Arrays.stream(of(patterns))
                .mapToObj(i -> what.apply(measured.seen().get(checkpoint).get(i))).toList());
    }

    private Curve overlap(int patterns, int checkpoint) {
        return curve(patterns, checkpoint, OverlapMeasurement.Seen::overlap);
    }

    private SequencedMap<String, Curve> bySize(int checkpoint, Function<OverlapMeasurement.Seen, List<Estimate>> what) {
        return Runs.bySize(question.sizes(), n -> curve(n, checkpoint, what));
    }

    private SequencedMap<String, Curve> exact(Function<OverlapMeasurement.Exact, List<Estimate>> what) {
        return Runs.bySize(question.sizes(), n -> Runs.curve(SIGMA, measured.levels(),
                Arrays.stream(of(n)).mapToObj(i -> what.apply(measured.exact().get(i))).toList()));
    }

    private double[] steps() {
        return Arrays.stream(measured.steps()).asDoubleStream().toArray();
    }

    /// The mean between checkpoints, from means since the start.
    private Curve drawnLoss(int patterns) {
        return Runs.curve("step", steps(), Arrays.stream(of(patterns))
                .mapToObj(i -> IntStream.range(0, steps().length).mapToObj(c -> {
            double before = c == 0 ? 0 : measured.steps()[c - 1];
            double sumBefore = c == 0 ? 0 : before * measured.seen().get(c - 1).get(i).drawnLoss();
            double step = measured.steps()[c];
            return new Estimate((step * measured.seen().get(c).get(i).drawnLoss() - sumBefore) / (step - before),
                    Double.NaN,
                    (long) (step - before));
        }).toList()).toList());
    }

    private Curve halfLevel(int patterns) {
        return Curve.of("step", steps(), IntStream.range(0, steps().length)
                .mapToObj(c -> Runs.firstAbove(overlap(patterns, c), HALF)).toList());
    }

    private Curve halfStep() {
        int level = Arrays.binarySearch(measured.levels(), question.reading());
        List<Estimate> steps = new ArrayList<>();
        for (double size : question.sizes().values()) {
            Curve inSteps = Curve.of("step", steps(),
                    IntStream.range(0, steps().length).mapToObj(c -> overlap((int) size, c).at(level)).toList());
            steps.add(Runs.firstAbove(inSteps, HALF));
        }
        return Curve.of("patterns", question.sizes().values(), steps);
    }

    private List<OverlapCourse> course(boolean known) {
        return Arrays.stream(question.sizes().values()).boxed()
                .flatMap(size -> IntStream.range(0, measured.steps().length)
                .mapToObj(c -> new OverlapCourse(size.intValue(), measured.steps()[c],
                known ? overlap(size.intValue(), c) : Curve.empty(SIGMA),
                        curve(size.intValue(), c, OverlapMeasurement.Seen::trainLoss),
                        curve(size.intValue(), c, OverlapMeasurement.Seen::heldOutLoss)))).toList();
    }
}
