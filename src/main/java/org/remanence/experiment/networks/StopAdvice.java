package org.remanence.experiment.networks;

import java.util.List;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;

/// Until when a training was clean, and whether a loss on patterns held out told in time.
/// @param cleanUntil last checkpoint before copies exceeded what is tolerated; the last one if they never did, 0 if at
///     once
/// @param copiesThere share of copies at that checkpoint
/// @param everCopied whether copies exceeded it at all
/// @param signalLevel σ at which the loss held out turned last, but in time, the largest of several; NaN if it did so
///     nowhere
/// @param signalStep where it was least
/// @param copiesAtSignal share of copies there
public record StopAdvice(long cleanUntil, Estimate copiesThere, boolean everCopied, double signalLevel, long signalStep,
        Estimate copiesAtSignal) {
    /// @param copied share in steps
    /// @param most tolerated
    /// @param losses of the same networks, one a level, σ increasing
    static StopAdvice of(Curve copied, double most, List<LevelLosses> losses) {
        int first = 0;
        while (first < copied.size() && copied.mean()[first] <= most) {
            first++;
        }
        int clean = first - 1;
        LevelLosses signal = null;
        for (LevelLosses each : losses) {
            if (each.turn() >= 0 && each.turn() <= clean && (signal == null || each.turn() >= signal.turn())) {
                signal = each;
            }
        }
        return new StopAdvice(clean < 0 ? 0 : (long) copied.x()[clean], clean < 0 ? Estimate.NONE : copied.at(clean),
                first < copied.size(),
                signal == null ? Double.NaN : signal.sigma(), signal == null ? 0 : (long) copied.x()[signal.turn()],
                signal == null ? Estimate.NONE : copied.at(signal.turn()));
    }
}
