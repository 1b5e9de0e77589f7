package org.remanence.reproduce.networks;

import java.util.Arrays;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Expected;
import org.remanence.experiment.measure.RegimeCurves;
import org.remanence.experiment.networks.NetworkRegimes;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
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
import org.remanence.theory.SameClass;

/// Clones of a network trained on two classes of images: their class against the time in units of the speciation time.
final class TrainedSpeciation implements Reproduction {
    /// The published agreement of the times.
    private static final double AGREEMENT = 0.15;
    /// Residuals of a curve that sampling exceeds once in 10 000 curves of eleven points.
    private static final double WORST = 4.5;

    @Override
    public Listing listing() {
        return new Listing("network-speciation", Listing.Document.REGIMES, "φ(t) of real data",
                "Clones of a trained network end in the same class below t_S, here two classes of digits", "2 min",
                "1 h");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        Answer<NetworkRegimes.Result> answer = study.answer("digits 0 and 1", NetworkRegimes.class, "data", "digits",
                "classes", "0,1",
                "patterns", "300", "steps", study.sized("10000", "350000"), "checkpoints", "1", "pairs",
                study.sized("300", "2000"));
        NetworkRegimes.Result result = answer.result();
        var theory = (NetworkRegimes.Theory) answer.theory();
        double predicted = theory.speciationTime().logLambda();
        study.check(FigureCheck.near("network: time of φ = 0.775 over ½ log Λ",
                scaled(result.network().speciation(), predicted), 1, AGREEMENT,
                "the published agreement, 15 %"));
        study.check(FigureCheck.near("exact score: time of φ = 0.775 over ½ log Λ",
                scaled(result.exact().speciation(), predicted), 1, AGREEMENT,
                "the published agreement, 15 %"));
        study.check(identity("exact score: clones of one class against draws from the posterior", theory.sameClass()));
        study.check(FigureCheck.notBelow("""
                without copies the network decides the pattern after the exact score: its time of φ_C = ½ is not the \
                later one""",
                result.exact().collapse(), result.network().collapse()));
        study.page().text(Text.of("""
                Beside the published setting: 300 handwritten digits of 8 × 8 in the classes 0 and 1 stand for 2000 to \
                40 000 images of 16 × 16 to 64 × 64. A residual perceptron with 389 696 parameters stands for a U-Net of 25.7 \
                million, Adam at 0.001 for 0.0001, %s, the nearest labelled pattern for a ResNet-18 as classifier. The \
                exact score beside it is ours.""",
                study.sized("10 000 steps for 350 000", "as many steps as published")))
                .figure(scaled(result, predicted)).append(answer.report());
        return study.end(Text.of("""
                Under the network φ crosses 0.775 at %s t_S, under the exact score of its patterns at %s t_S.""",
                Notation.number(scaled(result.network().speciation(), predicted)),
                Notation.number(scaled(result.exact().speciation(), predicted))));
    }

    /// The largest residual of an exact identity.
    static FigureCheck identity(String claim, Expected expected) {
        double worst = Arrays.stream(expected.residual()).map(Math::abs).max().orElseThrow();
        return FigureCheck.within(claim + Text.of(", largest of %d residuals in standard errors", expected.residual()
                .length), worst, 0, WORST,
                "sampling, one false alarm in 10 000");
    }

    private static Estimate scaled(Estimate time, double unit) {
        return new Estimate(time.mean() / unit, time.stderr() / unit, time.count());
    }

    private static Figure scaled(NetworkRegimes.Result result, double unit) {
        return Figure.of("same-class-scaled", "Clones that end in the same class")
                .caption("""
                        Share of pairs of clones that end in the same class, against the time in units of t_S = ½ log Λ.""")
                .x(Axis.linear("time t / t_S")).y(Axis.linear("same class φ"))
                .points("network", scaled(result.network(), unit)).points("exact score", scaled(result.exact(), unit))
                .level("0.775", SameClass.THRESHOLD).mark("t_S", 1).build();
    }

    private static Curve scaled(RegimeCurves curves, double unit) {
        Curve curve = curves.sameClass();
        return new Curve("t/t_S", Arrays.stream(curve.x()).map(t -> t / unit).toArray(), curve.mean(), curve.stderr(),
                curve.count());
    }
}
