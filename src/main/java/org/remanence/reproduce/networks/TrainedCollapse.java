package org.remanence.reproduce.networks;

import org.remanence.experiment.Answer;
import org.remanence.experiment.measure.RegimeCurves;
import org.remanence.experiment.networks.NetworkRegimes;
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

/// Clones and last changes of a network that copies its patterns, beside those of the exact score.
final class TrainedCollapse implements Reproduction {
    /// The published agreement of the two measures.
    private static final double AGREEMENT = 0.2;
    /// Share of copies from which on a network copies.
    private static final double COPIES = 0.5;

    @Override
    public Listing listing() {
        return new Listing("network-collapse", Listing.Document.REGIMES, "φ_C and last change of real data",
                "Clones of a network that copies end at the same pattern below the collapse, here of digits", "3 min",
                "1 h");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        Answer<NetworkRegimes.Result> answer = study.answer("digits", NetworkRegimes.class, "data", "digits", "classes",
                "all",
                "patterns", study.sized("50", "200"), "steps", study.sized("20000", "350000"), "checkpoints",
                study.sized("0.1,1", "0.01,0.03,0.1,0.3,1"),
                "times", "0.015,0.056,0.12,0.22,0.33,0.48,0.64,0.84,1.2", "pairs", study.sized("300", "2000"), "paths",
                study.sized("300", "2000"));
        NetworkRegimes.Result result = answer.result();
        study.check(FigureCheck.notBelow("the network copies: share of copies among its samples",
                result.network().copied(), COPIES));
        study.check(TrainedSpeciation.identity("exact score: clones of one pattern against E Σw²",
                ((NetworkRegimes.Theory) answer.theory()).sameNeighbour()));
        study.check(agree("network", result.network()));
        study.check(agree("exact score", result.exact()));
        study.check(FigureCheck.notBelow("""
                the network decides the pattern after the exact score: its time of φ_C = ½ is not the later one""",
                result.exact().collapse(), result.network().collapse()));
        study.page().text(Text.of("""
                Beside the published setting: %s handwritten digits of 8 × 8 stand for 2000 images of ImageNet and 200 \
                of LSUN. A residual perceptron with 389 696 parameters stands for a U-Net of 25.7 million, Adam at 0.001 for \
                0.0001, %s. The exact score beside it is ours.""",
                study.sized("50", "200"), study.sized("20 000 steps for 350 000", "as many steps as published")))
                .append(answer.report());
        return study.end(Text.of("""
                Half of the network's clones end at one pattern at t = %s, half of those of the exact score at t = %s. \
                Medians of the last change: %s and %s.""",
                Notation.number(result.network().collapse()),
                Notation.number(result.exact().collapse()),
                Notation.number(result.network().lastChange().median()),
                Notation.number(result.exact().lastChange().median())));
    }

    private static FigureCheck agree(String whose, RegimeCurves curves) {
        double clones = curves.collapse().mean();
        Estimate median = curves.lastChange().median();
        double ratio = median.mean() / clones;
        double error = ratio * Math.hypot(median.stderr() / median.mean(), curves.collapse().stderr() / clones);
        return FigureCheck.near(whose + ": median of the last change over the time of φ_C = ½",
                new Estimate(ratio, error, median.count()), 1, AGREEMENT,
                "the published agreement, 10 to 20 %");
    }
}
