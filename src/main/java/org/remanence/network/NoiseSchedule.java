package org.remanence.network;

import org.remanence.process.DdpmSchedule;
import org.remanence.process.SigmaClock;

/// The noise levels that a network was trained on.
public sealed interface NoiseSchedule {
    /// Levels of a denoising-diffusion schedule, one an index.
    /// @param schedule of the steps
    record Steps(DdpmSchedule schedule) implements NoiseSchedule { }

    /// Levels of a clock on which σ grows geometrically.
    /// @param clock its readings are drawn from 0 to 1
    record Geometric(SigmaClock clock) implements NoiseSchedule { }

    /// Ornstein–Uhlenbeck times from `first` to `last`.
    /// @param first > 0, of the least noise
    /// @param last > first
    record Times(double first, double last) implements NoiseSchedule { }

    /// Least σ of the schedule.
    default double least() {
        return switch (this) {
            case Steps(DdpmSchedule schedule) -> sigmaAt(schedule.time(0));
            case Geometric(SigmaClock clock) -> clock.least();
            case Times(double least, double _) -> sigmaAt(least);
        };
    }

    /// Greatest σ of the schedule.
    default double greatest() {
        return switch (this) {
            case Steps(DdpmSchedule schedule) -> sigmaAt(schedule.time(schedule.steps() - 1));
            case Geometric(SigmaClock clock) -> clock.greatest();
            case Times(double _, double greatest) -> sigmaAt(greatest);
        };
    }

    /// σ at a share of the schedule, from 0 for the least to 1 for the greatest: of its indices, its clock readings, or its times.
    /// @param share in [0, 1); of a uniform number a level as trainings draw it
    default double sigma(double share) {
        return switch (this) {
            case Steps(DdpmSchedule schedule) -> sigmaAt(schedule.time((int) (share * schedule.steps())));
            case Geometric(SigmaClock clock) -> clock.sigma(share);
            case Times(double least, double greatest) -> sigmaAt(least + share * (greatest - least));
        };
    }

    private static double sigmaAt(double time) {
        return Math.sqrt(Math.expm1(2 * time));
    }
}
