package org.remanence.reproduce.features;

import java.util.Arrays;
import org.remanence.experiment.Answer;
import org.remanence.experiment.features.LearningCurve;
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

/// Memorization grows with the number of features. For m = 1 the noise of the patterns is learned by heart, all of it, from p = n on.
final class FeatureTransition implements Reproduction {
    private static final double PSI_N = 8;
    /// Position of p = n/2, from where on the features miss little of the law.
    private static final int HALF = 2;
    private static final double FINITE = 3;

    @Override
    public Listing listing() {
        return new Listing("feature-transition", Listing.Document.LEARNING_CURVES, "key take-aways, 1",
                "Memorization increases with p, with a transition at p = n", "10 s", "1 min");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        int d = study.sized(30, 60);
        Answer<LearningCurve.Result> answer = study.answer("curves", LearningCurve.class, "psiN", "8", "psiP",
                "1,2,4,6,7,8,9,10,12,16", "time", "0.1",
                "m", "1,inf", "lambda", "1e-6", "d", String.valueOf(d), "rows", "normalized", "realizations", "5");
        LearningCurve.Result result = answer.result();
        var theory = (LearningCurve.Theory) answer.theory();
        double unexplained = theory.unexplained().mean()[0];
        Curve once = result.first().trainLoss();
        Curve averaged = result.others().getFirst().trainLoss();
        for (int i = HALF; i < once.size(); i++) {
            double psiP = once.x()[i];
            study.check(FigureCheck.near(Text.of("m = 1: L_train/C_t = 1 − p/n, 0 from p = n on, ψ_p = %s",
                    Notation.number(psiP)),
                    once.at(i).times(1 / unexplained), Math.max(0, 1 - psiP / PSI_N), 0.01,
                    "ridge, and what features see beyond their linear part, 0.01"));
        }
        study.check(FigureCheck.curve("m = ∞: L_train against d → ∞", averaged, theory.others().getFirst().trainLoss().mean(),
                FINITE / d, "finite size, 3/d"));
        falls(study, "m = ∞", averaged);
        Curve error = result.first().scoreError();
        int most = 0;
        for (int i = 1; i < error.size(); i++) {
            most = error.mean()[i] > error.mean()[most] ? i : most;
        }
        study.check(FigureCheck.within("m = 1: ψ_p of the largest score error, p = n", error.x()[most], PSI_N, 0, "the grid"));
        double[] line = {once.x()[0], PSI_N, once.x()[once.size() - 1]};
        study.page().figure(Figure.of("memorization", "For m = 1 all noise is learned by heart from p = n on")
                .caption(Text.of("Training loss over that of the true score, at ψ_n = 8, t = 0.1. Points: d = %d, 5 systems.", d))
                .x(Axis.linear("feature ratio ψ_p = p/d")).y(Axis.linear("L_train/C_t")).points("m = 1",
                        once.times(1 / unexplained))
                .line("1 − p/n", line, Arrays.stream(line).map(psiP -> Math.max(0, 1 - psiP / PSI_N)).toArray())
                .points("m = ∞", averaged.times(1 / unexplained))
                .line("m = ∞", averaged.x(),
                        Arrays.stream(theory.others().getFirst().trainLoss().mean()).map(loss -> loss / unexplained).toArray())
                .mark("p = n", PSI_N).build()).append(answer.report());
        return study.end(Text.of("""
                For m = 1 the training loss falls with p and vanishes from p = n on. For m = ∞ it falls from %s C_t at ψ_p = 1 to %s C_t at ψ_p = 16.""",
                Notation.number(averaged.mean()[0] / unexplained),
                Notation.number(averaged.mean()[averaged.size() - 1] / unexplained)));
    }

    private static void falls(Study study, String name, Curve loss) {
        for (int i = 1; i < loss.size(); i++) {
            Estimate before = loss.at(i - 1);
            study.check(FigureCheck.notBelow(Text.of("%s: L_train at ψ_p = %s above that at %s", name,
                    Notation.number(loss.x()[i - 1]),
                    Notation.number(loss.x()[i])), before, loss.at(i)));
        }
    }
}
