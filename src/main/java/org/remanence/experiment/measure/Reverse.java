package org.remanence.experiment.measure;

import org.remanence.experiment.AxisValues;
import org.remanence.linalg.Spectrum;
import org.remanence.process.Diffusion;
import org.remanence.process.TimeGrid;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.Scheme;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Score;
import org.remanence.session.Session;
import org.remanence.theory.AnisotropicGaussian;

/// Reverse processes that fit their patterns: they start where noise hides everything and end where it hides nothing.
public final class Reverse {
    /// Noise over signal of the leading direction at the start, e⁶: three units of Ornstein–Uhlenbeck time beyond speciation.
    private static final double HIDDEN = Math.exp(6);
    /// Noise at the end, in units of that at the collapse.
    private static final double REVEALED = 1e-3;
    /// How far a grid reaches beyond the times it must span, as a factor of the noise.
    private static final double MARGIN = 2;

    /// Steps of an exact scheme between clones and the data: they may be long.
    private static final int EXACT_STEPS = 4;

    private Reverse() { }

    /// A reverse process on a grid of equal steps in the logarithm of the noise.
    public static ReverseProcess of(EmpiricalScore score, Spectrum spectrum, Scheme scheme, int steps, Session session) {
        return of(score, score, spectrum, scheme, steps, session);
    }

    /// The same process under another score of these patterns.
    public static ReverseProcess of(EmpiricalScore score, Score followed, Spectrum spectrum, Scheme scheme, int steps, Session session) {
        Diffusion process = score.diffusion();
        double collapse = new AnisotropicGaussian(spectrum.eigenvalues()).inverse(Math.log(score.patterns().rows()));
        double start = HIDDEN * (1 + spectrum.largest(1)[0]);
        double end = REVEALED * (collapse > 0 && collapse < start ? collapse : 1);
        TimeGrid grid = TimeGrid.logNoise(process, process.timeAt(start), process.timeAt(end), steps);
        return new ReverseProcess(scheme.with(followed, session), grid, session);
    }

    /// The same process on another grid.
    public static ReverseProcess on(TimeGrid grid, ReverseProcess process) {
        return new ReverseProcess(process.sampler(), grid, process.ending(), process.batch(), process.session());
    }

    /// As many steps as clones need: few, if the scheme is exact.
    public static int stepsOfClones(Scheme scheme, int steps) {
        return Double.isInfinite(scheme.weakOrder()) ? Math.min(steps, EXACT_STEPS) : steps;
    }

    /// The same process, with further steps where trajectories should part at times beyond its start or below its end.
    public static ReverseProcess spanning(AxisValues times, ReverseProcess process) {
        TimeGrid grid = process.grid();
        Diffusion diffusion = process.sampler().score().diffusion();
        double step = Math.log(diffusion.noiseToSignal(grid.start()) / diffusion.noiseToSignal(grid.end())) / grid.steps();
        if (times.max() >= grid.start()) {
            grid = between(diffusion.timeAt(MARGIN * diffusion.noiseToSignal(times.max())), grid.start(), step, diffusion).then(grid);
        }
        if (times.min() <= grid.end()) {
            grid = grid.then(between(grid.end(), diffusion.timeAt(diffusion.noiseToSignal(times.min()) / MARGIN), step, diffusion));
        }
        return on(grid, process);
    }

    private static TimeGrid between(double start, double end, double step, Diffusion diffusion) {
        double range = Math.log(diffusion.noiseToSignal(start) / diffusion.noiseToSignal(end));
        return TimeGrid.logNoise(diffusion, start, end, (int) Math.ceil(range / step));
    }
}
