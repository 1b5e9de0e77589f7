package org.remanence.theory.perceptrons;

import java.util.Arrays;
import java.util.TreeSet;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.remanence.channel.Channel;
import org.remanence.channel.ChannelMoments;
import org.remanence.theory.NormalGrid;

/// Averages over the stability of a planted sample, given the overlap q of what is known of it.
///
/// The field `ω = √q_0 z_0 + √(q − q_0) z_1` has weight `F(ω)/H_0(z_0)`, the norms of the channel at variance 1 − q and 1 −
/// q_0. The average over z_0 given ω is taken in logarithms; panels in ω refine geometrically towards the edge, where F is
/// steep.
final class PlantedAverage {
    private static final GaussIntegrator PANEL = new GaussIntegratorFactory().legendre(12);
    private static final double REACH = 8.5;
    private static final int EVEN = 12;
    private static final double GROWTH = 1.6;
    private static final double NARROW = 0.02;
    private static final NormalGrid WIDE = new NormalGrid(13, 521);
    private static final NormalGrid CENTRED = new NormalGrid(12, 161);
    /// Terms e^{−40} of the largest are left out.
    private static final double LEFT_OUT = 40;

    private final Channel channel;
    private final double q0;
    private final double[] base;

    PlantedAverage(ReplicaSymmetry symmetry) {
        this.channel = symmetry.channel();
        this.q0 = symmetry.overlap();
        this.base = new double[WIDE.count()];
        Arrays.setAll(base, i -> -symmetry.moments(WIDE.node(i)).logNorm());
    }

    /// Averages at an overlap.
    /// @param logNorm of log F
    /// @param slopes of g²
    /// @param norm of 1, which tells the error
    /// @param curvatures of g′²
    record Averages(double logNorm, double slopes, double norm, double curvatures) { }

    Averages at(double q) {
        double[] breaks = breaks(q);
        double logNorm = 0;
        double slopes = 0;
        double norm = 0;
        double curvatures = 0;
        for (int panel = 0; panel + 1 < breaks.length; panel++) {
            double half = 0.5 * (breaks[panel + 1] - breaks[panel]);
            for (int k = 0; k < PANEL.getNumberOfPoints(); k++) {
                double omega = breaks[panel] + half * (1 + PANEL.getPoint(k));
                ChannelMoments m = channel.at(omega, 1 - q);
                double weight = half * PANEL.getWeight(k)
                        * Math.exp(m.logNorm() + inverseNorm(omega, q) - 0.5 * omega * omega / q) / Math.sqrt(2 * Math.PI * q);
                logNorm += weight * m.logNorm();
                slopes += weight * m.slope() * m.slope();
                norm += weight;
                curvatures += weight * m.curvature() * m.curvature();
            }
        }
        return new Averages(logNorm, slopes, norm, curvatures);
    }

    /// log E[1/H_0(z_0) | ω], z_0 ~ N(√q_0 ω/q, 1 − q_0/q).
    private double inverseNorm(double omega, double q) {
        double variance = 1 - q0 / q;
        double mean = Math.sqrt(q0) * omega / q;
        if (q - q0 < 1e-9) {
            return -channel.at(omega, 1 - q0).logNorm();
        }
        return variance > NARROW ? wide(mean, variance) : centred(mean, Math.sqrt(variance));
    }

    private double wide(double mean, double variance) {
        double[] exponents = new double[WIDE.count()];
        double top = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < exponents.length; i++) {
            double z = WIDE.node(i) - mean;
            exponents[i] = base[i] - 0.5 * z * z / variance;
            top = Math.max(top, exponents[i]);
        }
        double sum = 0;
        for (double each : exponents) {
            if (each > top - LEFT_OUT) {
                sum += Math.exp(each - top);
            }
        }
        double step = WIDE.node(1) - WIDE.node(0);
        return top + Math.log(sum * step) - 0.5 * Math.log(2 * Math.PI * variance);
    }

    private double centred(double mean, double deviation) {
        double[] exponents = new double[CENTRED.count()];
        double top = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < exponents.length; i++) {
            double z = mean + deviation * CENTRED.node(i);
            exponents[i] = -channel.at(Math.sqrt(q0) * z, 1 - q0).logNorm() + Math.log(CENTRED.weight(i));
            top = Math.max(top, exponents[i]);
        }
        double sum = 0;
        for (double each : exponents) {
            sum += Math.exp(each - top);
        }
        return top + Math.log(sum);
    }

    private double[] breaks(double q) {
        double reach = REACH * Math.sqrt(q) + 1e-9;
        double edge = channel.edge();
        TreeSet<Double> breaks = new TreeSet<>();
        for (int i = 0; i <= 2 * EVEN; i++) {
            breaks.add(reach * ((double) i / EVEN - 1));
        }
        if (Math.abs(edge) < reach) {
            breaks.add(edge);
        }
        for (double distance = 0.75 * Math.sqrt(1 - q); distance < 2 * reach; distance *= GROWTH) {
            for (double x : new double[] {edge - distance, edge + distance}) {
                if (Math.abs(x) < reach) {
                    breaks.add(x);
                }
            }
        }
        return breaks.stream().mapToDouble(x -> x).toArray();
    }
}
