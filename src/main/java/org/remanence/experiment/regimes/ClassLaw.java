package org.remanence.experiment.regimes;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.remanence.score.IsotropicClusters;
import org.remanence.theory.SameClass;
import org.remanence.theory.regimes.SpeciationPotential;

/// What theory says about the class of a state.
/// @param sameClass φ at an Ornstein–Uhlenbeck time, by quadrature; empty for more than two clusters
/// @param potential of the overlap; empty unless there are two symmetric clusters of equal weight
record ClassLaw(Optional<DoubleUnaryOperator> sameClass, Optional<SpeciationPotential> potential) {
    /// Nothing is known.
    static final ClassLaw UNKNOWN = new ClassLaw(Optional.empty(), Optional.empty());

    /// Two clusters are seen from the middle of their means.
    static ClassLaw of(IsotropicClusters law) {
        if (law.classes() != 2) {
            return UNKNOWN;
        }
        int d = law.dimension();
        double[] first = law.mean(0);
        double[] second = law.mean(1);
        double half = 0;
        double middle = 0;
        for (int k = 0; k < d; k++) {
            half += (first[k] - second[k]) * (first[k] - second[k]) / 4;
            middle += Math.abs(first[k] + second[k]);
        }
        double mu = Math.sqrt(half / d);
        double weight = law.weights()[0];
        DoubleUnaryOperator sameClass = time -> SameClass.unbalanced(weight, SameClass.separation(Math.expm1(2 * time), d, mu, law.sigma()));
        boolean symmetric = middle == 0 && weight == 0.5 && mu > 0 && law.sigma() > 0;
        return new ClassLaw(Optional.of(sameClass), symmetric ? Optional.of(new SpeciationPotential(d, mu, law.sigma())) : Optional.empty());
    }
}
