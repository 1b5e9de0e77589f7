package org.remanence.reproduce.features;

import org.remanence.experiment.Answer;
import org.remanence.experiment.features.LearningCurve;
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

/// Memorization grows with the number of features; for m = 1 the noise of the patterns is learned by heart, all of it, from p = n on.
final class FeatureTransition implements Reproduction {
    private static final int TRANSITION = 5;
    private static final double FINITE = 3;

    @Override
    public Listing listing() {
        return new Listing("feature-transition", Listing.Document.LEARNING_CURVES, "key take-aways, 1",
                "memorization increases with p, with a transition at p = n", "15 s", "3 min");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        int d = study.sized(30, 60);
        Answer<LearningCurve.Result> answer = study.answer("curves", LearningCurve.class, "psiN", "8", "psiP", "1,2,4,6,7,8,9,10,12,16", "time", "0.1",
                "m", "1,inf", "lambda", "1e-6", "d", String.valueOf(d), "rows", "normalized", "realizations", "5");
        LearningCurve.Result result = answer.result();
        var theory = (LearningCurve.Theory) answer.theory();
        double unexplained = theory.unexplained().mean()[0];
        Curve once = result.first().trainLoss();
        Curve averaged = result.others().getFirst().trainLoss();
        for (int i = 0; i < once.size(); i++) {
            if (i <= TRANSITION) {
                continue;
            }
            study.check(FigureCheck.near(Text.of("m = 1: L_train/C_t = 0 at ψ_p = %s, beyond p = n", Notation.number(once.x()[i])),
                    once.at(i).times(1 / unexplained), 0, 1e-3, "ridge 10⁻⁶"));
        }
        study.check(FigureCheck.notBelow("m = 1: L_train/C_t at p = n/2", once.at(2).times(1 / unexplained), 0.25));
        study.check(FigureCheck.notBelow("m = 1: and at p = 7 n/8", once.at(4).times(1 / unexplained), 0.05));
        study.check(FigureCheck.curve("m = ∞: L_train against d → ∞", averaged, theory.others().getFirst().trainLoss().mean(), FINITE / d, "finite size, 3/d"));
        falls(study, "m = ∞", averaged);
        Curve error = result.first().scoreError();
        int most = 0;
        for (int i = 1; i < error.size(); i++) {
            most = error.mean()[i] > error.mean()[most] ? i : most;
        }
        study.check(FigureCheck.within("m = 1: ψ_p of the largest score error, p = n", error.x()[most], 8, 0, "the grid"));
        study.page().append(answer.report());
        return study.end(Text.of("""
                For m = 1 the training loss falls with p and vanishes from p = n on; for m = ∞ it falls from %s C_t at ψ_p = 1 to %s C_t at ψ_p = 16.""",
                Notation.number(averaged.mean()[0] / unexplained), Notation.number(averaged.mean()[averaged.size() - 1] / unexplained)));
    }

    private static void falls(Study study, String name, Curve loss) {
        for (int i = 1; i < loss.size(); i++) {
            Estimate before = loss.at(i - 1);
            study.check(FigureCheck.notBelow(Text.of("%s: L_train at ψ_p = %s above that at %s", name, Notation.number(loss.x()[i - 1]),
                    Notation.number(loss.x()[i])), before, loss.at(i)));
        }
    }
}
