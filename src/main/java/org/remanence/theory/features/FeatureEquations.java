package org.remanence.theory.features;

import org.hipparchus.CalculusFieldElement;
import org.remanence.tensor.Check;
import org.remanence.text.BadInput;

/// The self-consistent equations of q, r and h, for any number m of noisings a pattern and any spectrum of the data.
///
/// They hold for `U − z − ζ W Σ_t Wᵀ/d − ζ_I W Wᵀ/d + ε H Hᵀ/n`, H the features averaged over the noise: derivatives by the
/// deformations ζ, ζ_I and ε give the losses. Written once for numbers and for numbers that carry derivatives.
/// Source: Bonnaire et al. 2025, theorem 3.1 in another form; finite m: Urfin et al. 2026; other Σ than I derived.
/// @param coefficients of the activation
/// @param featureRatio ψ_p
/// @param sampleRatio ψ_n; +∞ for the law of the data instead of patterns, with m = ∞
/// @param draws m, noisings of each pattern; +∞ for the average over the noise
/// @param spectrum of Σ
record FeatureEquations(FeatureCoefficients coefficients, double featureRatio, double sampleRatio, double draws,
                        PopulationSpectrum spectrum) {
    FeatureEquations {
        Check.positive("feature ratio ψ_p = p/d", featureRatio);
        if (!(sampleRatio > 0)) {
            throw new BadInput("sample ratio ψ_n = n/d must be positive, or inf for the law of the data, got %s", sampleRatio);
        }
        if (!(draws >= 1)) {
            throw new BadInput("the noisings m of a pattern must be at least 1, or inf for their average, got %s", draws);
        }
    }

    /// The deformations, with the point z.
    record Place<T>(T z, T zeta, T zetaIdentity, T epsilon) {
        static <T extends CalculusFieldElement<T>> Place<T> at(T z) {
            T zero = z.getField().getZero();
            return new Place<>(z, zero, zero, zero);
        }
    }

    /// Three sums over the spectrum, of which the order parameters are fixed points: q = 1/first, r = second, h = third.
    private record Sums<T>(T first, T second, T third) { }

    boolean averaged() {
        return Double.isInfinite(draws);
    }

    private double ratio() {
        return featureRatio / sampleRatio;
    }

    /// L of the part that noisings of a pattern share; for m = ∞ the only one.
    <T extends CalculusFieldElement<T>> T sharedLoad(OrderParameters<T> y) {
        T load = signal(y);
        if (!averaged()) {
            double a2 = coefficients.slope() * coefficients.slope();
            load = y.h().multiply(a2 * coefficients.signal()).add(y.r().multiply(a2 * coefficients.noise() / draws))
                    .add(y.q().multiply((coefficients.nonlinear() + (draws - 1) * coefficients.shared()) / draws));
        }
        return load.multiply(ratio()).add(1.0);
    }

    /// L of the part that is fresh in each noising; 1 for m = ∞.
    <T extends CalculusFieldElement<T>> T freshLoad(OrderParameters<T> y) {
        if (averaged()) {
            return y.q().getField().getOne();
        }
        double b2 = coefficients.noiseSlope();
        return y.r().multiply(b2).add(y.q().multiply(coefficients.fresh())).multiply(ratio() / draws).add(1.0);
    }

    /// What the averaged features of a pattern carry: a² s² h + v² q.
    private <T extends CalculusFieldElement<T>> T signal(OrderParameters<T> y) {
        return y.h().multiply(coefficients.slope() * coefficients.slope() * coefficients.signal())
                .add(y.q().multiply(coefficients.shared()));
    }

    /// Mean of 1/L over the m noisings.
    <T extends CalculusFieldElement<T>> T meanInverse(OrderParameters<T> y, T epsilon) {
        if (averaged()) {
            return y.q().getField().getOne();
        }
        T load = sharedLoad(y);
        T mean = load.reciprocal().add(freshLoad(y).reciprocal().multiply(draws - 1)).divide(draws);
        T chi = signal(y).multiply(ratio()).divide(load);
        return mean.add(chi.multiply(chi).multiply(epsilon).divide(epsilon.multiply(response(y)).add(1.0)).divide(draws));
    }

    /// b, what the deformation ε feels.
    private <T extends CalculusFieldElement<T>> T response(OrderParameters<T> y) {
        T scaled = signal(y).multiply(ratio());
        return scaled.multiply(scaled.divide(sharedLoad(y)).negate().add(1.0));
    }

    /// 1 − q F₁, r − F₂, h − F₃: zero at a solution.
    <T extends CalculusFieldElement<T>> OrderParameters<T> residual(OrderParameters<T> y, Place<T> place) {
        Sums<T> sums = sums(y, place);
        return new OrderParameters<>(y.q().multiply(sums.first).negate().add(1.0), y.r().subtract(sums.second), y.h()
                .subtract(sums.third));
    }

    /// One step of the map whose fixed point is the solution; it maps the upper half plane into itself.
    <T extends CalculusFieldElement<T>> OrderParameters<T> map(OrderParameters<T> y, Place<T> place) {
        Sums<T> sums = sums(y, place);
        return new OrderParameters<>(sums.first.reciprocal(), sums.second, sums.third);
    }

    /// K(λ) = constant + λ slope, and the part T of 1/q that no direction of W sees.
    record Couplings<T>(T constant, T slope, T rest) { }

    <T extends CalculusFieldElement<T>> Couplings<T> couplings(OrderParameters<T> y, Place<T> place) {
        FeatureCoefficients c = coefficients;
        double a2 = c.slope() * c.slope();
        T shared = sharedLoad(y).reciprocal();
        T constant;
        T rest;
        if (averaged()) {
            constant = shared.getField().getOne().multiply(a2 * c.noise());
            rest = shared.multiply(c.shared()).add(c.fresh());
        } else {
            T fresh = freshLoad(y).reciprocal().multiply((draws - 1) / draws);
            constant = shared.multiply(a2 * c.noise() / draws).add(fresh.multiply(a2 * c.noise()));
            rest = shared.multiply((c.nonlinear() + (draws - 1) * c.shared()) / draws).add(fresh.multiply(c.fresh()));
        }
        T slope = shared.multiply(a2 * c.signal());
        slope = slope.subtract(place.zeta.multiply(c.signal()));
        constant = constant.subtract(place.zeta.multiply(c.noise())).subtract(place.zetaIdentity);
        return averaged() ? new Couplings<>(constant, slope, rest) : deformed(y, place, new Couplings<>(constant, slope, rest));
    }

    /// Adds the deformation ε, which acts through the derivatives of [#response] by q, r and h.
    private <T extends CalculusFieldElement<T>> Couplings<T> deformed(OrderParameters<T> y, Place<T> place, Couplings<T> plain) {
        FeatureCoefficients c = coefficients;
        double a2 = c.slope() * c.slope();
        double f = ratio();
        T share = signal(y).multiply(f).divide(sharedLoad(y));
        T bySignal = share.multiply(-2.0).add(1.0).multiply(f);
        T byLoad = share.multiply(share).multiply(f);
        T factor = place.epsilon.divide(place.epsilon.multiply(response(y)).add(1.0)).divide(f);
        T byQ = bySignal.multiply(c.shared()).add(byLoad.multiply((c.nonlinear() + (draws - 1) * c.shared()) / draws));
        T byR = byLoad.multiply(a2 * c.noise() / draws);
        T byH = bySignal.add(byLoad).multiply(a2 * c.signal());
        return new Couplings<>(plain.constant.add(factor.multiply(byR)), plain.slope.add(factor.multiply(byH)),
                plain.rest.add(factor.multiply(byQ)));
    }

    private <T extends CalculusFieldElement<T>> Sums<T> sums(OrderParameters<T> y, Place<T> place) {
        Couplings<T> couplings = couplings(y, place);
        T first = couplings.rest.subtract(place.z);
        T second = first.getField().getZero();
        T third = second;
        for (int k = 0; k < spectrum.weights().length; k++) {
            double weight = spectrum.weights()[k];
            double lambda = spectrum.eigenvalues()[k];
            T coupling = couplings.slope.multiply(lambda).add(couplings.constant);
            T part = coupling.multiply(y.q()).multiply(featureRatio).add(1.0).reciprocal().multiply(weight);
            first = first.add(part.multiply(coupling));
            T seen = part.multiply(y.q());
            second = second.add(seen);
            third = third.add(seen.multiply(lambda));
        }
        return new Sums<>(first, second, third);
    }
}
