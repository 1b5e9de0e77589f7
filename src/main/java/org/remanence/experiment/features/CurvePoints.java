package org.remanence.experiment.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.remanence.experiment.AxisValues;
import org.remanence.feature.FeatureFunction;
import org.remanence.text.BadInput;

/// Points of a learning curve: at most one of five quantities runs through a list, the others stay.
/// @param psiP ψ_p
/// @param psiN ψ_n
/// @param psiLatent ψ_D
/// @param time t
/// @param lambda λ
record CurvePoints(AxisValues psiP, AxisValues psiN, AxisValues psiLatent, AxisValues time, AxisValues lambda) {
    /// What a point consists of.
    enum Quantity {
        /// ψ_p.
        PSI_P("psiP", "ψ_p", "feature ratio ψ_p = p/d"),
        /// ψ_n.
        PSI_N("psiN", "ψ_n", "sample ratio ψ_n = n/d"),
        /// ψ_D.
        PSI_LATENT("psiLatent", "ψ_D", "share ψ_D of directions that vary"),
        /// t.
        TIME("time", "t", "time t"),
        /// λ.
        LAMBDA("lambda", "λ", "ridge λ");

        private final String parameter;
        private final String symbol;
        private final String title;

        Quantity(String parameter, String symbol, String title) {
            this.parameter = parameter;
            this.symbol = symbol;
            this.title = title;
        }

        /// As a formula calls it.
        String symbol() {
            return symbol;
        }

        /// As an axis of a figure calls it.
        String title() {
            return title;
        }
    }

    /// Refuses more than one list.
    CurvePoints {
        List<String> lists = new ArrayList<>();
        for (Quantity each : Quantity.values()) {
            if (values(each, psiP, psiN, psiLatent, time, lambda).size() > 1) {
                lists.add(each.parameter);
            }
        }
        if (lists.size() > 1) {
            throw new BadInput("one parameter may be a list, the axis, got %d: %s; give one value for all others", lists.size(),
                    String.join(", ", lists));
        }
    }

    private static AxisValues values(Quantity of, AxisValues psiP, AxisValues psiN, AxisValues psiLatent, AxisValues time,
                                     AxisValues lambda) {
        return switch (of) {
            case PSI_P -> psiP;
            case PSI_N -> psiN;
            case PSI_LATENT -> psiLatent;
            case TIME -> time;
            case LAMBDA -> lambda;
        };
    }

    /// The values of a quantity, one if it stays.
    AxisValues values(Quantity of) {
        return values(of, psiP, psiN, psiLatent, time, lambda);
    }

    /// What runs; ψ_p if nothing does.
    Quantity running() {
        return Arrays.stream(Quantity.values()).filter(each -> values(each).size() > 1).findFirst().orElse(Quantity.PSI_P);
    }

    /// Name of what runs.
    String axis() {
        return running().parameter;
    }

    /// Where.
    double[] x() {
        return values(running()).values();
    }

    /// A quantity at a point.
    double at(Quantity of, int point) {
        return values(of).at(of == running() ? point : 0);
    }

    /// A quantity where the running one has a value.
    double at(Quantity of, double x) {
        return of == running() ? x : values(of).at(0);
    }

    /// A finite system a point.
    List<FeatureSystem> systems(VarianceShares shares, FeatureFunction activation, int d, FeatureSystem.Rows rows) {
        List<FeatureSystem> systems = new ArrayList<>();
        for (double x : x()) {
            systems.add(new FeatureSystem(at(Quantity.PSI_P, x), at(Quantity.PSI_N, x), at(Quantity.TIME, x), activation, d, rows,
                    shares.within(at(Quantity.PSI_LATENT, x)).toString()));
        }
        return systems;
    }
}
