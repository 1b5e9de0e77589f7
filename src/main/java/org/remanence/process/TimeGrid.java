package org.remanence.process;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.remanence.tensor.Check;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Descending times on which a reverse process runs from noise to data.
///
/// The last time is usually small but positive; the final denoise takes the state from there to time 0. A grid may end at 0
/// itself; then its last step is the final denoise, or an Euler step for schemes that have one.
public final class TimeGrid {
    private static final double KARRAS = 7;

    private final double[] times;

    private TimeGrid(double[] times) {
        this.times = times;
    }

    /// The grid of those times.
    /// @throws IllegalArgumentException unless there are at least two, finite, ≥ 0 and strictly descending
    public static TimeGrid of(double... times) {
        Check.atLeast("times in the grid", 2, times.length);
        for (int i = 0; i < times.length; i++) {
            Check.nonNegative("time " + i + " of the grid", times[i]);
            if (i > 0 && !(times[i] < times[i - 1])) {
                throw new IllegalArgumentException(Text.of("times of a grid must descend from noise to data, but time %d is %s after %s", i, times[i], times[i - 1]));
            }
        }
        return new TimeGrid(times.clone());
    }

    /// Equal steps in time.
    /// @param start latest time
    /// @param end earliest time, ≥ 0
    /// @param steps from 1
    public static TimeGrid linear(double start, double end, int steps) {
        return spaced(start, Check.nonNegative("end of the grid", end), steps, f -> start + f * (end - start));
    }

    /// Equal steps in the logarithm of time.
    /// @param end earliest time, > 0
    public static TimeGrid geometric(double start, double end, int steps) {
        double ratio = Math.log(Check.positive("end of the grid", end) / start);
        return spaced(start, end, steps, f -> start * Math.exp(f * ratio));
    }

    /// Equal steps in the logarithm of the noise-to-signal ratio τ. This is the default, since a pattern's condensation and the loss of
    /// a class both happen over a fixed factor of τ. The same noise levels for either diffusion.
    /// @param end earliest time, > 0
    public static TimeGrid logNoise(Diffusion diffusion, double start, double end, int steps) {
        double first = Math.log(diffusion.noiseToSignal(Check.positive("start of the grid", start)));
        double last = Math.log(diffusion.noiseToSignal(Check.positive("end of the grid", end)));
        return spaced(start, end, steps, f -> diffusion.timeAt(Math.exp(first + f * (last - first))));
    }

    /// Equal steps in `σ^(1/ρ)`, σ = √τ the noise-to-signal ratio and ρ = 7: the grid of "elucidated" diffusion models.
    ///
    /// Source: Karras, Aittala, Aila and Laine, "Elucidating the design space of diffusion-based generative models", NeurIPS 2022, eq. 5.
    /// @param largest σ at the start
    /// @param least σ at the end, > 0
    public static TimeGrid karras(Diffusion diffusion, double largest, double least, int steps) {
        double first = Math.pow(Check.positive("largest σ", largest), 1 / KARRAS);
        double last = Math.pow(Check.positive("least σ", least), 1 / KARRAS);
        return spaced(diffusion.timeAt(largest * largest), diffusion.timeAt(least * least), steps, f -> {
            double sigma = Math.pow(first + f * (last - first), KARRAS);
            return diffusion.timeAt(sigma * sigma);
        });
    }

    /// Equal steps in time down to `turn`, then equal steps in its logarithm with about the same length at the turn. This is the grid for
    /// Euler–Maruyama, which needs each step well below the variance.
    /// @param turn time between the two parts, for OU about 1
    /// @param end earliest time, > 0
    public static TimeGrid linearThenGeometric(double start, double turn, double end, int steps) {
        if (!(Check.positive("end of the grid", end) < turn && turn < start)) {
            throw new BadInput("turn of the grid must lie between its end %s and its start %s, got %s", end, start, turn);
        }
        double linearShare = (start - turn) / (start - turn + turn * Math.log(turn / end));
        int linearSteps = Math.clamp(Math.round(linearShare * Check.atLeast("steps", 2, steps)), 1, steps - 1);
        return linear(start, turn, linearSteps).then(geometric(turn, end, steps - linearSteps));
    }

    /// This grid followed by one that begins where it ends.
    /// @throws IllegalArgumentException if it begins elsewhere
    public TimeGrid then(TimeGrid next) {
        if (next.start() != end()) {
            throw new IllegalArgumentException(Text.of("the next grid must begin at %s where this one ends, got %s", end(), next.start()));
        }
        return of(DoubleStream.concat(Arrays.stream(times), Arrays.stream(next.times).skip(1)).toArray());
    }

    /// This grid with more stops, so that a trajectory can be observed or cloned at exactly those times.
    /// @throws IllegalArgumentException if one lies outside the grid
    public TimeGrid through(double... stops) {
        for (double stop : stops) {
            if (!(stop <= start() && stop >= end())) {
                throw new BadInput("a stop must lie between the grid's end %s and its start %s, got %s", end(), start(), stop);
            }
        }
        double[] ascending = DoubleStream.concat(Arrays.stream(times), Arrays.stream(stops)).sorted().distinct().toArray();
        double[] descending = new double[ascending.length];
        Arrays.setAll(descending, i -> ascending[ascending.length - 1 - i]);
        return of(descending);
    }

    /// The part of this grid below a time, beginning at that time whether or not it is a grid point.
    /// @throws IllegalArgumentException unless the time lies above the grid's end and not above its start
    public TimeGrid below(double time) {
        if (!(time <= start() && time > end())) {
            throw new BadInput("time must lie above the grid's end %s and not above its start %s, got %s", end(), start(), time);
        }
        return of(DoubleStream.concat(DoubleStream.of(time), Arrays.stream(times).filter(t -> t < time)).toArray());
    }

    /// The part of this grid above a time, ending at that time whether or not it is a grid point.
    /// @throws IllegalArgumentException unless the time lies below the grid's start and not below its end
    public TimeGrid above(double time) {
        if (!(time < start() && time >= end())) {
            throw new BadInput("time must lie below the grid's start %s and not below its end %s, got %s", start(), end(), time);
        }
        return of(DoubleStream.concat(Arrays.stream(times).filter(t -> t > time), DoubleStream.of(time)).toArray());
    }

    /// Number of steps, one less than the number of times.
    public int steps() {
        return times.length - 1;
    }

    /// Time before step i; `time(steps())` is the end.
    /// @throws IndexOutOfBoundsException unless 0 ≤ i ≤ steps
    public double time(int i) {
        return times[(int) Check.index("time index", i, times.length)];
    }

    /// Latest time, where noise begins.
    public double start() {
        return times[0];
    }

    /// Earliest time.
    public double end() {
        return times[times.length - 1];
    }

    /// A copy of the times, descending.
    public double[] toArray() {
        return times.clone();
    }

    private static TimeGrid spaced(double start, double end, int steps, DoubleUnaryOperator at) {
        Check.positive("start of the grid", start);
        if (!(start > end)) {
            throw new BadInput("a grid must start above its end %s, got %s", end, start);
        }
        double[] times = new double[(int) Check.atLeast("steps", 1, steps) + 1];
        Arrays.setAll(times, i -> i == 0 ? start : i == steps ? end : at.applyAsDouble((double) i / steps));
        return of(times);
    }
}
