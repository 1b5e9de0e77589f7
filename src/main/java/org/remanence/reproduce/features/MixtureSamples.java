package org.remanence.reproduce.features;

import org.apache.commons.numbers.gamma.Erf;
import org.remanence.experiment.Answer;
import org.remanence.experiment.features.FeatureMixtureSampling;
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

/// Whether random features learn a mixture: one elongated Gaussian if its clusters are close, two modes if they are far apart.
final class MixtureSamples implements Reproduction {
    private static final double SEPARATION = 4;

    @Override
    public Listing listing() {
        return new Listing("mixture-samples", Listing.Document.FEATURES, "can random features learn a mixture",
                "Random features sample two clusters, close ones and separated ones", "30 s", "10 min");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        Answer<FeatureMixtureSampling.Result> close = study.answer("close", FeatureMixtureSampling.class, "snr", "4", "d",
                study.sized("40", "96"),
                "trainingTimes", "30,1000", "samples", study.sized("1000", "4000"));
        FeatureMixtureSampling.Result one = close.result();
        var data = (FeatureMixtureSampling.Theory) close.theory();
        Estimate between = one.minimiser().between();
        study.check(FigureCheck.near("close clusters: share between the modes, that of a Gaussian of the variance along m",
                between,
                Erf.value(Math.sqrt(SEPARATION / (8 * one.minimiser().varianceAlong().mean()))), 0.05,
                "tails longer than Gaussian, 0.05"));
        study.check(FigureCheck.notBelow("close clusters: that share over the one of the data",
                between.times(1 / data.between()), 1.5));
        study.check(FigureCheck.notBelow("close clusters: variance along m over that across", one.minimiser().varianceAlong()
                .times(1 / one.minimiser().varianceAcross().mean()), 2));
        Answer<FeatureMixtureSampling.Result> apart = study.answer("separated", FeatureMixtureSampling.class, "psiP", "24",
                "psiN", "10", "mu", "2",
                "d", study.sized("20", "32"), "trainingTimes", study.sized("10,1000", "10,100,1000,1e4"), "samples",
                study.sized("1000", "4000"));
        FeatureMixtureSampling.Result two = apart.result();
        var modes = (FeatureMixtureSampling.Theory) apart.theory();
        study.check(FigureCheck.near("separated clusters: excess kurtosis along m against that of the data",
                two.minimiser().excessKurtosis(),
                modes.excessKurtosis(), 0.25, "what a finite network misses"));
        study.check(FigureCheck.notBelow("separated clusters: less than 2 % of the samples lie between the modes",
                two.minimiser().between().times(-1), -0.02));
        study.check(FigureCheck.notBelow("separated clusters: short training fills the place between the modes",
                two.between().at(0), 0.2));
        study.page().section("Close clusters, |m|² = 4").append("close", close.report()).section("Separated clusters, |m| = 2 √d")
                .append("separated", apart.report());
        return study.end(Text.of("""
                Between the modes lie %s of the samples for close clusters, and %s of the data. For separated ones the excess kurtosis along m is %s, \
                that of the data %s.""", Notation.number(between), Notation.number(data.between()),
                Notation.number(two.minimiser().excessKurtosis()), Notation.number(modes.excessKurtosis())));
    }
}
