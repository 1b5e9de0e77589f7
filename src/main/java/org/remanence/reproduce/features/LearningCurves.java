package org.remanence.reproduce.features;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Expected;
import org.remanence.experiment.features.LearningCurve;
import org.remanence.plot.Notation;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.result.Curve;
import org.remanence.session.Session;
import org.remanence.text.Text;

/// Score error of the minimiser against the number of features: U-shaped for m = ∞, double descent for m = 1.
final class LearningCurves implements Reproduction {
    private static final double PSI_N = 8;
    private static final double[] PSI_P = {0.5, 1, 2, 4, 8, 16, 32, 64, 128};
    /// From an independent solver, at λ = 0 and 10⁻³.
    private static final double[] AVERAGED = {0.578, 0.308, 0.242, 0.427, 1.002, 2.46, 5.27, 9.09, 12.96};
    private static final double[] ONCE = {0.894, 0.903, 1.50, 3.78, 10.9, 4.62, 2.09, 1.27, 0.930};
    private static final double DIGITS = 3e-3;
    private static final double FINITE = 6;

    @Override
    public Listing listing() {
        return new Listing("learning-curves", Listing.Document.LEARNING_CURVES, "learning curves for small t",
                "Learning curves for small t have a U shape for m = ∞ and double descent for m = 1", "15 s", "10 min");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        int d = study.sized(30, 60);
        String ratios = study.sized("0.5,1,2,4,6,8,10,16,32", "0.5,1,2,4,6,8,10,16,32,64,128");
        Answer<LearningCurve.Result> averaged = ask(study, "m = ∞", "inf", "0", ratios, d);
        Answer<LearningCurve.Result> once = ask(study, "m = 1", "1", "0.001", ratios, d);
        Curve first = curve(study, averaged, "m = ∞", AVERAGED, d);
        Curve second = curve(study, once, "m = 1", ONCE, d);
        int least = extreme(first, 1);
        int most = extreme(second, -1);
        study.check(FigureCheck.within("m = ∞: ψ_p of the least score error, below ψ_n = 8", first.x()[least], 2, 0, "the grid"));
        study.check(FigureCheck.notBelow("m = ∞: score error at ψ_p = 0.5 over the least",
                first.at(0).times(1 / first.mean()[least]), 2));
        study.check(FigureCheck.notBelow("m = ∞: score error at the most features over the least",
                first.at(first.size() - 1).times(1 / first.mean()[least]), 10));
        study.check(FigureCheck.within("m = 1: ψ_p of the largest score error, p = n", second.x()[most], PSI_N, 0, "the grid"));
        study.check(FigureCheck.notBelow("m = 1: the peak over the score error at the most features", second.at(most)
                .times(1 / second.mean()[second.size() - 1]), 3));
        study.page().section("m = ∞: classical U shape").append("m-inf",
                averaged.report()).section("m = 1: double descent").append("m-1", once.report());
        return study.end(Text.of("At ψ_n = 8 the score error for m = ∞ is least at ψ_p = %s; that for m = 1 peaks at ψ_p = %s, where p = n.",
                Notation.number(first.x()[least]), Notation.number(second.x()[most])));
    }

    private static Answer<LearningCurve.Result> ask(Study study, String label, String m, String lambda, String ratios, int d) {
        return study.answer(label, LearningCurve.class, "psiN", "8", "psiP", ratios, "time", "0.1", "m", m, "lambda", lambda,
                "d", String.valueOf(d), "rows", "normalized", "realizations", "6");
    }

    /// Checks the score error of an answer, and returns it.
    private static Curve curve(Study study, Answer<LearningCurve.Result> answer, String name, double[] reference, int d) {
        Curve measured = answer.result().first().scoreError();
        Expected limit = ((LearningCurve.Theory) answer.theory()).first().scoreError();
        double worst = 0;
        for (int i = 0; i < measured.size(); i++) {
            int known = Arrays.binarySearch(PSI_P, measured.x()[i]);
            worst = known < 0 ? worst : Math.max(worst, Math.abs(limit.mean()[i] / reference[known] - 1));
        }
        study.check(FigureCheck.within(Text.of("%s: score error in the limit, largest relative deviation from an independent solver", name), worst, 0, DIGITS,
                "digits of the reference"));
        study.check(FigureCheck.curve(Text.of("%s: score error against d → ∞", name), measured, limit.mean(), FINITE / d,
                "finite size, 6/d"));
        return measured;
    }

    private static int extreme(Curve curve, int sign) {
        return IntStream.range(0,
                curve.size()).boxed().min(Comparator.comparingDouble(i -> sign * curve.mean()[i])).orElseThrow();
    }
}
