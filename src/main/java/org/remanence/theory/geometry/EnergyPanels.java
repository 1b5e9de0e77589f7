package org.remanence.theory.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.hipparchus.analysis.integration.gauss.LegendreRuleFactory;
import org.hipparchus.util.Pair;

/// The law of an energy as nodes of a quadrature, from the least energies upwards.
///
/// The law is evaluated at the Gauss–Legendre nodes of panels on which it is smooth. Where integrands change faster than
/// the law, panels are split and the law is interpolated from the nodes of the whole panel.
final class EnergyPanels {
    private static final int ORDER = 16;
    private static final double WIDTH = 2;
    private static final double[] NODE;
    private static final double[] WEIGHT;
    private static final double[] BARYCENTRIC = new double[ORDER];

    static {
        Pair<double[], double[]> rule = new LegendreRuleFactory().getRule(ORDER);
        NODE = rule.getFirst();
        WEIGHT = rule.getSecond();
        for (int i = 0; i < ORDER; i++) {
            BARYCENTRIC[i] = (i % 2 == 0 ? 1 : -1) * Math.sqrt((1 - NODE[i] * NODE[i]) * WEIGHT[i]);
        }
    }

    private final List<Panel> panels = new ArrayList<>();

    /// @param low least coordinate, of the largest energies
    /// @param high largest coordinate, of the least energies
    EnergyPanels(EnergyLaw law, double low, double high) {
        for (double to = high; to > low; ) {
            double from = Math.max(low, to - WIDTH * law.step(to));
            panels.add(new Panel(law, from, to));
            to = from;
        }
    }

    /// Nodes for integrands that change over energies of that size wherever the energy is below a cut.
    Nodes nodes(double resolution, double cut) {
        var energy = DoubleStream.builder();
        var weight = DoubleStream.builder();
        for (Panel panel : panels) {
            double wanted = panel.least < cut ? (Math.min(panel.most, cut) - panel.least) / (WIDTH * resolution) : 1;
            panel.into((int) Math.max(1, Math.ceil(wanted)), energy, weight);
        }
        return new Nodes(energy.build().toArray(), weight.build().toArray());
    }

    /// @param energy of the nodes, ascending
    /// @param weight probability that each stands for
    record Nodes(double[] energy, double[] weight) { }

    private static final class Panel {
        private final double from;
        private final double to;
        private final double least;
        private final double most;
        private final double[] logEnergy = new double[ORDER];
        private final double[] logWeight = new double[ORDER];

        Panel(EnergyLaw law, double from, double to) {
            this.from = from;
            this.to = to;
            for (int i = 0; i < ORDER; i++) {
                EnergyTail tail = law.tail(0.5 * (from + to) + 0.5 * (to - from) * NODE[i]);
                logEnergy[i] = Math.log(tail.energy());
                logWeight[i] = tail.logDensity() + Math.log(tail.slope());
            }
            this.least = Math.exp(at(1, logEnergy));
            this.most = Math.exp(at(-1, logEnergy));
        }

        void into(int parts, DoubleStream.Builder energy, DoubleStream.Builder weight) {
            for (int part = parts - 1; part >= 0; part--) {
                for (int i = ORDER - 1; i >= 0; i--) {
                    double x = (2 * part + 1 + NODE[i]) / parts - 1;
                    energy.add(Math.exp(at(x, logEnergy)));
                    weight.add(Math.exp(at(x, logWeight)) * 0.5 * (to - from) * WEIGHT[i] / parts);
                }
            }
        }

        /// The polynomial through the nodes, x ∈ [−1, 1].
        private static double at(double x, double[] values) {
            double above = 0;
            double below = 0;
            for (int i = 0; i < ORDER; i++) {
                if (x == NODE[i]) {
                    return values[i];
                }
                double share = BARYCENTRIC[i] / (x - NODE[i]);
                above += share * values[i];
                below += share;
            }
            return above / below;
        }
    }
}
