package org.remanence.experiment;

import org.remanence.lab.Lab;
import org.remanence.linalg.Spectrum;
import org.remanence.process.Diffusion;
import org.remanence.process.TimeGrid;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.Scheme;
import org.remanence.score.EmpiricalScore;
import org.remanence.theory.AnisotropicGaussian;

/// Reverse processes that fit their patterns: they start where noise hides everything and end where it hides nothing.
final class Reverse {
    /// Noise over signal of the leading direction at the start, e⁶: three units of Ornstein–Uhlenbeck time beyond speciation.
    private static final double HIDDEN = Math.exp(6);
    /// Noise at the end, in units of that at the collapse.
    private static final double REVEALED = 1e-3;

    private Reverse() { }

    /// A reverse process on a grid of equal steps in the logarithm of the noise.
    static ReverseProcess of(EmpiricalScore score, Spectrum spectrum, Scheme scheme, int steps, Lab lab) {
        Diffusion process = score.diffusion();
        double collapse = new AnisotropicGaussian(spectrum.eigenvalues()).inverse(Math.log(score.patterns().rows()));
        double start = HIDDEN * (1 + spectrum.largest(1)[0]);
        double end = REVEALED * (collapse > 0 && collapse < start ? collapse : 1);
        TimeGrid grid = TimeGrid.logNoise(process, process.timeAt(start), process.timeAt(end), steps);
        return new ReverseProcess(scheme.with(score, lab), grid, lab);
    }
}
