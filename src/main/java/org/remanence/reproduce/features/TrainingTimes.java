package org.remanence.reproduce.features;

import org.remanence.experiment.Answer;
import org.remanence.experiment.features.FeatureSpectrum;
import org.remanence.experiment.features.FeatureTraining;
import org.remanence.experiment.features.SpectrumGroup;
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
import org.remanence.theory.features.Bulk;

/// What training and test loss do at the time scales of the bulks of U.
final class TrainingTimes implements Reproduction {
    /// Deviation of losses of a finite system from the limit, times d: measured to fall as 1/d.
    private static final double LOSS = 3;
    private static final double ERROR = 5;
    private static final double SHARE = 2;

    @Override
    public Listing listing() {
        return new Listing("training-times", Listing.Document.FEATURES, "metrics at the time scales of the bulks",
                "Training and test loss change at the time scales of the bulks of U", "15 s", "4 min");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        int d = study.sized(48, 120);
        Answer<FeatureTraining.Result> answer = study.answer("training", FeatureTraining.class, "psiP", "16", "psiN", "4",
                "time", "0.05",
                "d", String.valueOf(d), "rows", "normalized", "realizations", study.sized("3", "5"), "trainingTimes",
                "log:0.1:1e6:29");
        FeatureTraining.Result result = answer.result();
        var theory = (FeatureTraining.Theory) answer.theory();
        String cause = Text.of("finite size, %s/d", Notation.number(LOSS));
        study.check(FigureCheck.curve("L_train against d → ∞", result.trainLoss(), theory.trainLoss().mean(), LOSS / d, cause));
        study.check(FigureCheck.curve("L_test against d → ∞", result.testLoss(), theory.testLoss().mean(), ERROR / d,
                Text.of("finite size, %s/d", Notation.number(ERROR))));
        Answer<FeatureSpectrum.Result> spectrum = study.answer("spectrum", FeatureSpectrum.class, "psiP", "16", "psiN", "4",
                "time", "0.05",
                "d", String.valueOf(d), "rows", "normalized");
        for (Bulk bulk : ((FeatureSpectrum.Theory) spectrum.theory()).bulks()) {
            boolean lowest = bulk.name().equals("memorization");
            double share = result.groups().stream().filter(each -> each.name().equals(bulk.name()) || lowest && each.name().equals("fresh"))
                    .mapToDouble(SpectrumGroup::lossShare).sum();
            study.check(FigureCheck.within(Text.of("share of the fall of L_train, %s%s", bulk.name(),
                    lowest ? " with the atom, which finite d mixes into it" : ""),
                    share, bulk.lossShare(), SHARE / d, Text.of("one system, %s/d", Notation.number(SHARE))));
        }
        SpectrumGroup top = result.groups().getLast();
        Estimate stop = result.earlyStop();
        study.check(FigureCheck.notBelow("test loss is least later than the fastest time of the bulk that generalizes", stop,
                top.fastestTime()));
        study.check(FigureCheck.notBelow("and earlier than the next bulk is learned", stop.times(-1),
                -result.groups().get(2).fastestTime()));
        study.check(FigureCheck.near("half of L_gen opens at τ, against d → ∞", result.halfGap(), theory.halfGapTime(),
                ERROR / d * theory.halfGapTime(),
                Text.of("finite size, %s/d", Notation.number(ERROR))));
        study.check(FigureCheck.notBelow("which is later than the least test loss by a factor",
                result.halfGap().times(1 / stop.mean()), 20));
        study.page().append(answer.report());
        return study.end(Text.of("""
                The bulk that generalizes is learned by τ = %s, where the test loss is least. The bulk that memorizes is learned by τ = %s, when half of the gap has \
                opened at %s.""", Notation.number(top.slowestTime()), Notation.number(result.groups().get(1).slowestTime()),
                Notation.number(result.halfGap())));
    }
}
