package org.remanence.reproduce;

import org.remanence.experiment.Answer;
import org.remanence.experiment.Portrait;
import org.remanence.experiment.PortraitResult;
import org.remanence.lab.Lab;

/// The three measures of the collapse on real data, here the embedded digits.
final class DataSets implements Reproduction {
    /// The published agreement of the three measures, over the mean of the three.
    private static final double AGREEMENT = 0.2;

    @Override
    public Listing listing() {
        return new Listing("data-sets", Listing.Document.REGIMES, "data sets", "three measures of the collapse agree on real data, here the digits", "1 min",
                "10 min");
    }

    @Override
    public Answer<Verdict> make(Size size, Lab lab) {
        var study = new Study(listing(), size, lab);
        Answer<PortraitResult> portrait = study.answer("digits", Portrait.class, "data", "digits", "draws", study.sized("2000", "20000"),
                "pairs", study.sized("400", "4000"));
        PortraitResult result = portrait.result();
        study.check(Check.curves("f^e by entropy and by information density", result.normalizedExcessEntropy(), result.byInformationDensity()));
        study.check(Check.curves("f^e by entropy and by its definition", result.normalizedExcessEntropy(), result.plain()));
        double clones = result.collapse().sameNeighbour().mean();
        double change = result.collapse().lastChange().mean();
        double entropy = result.collapse().excessEntropy().mean();
        double mean = (clones + change + entropy) / 3;
        String cause = "the published agreement of the three measures, 10 to 20 %";
        study.check(Check.within("φ_C = ½ over the mean of three measures", clones / mean, 1, AGREEMENT, cause));
        study.check(Check.within("median last change over the mean of three measures", change / mean, 1, AGREEMENT, cause));
        study.check(Check.within("f^e/α = 0.05 over the mean of three measures", entropy / mean, 1, AGREEMENT, cause));
        study.page().append(portrait.report());
        return study.end(portrait.findings().getFirst() + " './remanence portrait FILE' does the same for other data.");
    }
}
