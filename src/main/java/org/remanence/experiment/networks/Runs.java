package org.remanence.experiment.networks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.remanence.experiment.AxisValues;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;

/// What several runs of each size tell together.
final class Runs {
    private Runs() { }

    /// One run with the error it has of its own; of several their mean, with the error from their scatter.
    static Estimate together(List<Estimate> runs) {
        return runs.size() == 1 ? runs.getFirst() : Estimate.of(runs.stream().mapToDouble(Estimate::mean).toArray());
    }

    /// A curve of points that each run has.
    /// @param points of each run, as long as x
    static Curve curve(String axis, double[] x, List<List<Estimate>> points) {
        return Curve.of(axis, x, IntStream.range(0, x.length)
                .mapToObj(i -> together(points.stream().map(run -> run.get(i)).toList())).toList());
    }

    /// The places of the trainings of one size, in the order of runs.
    static int[] ofSize(int patterns, List<TrainedSet> sets) {
        return IntStream.range(0, sets.size()).filter(i -> sets.get(i).patterns() == patterns).toArray();
    }

    /// Something of each size, by its number.
    static <T> SequencedMap<String, T> bySize(AxisValues sizes, Function<Integer, T> of) {
        SequencedMap<String, T> all = new LinkedHashMap<>();
        for (double size : sizes.values()) {
            all.put(String.valueOf((int) size), of.apply((int) size));
        }
        return all;
    }

    /// Where a curve first rises through a level, interpolated in log x. Where it begins above: its first position,
    /// without error.
    /// @return [Estimate#NONE] if it stays below
    static Estimate firstAbove(Curve curve, double level) {
        if (curve.size() == 0 || Double.isNaN(curve.mean()[0])) {
            return Estimate.NONE;
        }
        if (curve.mean()[0] >= level) {
            return new Estimate(curve.x()[0], Double.NaN, curve.count()[0]);
        }
        return curve.crossingInLog(level);
    }
}
