package org.remanence.experiment.geometry;

import java.util.Arrays;
import java.util.List;
import org.remanence.experiment.AxisValues;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;

/// What some draws of all the energies gave.
/// @param participation Σ w², `[noise level][draw]`
/// @param logPartition log Σ e^{−E/t}, `[noise level][draw]`
/// @param largest max w, `[noise level][draw]`
/// @param bound on the error of log Z by the Gaussian remainder, `[noise level][draw]`
/// @param gaps between the lowest energies, `[rank][draw]`
record LevelDraws(double[][] participation, double[][] logPartition, double[][] largest, double[][] bound, double[][] gaps) {
    static LevelDraws empty(int times, int draws) {
        return new LevelDraws(new double[times][draws], new double[times][draws], new double[times][draws], new double[times][draws],
                new double[RemOracle.GAPS][draws]);
    }

    /// Enters one draw at one noise level.
    /// @param least energy
    /// @param sum Σ e^{−(E − least)/t}
    /// @param squares Σ e^{−2(E − least)/t}
    /// @param cut largest weight e^{−(E − least)/t} that was not drawn
    void enter(int level, int draw, double least, double time, double sum, double squares, double cut) {
        participation[level][draw] = squares / (sum * sum);
        logPartition[level][draw] = Math.log(sum) - least / time;
        largest[level][draw] = 1 / sum;
        bound[level][draw] = cut / sum;
    }

    void enterGaps(int draw, double[] ascending) {
        for (int k = 0; k < gaps.length; k++) {
            gaps[k][draw] = ascending[k + 1] - ascending[k];
        }
    }

    Curve curve(AxisValues ratios, double[][] drawn) {
        return Curve.of("ratio", ratios.values(), Arrays.stream(drawn).map(Estimate::of).toList());
    }

    /// Standard deviation of log Z.
    Curve spread(AxisValues ratios) {
        List<Estimate> spreads = Arrays.stream(logPartition).map(Estimate::standardDeviation).toList();
        return Curve.of("ratio", ratios.values(), spreads);
    }
}
