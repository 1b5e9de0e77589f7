package org.remanence.experiment.portrait;

import org.remanence.experiment.Expected;
import org.remanence.experiment.Reported;
import org.remanence.experiment.measure.CollapseTheory;
import org.remanence.linalg.Spectrum;
import org.remanence.result.Curve;
import org.remanence.theory.CollapseTimes;
import org.remanence.theory.SpeciationTimes;

/// What theory says about a data set of which only number, classes and spectrum are known.
public record PortraitTheory(
        @Reported(value = "where the leading direction drowns in noise", unit = "time of the process")
                SpeciationTimes speciationTime,
        @Reported(value = "where the information equals log n", unit = "time of the process")
                CollapseTimes collapseTime,
        @Reported("one round cluster of the mean variance, d → ∞") Expected isotropic,
        @Reported("one Gaussian with the spectrum of the data, d → ∞") Expected anisotropic,
        @Reported("one round cluster of the mean variance, finite n and d, annealed: a lower bound for such data, no bound for others") Expected annealed,
        @Reported("the exact identity φ_C = E Σw² at the times of the clones") Expected participation) {

    static PortraitTheory of(PortraitResult result, Spectrum spectrum, CollapseTheory collapse, Curve participation) {
        return new PortraitTheory(
                SpeciationTimes.of(spectrum.largest(1)[0], spectrum.eigenvalues().length).onClock(collapse.process()::timeAt),
                collapse.times(),
                Expected.beside(result, result.posterior().normalizedExcessEntropy(), collapse::isotropic),
                Expected.beside(result, result.posterior().normalizedExcessEntropy(), collapse::anisotropic),
                Expected.beside(result, result.posterior().sameNeighbour(), collapse.sameNeighbour()),
                Expected.beside(result, result.sameNeighbourByCloning(), participation));
    }
}
