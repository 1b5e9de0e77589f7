package org.remanence.theory.geometry;

import org.remanence.theory.Bracket;

/// g(l)^N, the Laplace transform of the partition function, and what it says about its logarithm and about Σw².
final class PartitionTransform {
    private static final double EULER = 0.57721566490153286;
    private static final double NEGLIGIBLE = 1e-18;
    /// l − E/t beyond which e^{−e^{l − E/t}} is zero.
    private static final double SURE = 5;
    /// −N log g beyond which g^N is zero.
    private static final double GONE = 50;
    private static final double SERIES = 1e-4;
    private static final double LEAST_VARIANCE = 1e-10;

    private final double[] level;
    private final double[] weight;
    private final double[] below;
    private final double logPatterns;
    private final double patterns;
    private final double stretch;

    /// @param stretch a in l = s + (e^{as} − 1)/a, the variable s in which g(l)^N changes over distances of one
    PartitionTransform(EnergyPanels.Nodes nodes, double time, double logPatterns, double stretch) {
        this.logPatterns = logPatterns;
        this.patterns = Math.exp(logPatterns);
        this.stretch = stretch;
        weight = nodes.weight();
        level = new double[weight.length];
        below = new double[weight.length + 1];
        for (int i = 0; i < level.length; i++) {
            level[i] = -nodes.energy()[i] / time;
            below[i + 1] = below[i] + weight[i];
        }
    }

    /// @param leastLog a lower bound of minus the mean of log Z
    /// @param step in s
    FiniteRem.Averages averages(double leastLog, double step) {
        double low = leastLog;
        while (position(low) > leastLog - 1) {
            low -= 1 + Math.abs(low);
        }
        double high = 0;
        while (patterns * hit(position(high)).any < 0.5) {
            high = 2 * high + 1;
        }
        return integrate(Bracket.root(s -> 0.5 - patterns * hit(position(s)).any, low, high), step);
    }

    /// Mean and variance of log(exponential) − log Z, whose law is that of g^N, about a centre.
    private FiniteRem.Averages integrate(double centre, double step) {
        double middle = position(centre);
        double participation = 0;
        double mean = 0;
        double square = 0;
        for (int side = -1; side <= 1; side += 2) {
            for (int i = side < 0 ? 1 : 0; ; i++) {
                double s = centre + side * i * step;
                double l = position(s);
                Hit hit = hit(l);
                double log = Math.log1p(-hit.any);
                double weight = patterns * Math.exp((patterns - 1) * log) * step * (1 + Math.exp(stretch * s));
                participation += weight * hit.twice;
                mean += weight * hit.once * (l - middle);
                square += weight * hit.once * (l - middle) * (l - middle);
                if (side < 0 ? patterns * hit.any < NEGLIGIBLE
                        : -patterns * log > GONE || l + level[level.length - 1] > SURE) {
                    break;
                }
            }
        }
        double variance = square - mean * mean - Math.PI * Math.PI / 6;
        return new FiniteRem.Averages(participation, -EULER - middle - mean,
                variance > LEAST_VARIANCE * square ? Math.sqrt(variance) : Double.NaN);
    }

    private double position(double s) {
        return s + Math.expm1(stretch * s) / stretch;
    }

    /// @param once E[e^{u − e^u}]
    /// @param any E[1 − e^{−e^u}], u = l − E/t
    /// @param twice E[e^{2u − e^u}]
    private record Hit(double any, double once, double twice) { }

    private Hit hit(double l) {
        int i = firstBelow(SURE - l);
        double any = below[i];
        double once = 0;
        double twice = 0;
        for (; i < level.length; i++) {
            double e = Math.exp(l + level[i]);
            double survives = Math.exp(-e);
            // beside 1 the exponential has lost the digits of a small e
            any += weight[i] * (e < SERIES ? e * (1 - e * (0.5 - e / 6)) : 1 - survives);
            double share = weight[i] * e * survives;
            once += share;
            twice += share * e;
            if (e < NEGLIGIBLE * any) {
                break;
            }
        }
        return new Hit(Math.min(any, 1 - 0x1p-53), once, twice);
    }

    /// Levels fall with the index: the first at or below a value.
    private int firstBelow(double value) {
        int low = 0;
        int high = level.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (level[middle] > value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
