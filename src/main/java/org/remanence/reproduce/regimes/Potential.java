package org.remanence.reproduce.regimes;

import java.util.Arrays;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.remanence.data.GaussianMixture;
import org.remanence.experiment.Answer;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Notation;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.score.GaussianMixtureScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.text.Text;
import org.remanence.theory.regimes.SpeciationPotential;

/// The potential of the overlap with a class mean, from one well to two. Its slope is checked against the drift that the
/// score of the mixture gives.
final class Potential implements Reproduction {
    private static final int DIMENSION = 256;
    private static final double[] TIMES = {4, 3.1192, 2.5, 2};
    private static final double WIDEST = 7;
    private static final int NODES = 60;
    /// Sums over 256 coordinates and 60 nodes of numbers up to 25.
    private static final double ROUNDING = 1e-11;

    @Override
    public Listing listing() {
        return new Listing("potential", Listing.Document.REGIMES, "V(q, t)", "The potential of the overlap goes from one well to two at speciation",
                "1 s", "1 s");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        var potential = new SpeciationPotential(DIMENSION, 1, 1);
        var score = new GaussianMixtureScore(GaussianMixture.twoClusters(DIMENSION, 1, 1), new OrnsteinUhlenbeck(), session);
        var integrator = new GaussIntegratorFactory().legendre(NODES, 0, WIDEST);
        var figure = Figure.of("potential", "One well becomes two").caption(Text.of("""
                V(q, t) of two clusters in d = %d with |m|² = d, σ = 1; q = x·m/√d. Two wells open at t = ½ log 2d = %s, \
                later than t_S = ½ log d = %s by the factor 2 in V″.""", DIMENSION, Notation.number(potential.doubleWellTime()),
                Notation.number(0.5 * Math.log(DIMENSION))))
                .x(Axis.linear("overlap q")).y(Axis.linear("V(q, t)"));
        double[] q = new double[141];
        Arrays.setAll(q, i -> WIDEST * (i - 70) / 70);
        for (double time : TIMES) {
            figure.line("t = " + Notation.number(time), q, Arrays.stream(q).map(each -> potential.value(each, time)).toArray());
            study.check(FigureCheck.within(Text.of("V(%s) − V(0) is the work of the score's drift, t = %s", Notation.number(WIDEST), Notation.number(time)),
                    integrator.integrate(overlap -> -drift(score, overlap, time)), potential.value(WIDEST, time), ROUNDING, "rounding"));
        }
        double well = potential.minimum(TIMES[3]);
        study.check(FigureCheck.within("drift at the bottom of a well, t = 2", drift(score, well, TIMES[3]), 0, ROUNDING, "rounding"));
        study.check(FigureCheck.within("barrier at t = 2 is the work from the middle to the bottom",
                new GaussIntegratorFactory().legendre(NODES, 0, well).integrate(overlap -> drift(score, overlap, TIMES[3])),
                potential.barrier(TIMES[3]), ROUNDING, "rounding"));
        double opening = potential.doubleWellTime();
        study.check(FigureCheck.within("slope of the drift at q = 0 when two wells open", (drift(score, 1e-4, opening) - drift(score, -1e-4, opening)) / 2e-4,
                0, 1e-6, "third derivative over a distance of 2·10⁻⁴"));
        study.page().figure(figure.build());
        return study.end(Text.of("One well above t = %s, two below; at t = 2 they lie at q = ±%s behind a barrier of %s.", Notation.number(opening), Notation.number(well), Notation.number(potential.barrier(TIMES[3]))));
    }

    /// Drift of the overlap going back in time, `(x + 2 s(x))·m/√d` at the state of that overlap in the direction of m.
    private static double drift(GaussianMixtureScore score, double overlap, double time) {
        double[] state = new double[DIMENSION];
        Arrays.fill(state, overlap / Math.sqrt(DIMENSION));
        Matrix states = Matrix.zeros(1, DIMENSION);
        states.setRow(0, state);
        Matrix gradient = Matrix.zeros(1, DIMENSION);
        score.score(states, time, gradient);
        double sum = 0;
        for (int k = 0; k < DIMENSION; k++) {
            sum += state[k] + 2 * gradient.get(0, k);
        }
        return sum / Math.sqrt(DIMENSION);
    }
}
