package org.remanence.reproduce.features;

import org.remanence.experiment.Answer;
import org.remanence.experiment.features.LearningCurve;
import org.remanence.experiment.features.MinimiserCurves;
import org.remanence.plot.Notation;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.session.Session;
import org.remanence.text.Text;

/// Learning curves of data in a subspace, against its share of the dimensions.
final class LatentDimension implements Reproduction {
    private static final double ERROR = 12;
    private static final double LOSS = 2;

    @Override
    public Listing listing() {
        return new Listing("latent-dimension", Listing.Document.LEARNING_CURVES, "setup, low-dimensional data",
                "Losses depend on the dimension D = ψ_D d of the subspace of the data", "10 s", "2 min");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        int d = study.sized(60, 160);
        Answer<LearningCurve.Result> answer = study.answer("curves", LearningCurve.class, "psiLatent", "0.1,0.25,0.5,0.75,1",
                "psiP", "8", "psiN", "8",
                "time", "0.1", "m", "inf,1", "lambda", "0.001", "d", String.valueOf(d), "rows", "normalized", "realizations",
                "5");
        var theory = (LearningCurve.Theory) answer.theory();
        MinimiserCurves averaged = answer.result().first();
        MinimiserCurves once = answer.result().others().getFirst();
        study.check(FigureCheck.curve("m = ∞: score error against d → ∞", averaged.scoreError(),
                theory.first().scoreError().mean(), ERROR / d,
                "finite size, 12/d"));
        study.check(FigureCheck.curve("m = ∞: test loss against d → ∞", averaged.testLoss(), theory.first().testLoss().mean(),
                LOSS / d, "finite size, 2/d"));
        study.check(FigureCheck.curve("m = 1: score error against d → ∞", once.scoreError(),
                theory.others().getFirst().scoreError().mean(), ERROR / d,
                "finite size, 12/d"));
        study.page().append(answer.report());
        return study.end(Text.of("At ψ_p = ψ_n = 8 the score error for m = ∞ is %s at ψ_D = 0.1 and %s at ψ_D = 1.",
                Notation.number(averaged.scoreError().at(0)), Notation.number(averaged.scoreError().at(4))));
    }
}
