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
import org.remanence.session.Session;
import org.remanence.text.Text;

/// More noisings of each pattern: more memorization with many features, more generalization with many patterns.
final class NoisingsFigure implements Reproduction {
    private static final double FINITE = 8;

    @Override
    public Listing listing() {
        return new Listing("noisings", Listing.Document.LEARNING_CURVES, "key take-aways, 2 and 3",
                "more noisings m: more memorization for p ≫ n, more generalization for n ≫ p", "20 s", "3 min");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        int d = study.sized(36, 80);
        Answer<LearningCurve.Result> features = ask(study, "p ≫ n", "24,32", "2", d);
        Answer<LearningCurve.Result> patterns = ask(study, "n ≫ p", "1,2", "32", d);
        List<MinimiserCurves> many = limit(study, "p ≫ n", features, d);
        List<MinimiserCurves> few = limit(study, "n ≫ p", patterns, d);
        for (int k = 1; k < many.size(); k++) {
            String step = Text.of("m = %s against m = %s", many.get(k).m(), many.get(k - 1).m());
            study.check(FigureCheck.notBelow("p ≫ n: loss on the patterns under fresh noise falls, " + step, many.get(k - 1).empiricalLoss().at(1),
                    many.get(k).empiricalLoss().at(1)));
            study.check(FigureCheck.notBelow("n ≫ p: score error falls, " + step, few.get(k - 1).scoreError().at(1), few.get(k).scoreError().at(1)));
        }
        study.check(FigureCheck.notBelow("p ≫ n: score error grows from m = 1 to ∞ by a factor", many.getLast().scoreError().at(1)
                .times(1 / many.getFirst().scoreError().at(1).mean()), 1.2));
        double unexplained = ((LearningCurve.Theory) features.theory()).unexplained().mean()[1];
        study.check(FigureCheck.notBelow("p ≫ n: at m = ∞ the loss on the patterns lies below half of that of the true score, less their ratio",
                many.getLast().empiricalLoss().at(1).times(-1 / unexplained), -0.5));
        study.page().section("ψ_n = 2, many features").append("many-features", features.report()).section("ψ_n = 32, many patterns")
                .append("many-patterns", patterns.report());
        return study.end(Text.of("With many features the score error grows from %s at m = 1 to %s at m = ∞; with many patterns it falls from %s to %s.",
                Notation.number(many.getFirst().scoreError().at(1)), Notation.number(many.getLast().scoreError().at(1)),
                Notation.number(few.getFirst().scoreError().at(1)), Notation.number(few.getLast().scoreError().at(1))));
    }

    private static Answer<LearningCurve.Result> ask(Study study, String label, String psiP, String psiN, int d) {
        return study.answer(label, LearningCurve.class, "psiN", psiN, "psiP", psiP, "time", "0.1", "m", "1,2,4,inf", "lambda", "0.001",
                "d", String.valueOf(d), "rows", "normalized", "realizations", "6");
    }

    private static List<MinimiserCurves> limit(Study study, String name, Answer<LearningCurve.Result> answer, int d) {
        var theory = (LearningCurve.Theory) answer.theory();
        List<MinimiserCurves> measured = new ArrayList<>(List.of(answer.result().first()));
        measured.addAll(answer.result().others());
        List<MinimiserTheory> theories = new ArrayList<>(List.of(theory.first()));
        theories.addAll(theory.others());
        for (int k = 0; k < measured.size(); k++) {
            study.check(FigureCheck.curve(Text.of("%s: score error against d → ∞, m = %s", name, measured.get(k).m()), measured.get(k).scoreError(),
                    theories.get(k).scoreError().mean(), FINITE / d, "finite size, 8/d"));
        }
        return measured;
    }
}
