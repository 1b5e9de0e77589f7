package org.remanence.sweep;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.remanence.text.Text;

/// What the runs of a sweep may take: what their experiment states, in the unit of those that are done, if any are.
/// @param unit seconds here for a second stated; for runs of which nothing is stated, seconds each
/// @param stated whether the experiment states something for every run
public record SweepCost(OptionalDouble unit, boolean stated) {
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;

    /// Compares with the runs that are done.
    public static SweepCost of(SweepPlan plan, Map<SweepRun, RunState> states) {
        boolean stated = plan.runs().stream().allMatch(run -> run.seconds().isPresent());
        List<SweepRun> done = plan.runs().stream().filter(run -> states.get(run).kind() == RunState.Kind.DONE
                && states.get(run).seconds() > 0).toList();
        if (done.isEmpty()) {
            return new SweepCost(stated ? OptionalDouble.of(1) : OptionalDouble.empty(), stated);
        }
        double took = done.stream().mapToDouble(run -> states.get(run).seconds()).sum();
        double said = stated ? done.stream().mapToDouble(run -> run.seconds().getAsDouble()).sum() : done.size();
        return new SweepCost(OptionalDouble.of(took / said), stated);
    }

    /// Seconds that a run may take.
    public OptionalDouble seconds(SweepRun run) {
        return unit.isEmpty() ? unit
                : OptionalDouble.of(unit.getAsDouble() * (stated ? run.seconds().getAsDouble() : 1));
    }

    /// Seconds that are left for the runs that are open.
    public OptionalDouble left(List<SweepRun> runs, Map<SweepRun, RunState> states) {
        return unit.isEmpty() ? unit
                : OptionalDouble.of(runs.stream().filter(run -> states.get(run).kind() == RunState.Kind.OPEN)
                .mapToDouble(run -> seconds(run).getAsDouble()).sum());
    }

    /// A time as people say it: `40 s`, `12 min`, `3.5 h`.
    public static String duration(double seconds) {
        return seconds < MINUTE ? Text.of("%.3g s", seconds) : seconds < HOUR ? Text.of("%.0f min", seconds / MINUTE)
                : Text.of("%.1f h", seconds / HOUR);
    }
}
