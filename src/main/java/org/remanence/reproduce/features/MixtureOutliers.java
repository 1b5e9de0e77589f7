package org.remanence.reproduce.features;

import org.remanence.experiment.Answer;
import org.remanence.experiment.features.FeatureMixture;
import org.remanence.plot.Notation;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.session.Session;
import org.remanence.text.Text;

/// The outlier of U for a mixture of two close clusters, and the transition at which it merges with the bulk.
final class MixtureOutliers implements Reproduction {
    /// Solutions at t = 0.1 and 0.5 and the transition, from an independent solver.
    private static final int[] TIMES = {0, 2};
    private static final double[] OUTLIER = {9.3453806, 6.3971671};
    private static final double[] OVERLAP = {0.775359, 0.631211};
    private static final double[] EDGE = {7.3934867, 5.9309707};
    private static final double TRANSITION = 0.88512362;
    private static final double DIGITS = 2e-6;
    private static final double EDGE_WIDTH = 1.5;
    private static final double OUTLIER_SHIFT = 5;

    @Override
    public Listing listing() {
        return new Listing("mixture-outlier", Listing.Document.FEATURES, "BBP transition of U, solutions of the outlier equation",
                "The outlier of a mixture merges with the bulk of U at a transition in time", "15 s", "8 min");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        int d = study.sized(100, 250);
        Answer<FeatureMixture.Result> answer = study.answer("outlier", FeatureMixture.class, "times", "0.1,0.3,0.5,1.2", "d",
                String.valueOf(d),
                "rows", "normalized", "realizations", study.sized("8", "20"));
        FeatureMixture.Result result = answer.result();
        var theory = (FeatureMixture.Theory) answer.theory();
        double worst = Math.abs(theory.bbpTime() / TRANSITION - 1);
        for (int i = 0; i < TIMES.length; i++) {
            worst = Math.max(worst, Math.abs(theory.outlier().mean()[TIMES[i]] / OUTLIER[i] - 1));
            worst = Math.max(worst, Math.abs(theory.overlap().mean()[TIMES[i]] / OVERLAP[i] - 1));
            worst = Math.max(worst, Math.abs(theory.edge().mean()[TIMES[i]] / EDGE[i] - 1));
        }
        study.check(FigureCheck.within("outlier, overlap and edge at t = 0.1 and 0.5 and t_BBP: largest relative deviation from an independent solver", worst, 0,
                DIGITS, "digits of the reference"));
        for (int i = 0; i < TIMES.length; i++) {
            String at = ", t = " + Notation.number(result.outlier().x()[TIMES[i]]);
            double shift = OUTLIER_SHIFT / d;
            study.check(FigureCheck.near("outlier of finite systems" + at, result.outlier().at(TIMES[i]), OUTLIER[i],
                    shift * OUTLIER[i], "finite size, 5/d"));
            study.check(FigureCheck.near("overlap² of finite systems" + at, result.overlap().at(TIMES[i]), OVERLAP[i],
                    shift * OVERLAP[i], "finite size, 5/d"));
            study.check(FigureCheck.near("second eigenvalue of finite systems" + at, result.edge().at(TIMES[i]), EDGE[i],
                    EDGE_WIDTH * Math.pow(d, -2.0 / 3) * EDGE[i], "finite size, 1.5 d^{−2/3}"));
        }
        int last = result.overlap().size() - 1;
        study.check(FigureCheck.notBelow("overlap² is lost beyond the transition, t = 1.2: 10/d less what is left",
                result.overlap().at(last).times(-1),
                -10.0 / d));
        study.check(FigureCheck.near("t_BBP, where √(outlier − edge) of finite systems vanishes", result.bbpTime(),
                TRANSITION,
                0.1 * TRANSITION, "extrapolation and finite size, 10 %"));
        study.page().append(answer.report());
        return study.end(Text.of("The outlier, at %s for t = 0.1, merges with the bulk at t_BBP = %s; finite systems have %s.",
                Notation.number(theory.outlier().mean()[0]), Notation.number(theory.bbpTime()),
                Notation.number(result.bbpTime())));
    }
}
