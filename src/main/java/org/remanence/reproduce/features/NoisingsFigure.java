package org.remanence.reproduce.features;

import java.util.ArrayList;
import java.util.List;
import org.remanence.experiment.Answer;
import org.remanence.experiment.features.LearningCurve;
import org.remanence.experiment.features.MinimiserCurves;
import org.remanence.experiment.features.MinimiserTheory;
import org.remanence.plot.Notation;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.text.Text;

/// More noisings of each pattern: more memorization with many features, more generalization with many patterns.
final class NoisingsFigure implements Reproduction {
    private static final double FINITE = 8;
    /// Positions of p = n/4 and p = 8 n.
    private static final int FEW = 2;
    private static final int MANY = 7;

    @Override
    public Listing listing() {
        return new Listing("noisings", Listing.Document.LEARNING_CURVES, "key take-aways, 2 and 3",
                "More noisings m bring memorization for p ≫ n and generalization for n ≫ p", "15 s", "3 min");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        int d = study.sized(36, 80);
        Answer<LearningCurve.Result> answer = study.answer("curves", LearningCurve.class, "psiN", "4", "psiP",
                "0.25,0.5,1,2,4,8,16,32", "time", "0.1",
                "m", "1,2,4,inf", "lambda", "0.001", "d", String.valueOf(d), "rows", "normalized", "realizations", "5");
        List<MinimiserCurves> curves = limit(study, answer, d);
        double unexplained = ((LearningCurve.Theory) answer.theory()).unexplained().mean()[0];
        for (int k = 1; k < curves.size(); k++) {
            MinimiserCurves fewer = curves.get(k - 1);
            MinimiserCurves more = curves.get(k);
            String step = Text.of("m = %s against m = %s", more.m(), fewer.m());
            study.check(FigureCheck.notBelow("p = 8 n: loss on the patterns under fresh noise falls, " + step,
                    fewer.empiricalLoss().at(MANY),
                    more.empiricalLoss().at(MANY)));
            study.check(FigureCheck.notBelow("n = 4 p: score error falls, " + step, fewer.scoreError().at(FEW),
                    more.scoreError().at(FEW)));
        }
        Estimate first = curves.getFirst().scoreError().at(MANY);
        Estimate last = curves.getLast().scoreError().at(MANY);
        study.check(FigureCheck.notBelow("p = 8 n: score error for m = ∞ over that for m = 1", last.times(1 / first.mean()),
                1.5));
        study.check(FigureCheck.notBelow("p = 8 n: loss on the patterns under fresh noise, m = 1, above that of the true score",
                curves.getFirst().empiricalLoss().at(MANY), unexplained));
        study.check(FigureCheck.notBelow("p = 8 n: that for m = ∞ is below half of it",
                curves.getLast().empiricalLoss().at(MANY).times(-1), -0.5 * unexplained));
        study.page().append(answer.report());
        return study.end(Text.of("""
                At p = 8 n the score error grows from %s at m = 1 to %s at m = ∞. At n = 4 p it falls from %s to %s.""", Notation.number(first),
                Notation.number(last), Notation.number(curves.getFirst().scoreError().at(FEW)),
                Notation.number(curves.getLast().scoreError().at(FEW))));
    }

    private static List<MinimiserCurves> limit(Study study, Answer<LearningCurve.Result> answer, int d) {
        var theory = (LearningCurve.Theory) answer.theory();
        List<MinimiserCurves> measured = new ArrayList<>(List.of(answer.result().first()));
        measured.addAll(answer.result().others());
        List<MinimiserTheory> theories = new ArrayList<>(List.of(theory.first()));
        theories.addAll(theory.others());
        for (int k = 0; k < measured.size(); k++) {
            study.check(FigureCheck.curve(Text.of("score error against d → ∞, m = %s", measured.get(k).m()),
                    measured.get(k).scoreError(),
                    theories.get(k).scoreError().mean(), FINITE / d, "finite size, 8/d"));
        }
        return measured;
    }
}
