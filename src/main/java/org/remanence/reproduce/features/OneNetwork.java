package org.remanence.reproduce.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Expected;
import org.remanence.experiment.features.FeatureTimeIntegrated;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Notation;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.text.Text;

/// One network for all times: the spectrum of its U, which the talk leaves open, and the gap for several numbers of patterns.
final class OneNetwork implements Reproduction {
    private static final double[] PSI_N = {2, 4, 8};
    private static final double DENSITY = 4;
    private static final double SMALL = 0.05;
    private static final double VISIBLE = 1e-5;
    private static final double OUTLIER = 0.1;

    @Override
    public Listing listing() {
        return new Listing("time-integrated", Listing.Document.FEATURES, "time-integrated network",
                "One network for all times memorizes later with more patterns", "20 s", "3 min");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        int d = study.sized(40, 80);
        List<Estimate> gap = new ArrayList<>();
        Figure.Builder figure = Figure.of("gaps",
                "More patterns open the gap later").caption(Text.of("L_test − L_train at ψ_p = 16, d = %d, 3 systems.", d))
                .x(Axis.log("training time τ = k η/d²")).y(Axis.log("L_gen"));
        for (double psiN : PSI_N) {
            boolean shown = psiN == PSI_N[1];
            Answer<FeatureTimeIntegrated.Result> answer = study.answer("ψ_n = " + psiN, FeatureTimeIntegrated.class, "psiN",
                    String.valueOf(psiN),
                    "d", String.valueOf(d), "rows", "normalized", "points", shown ? "30" : "2", "sampledTimes",
                    shown ? "10,1e5" : "10", "samples", "100");
            FeatureTimeIntegrated.Result result = answer.result();
            gap.add(result.gapTime());
            figure.points("ψ_n = " + Notation.number(psiN), where(result.generalizationGap(),
                    i -> result.generalizationGap().mean()[i] > VISIBLE));
            if (shown) {
                var theory = (FeatureTimeIntegrated.Theory) answer.theory();
                study.check(FigureCheck.curve("density of eigenvalues above 0.05 against the matrix Dyson equation",
                        where(result.density(), i -> result.density().x()[i] > SMALL),
                        upper(theory.density()), DENSITY / d,
                        "finite size, 4/d; it spreads the smaller ones"));
                study.check(FigureCheck.near("largest eigenvalue, p times its limit", result.largest(), theory.outlier(),
                        OUTLIER * theory.outlier(),
                        "next order in 1/p, 10 %"));
                study.check(FigureCheck.notBelow("it stands out of the bulk by a factor",
                        result.largest().times(1 / result.second().mean()), 2));
                study.page().append(answer.report());
            }
        }
        for (int i = 1; i < PSI_N.length; i++) {
            double earlier = gap.get(i - 1).mean();
            study.check(FigureCheck.notBelow(Text.of("time until L_gen = 0.03, ψ_n = %s over ψ_n = %s",
                    Notation.number(PSI_N[i]), Notation.number(PSI_N[i - 1])),
                    gap.get(i).times(1 / earlier), 2));
        }
        study.page().figure(figure.build());
        return study.end(Text.of("""
                The spectrum is that of a matrix Dyson equation. L_gen = 0.03 at τ = %s, %s and %s for ψ_n = 2, 4 and 8: more patterns are memorized \
                later, as by one network a time.""", Notation.number(gap.get(0)), Notation.number(gap.get(1)), Notation.number(gap.get(2))));
    }

    private static double[] upper(Expected density) {
        return IntStream.range(0,
                density.x().length).filter(i -> density.x()[i] > SMALL).mapToDouble(i -> density.mean()[i]).toArray();
    }

    /// Some of the points of a curve.
    private static Curve where(Curve curve, IntPredicate shown) {
        int[] kept = IntStream.range(0, curve.size()).filter(shown).toArray();
        return Curve.of(curve.axis(), Arrays.stream(kept).mapToDouble(i -> curve.x()[i]).toArray(),
                Arrays.stream(kept).mapToObj(curve::at).toList());
    }
}
