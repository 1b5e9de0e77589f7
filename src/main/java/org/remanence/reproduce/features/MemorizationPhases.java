package org.remanence.reproduce.features;

import java.util.List;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.features.FeaturePhase;
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

/// The plane of features and patterns: where the minimiser memorizes and where it generalizes.
final class MemorizationPhases implements Reproduction {
    private static final double MANY = 64;
    private static final double FEW = 4;

    @Override
    public Listing listing() {
        return new Listing("memorization-phases", Listing.Document.LEARNING_CURVES,
                "motivation, transition in the number of patterns",
                "Features memorize few patterns and generalize from many", "15 s", "2 min");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        Answer<FeaturePhase.Result> answer = study.answer("phases", FeaturePhase.class, "psiP", study.sized("log:0.25:256:21",
                "log:0.25:256:41"),
                "psiN", study.sized("log:0.25:256:21", "log:0.25:256:41"), "d", study.sized("30", "60"), "realizations", "5");
        var theory = (FeaturePhase.Theory) answer.theory();
        List<FeaturePhase.Check> checks = answer.result().checks();
        int agree = 0;
        for (int i = 0; i < checks.size(); i++) {
            agree += checks.get(i).phase() == theory.places().get(i).phase() ? 1 : 0;
        }
        study.check(FigureCheck.within(Text.of("finite systems in the phase of the limit, of %d places", checks.size()), agree,
                checks.size(), 0, "a count"));
        FeaturePhase.Lines averaged = theory.lines().getFirst();
        FeaturePhase.Lines once = theory.lines().getLast();
        study.check(FigureCheck.within("m = 1, many features: ψ_n/ψ_p up to which noise is learned by heart, L_train = C_t (1 − p/n) = C_t/2",
                slope(once.memorization(), MANY), 2, 0.04, "ψ_p = 64 instead of ∞, 2 %"));
        study.check(FigureCheck.within("m = ∞, many features: that ratio is smaller, none of it beyond p = n", Math.max(1,
                slope(averaged.memorization(), MANY)), 1,
                0, "an inequality"));
        study.check(FigureCheck.within("m = ∞: ψ_n that memorizes over ψ_n that generalizes, at most", Math.max(1,
                ratio(averaged)), 1, 0, "an inequality"));
        study.check(FigureCheck.within("m = 1: ψ_n that memorizes over ψ_n that generalizes, at most", Math.max(1, ratio(once)),
                1, 0, "an inequality"));
        study.check(FigureCheck.within("m = ∞ generalizes with fewer patterns than m = 1: ratio of ψ_n at ψ_p = 4, at most",
                Math.max(0.5, at(averaged.generalization(), FEW) / at(once.generalization(), FEW)), 0.5, 0, "an inequality"));
        study.page().append(answer.report());
        return study.end(Text.of("""
                With ψ_p = 16 features m = ∞ memorizes up to ψ_n = %s and generalizes from %s on; m = 1 memorizes up to %s.""",
                Notation.number(at(averaged.memorization(), 16)), Notation.number(at(averaged.generalization(), 16)),
                Notation.number(at(once.memorization(), 16))));
    }

    /// ψ_n of a line over ψ_p.
    private static double slope(Curve line, double psiP) {
        return at(line, psiP) / psiP;
    }

    /// A line at a ψ_p of the grid.
    private static double at(Curve line, double psiP) {
        return IntStream.range(0,
                line.size()).filter(i -> Math.abs(line.x()[i] / psiP - 1) < 1e-9).mapToDouble(i -> line.mean()[i]).findFirst()
                .orElse(Double.NaN);
    }

    /// The largest ratio of the two lines over all ψ_p at which both lie in the picture.
    private static double ratio(FeaturePhase.Lines lines) {
        return IntStream.range(0, lines.memorization().size())
                .mapToDouble(i -> lines.memorization().mean()[i] / at(lines.generalization(), lines.memorization().x()[i]))
                .filter(each -> !Double.isNaN(each)).max().orElse(Double.NaN);
    }
}
