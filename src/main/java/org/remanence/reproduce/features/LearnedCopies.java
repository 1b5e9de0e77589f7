package org.remanence.reproduce.features;

import org.remanence.data.PatternSet;
import org.remanence.experiment.Answer;
import org.remanence.experiment.features.FeatureMemorization;
import org.remanence.experiment.measure.NeighbourRatios;
import org.remanence.plot.Notation;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.TimeGrid;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.result.Estimate;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.Scheme;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.text.Text;

/// The minimiser of the empirical loss copies its patterns. A network that stops early does not. One that does not stop copies
/// the later the more patterns there are.
final class LearnedCopies implements Reproduction {
    private static final int DIMENSION = 6;
    private static final int PATTERNS = 32;
    private static final int SAMPLES = 1000;

    @Override
    public Listing listing() {
        return new Listing("learned-copies", Listing.Document.FEATURES,
                "the empirical minimiser memorizes; why real systems do not",
                "The empirical score copies patterns, and trained features do so late", "20 s", "30 min");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        Estimate empirical = empirical(session);
        study.check(FigureCheck.notBelow("share of copies among samples of the exact empirical score", empirical, 0.99));
        Answer<FeatureMemorization.Result> answer = study.answer("copies", FeatureMemorization.class, "features",
                study.sized("200", "1200"),
                "patterns", study.sized("8,16,32", "8,16,32,64"), "trainingTimes", study.sized("10,100,1e3,1e4,1e5,1e6",
                "log:10:1e7:13"),
                "samples", String.valueOf(SAMPLES));
        FeatureMemorization.Result result = answer.result();
        for (FeatureMemorization.Memorized each : result.memorized()) {
            study.check(FigureCheck.near(Text.of("copies after τ = 10 as among fresh draws, n = %d", each.patterns()),
                    each.copies().at(0),
                    each.baseline().mean(), 0.01, "a score that has learned little is not that of fresh draws, 0.01"));
        }
        FeatureMemorization.Memorized few = result.memorized().getFirst();
        study.check(FigureCheck.notBelow("copies after infinite training above those of fresh draws, n = 8", few.minimiser(),
                few.baseline().mean() + 0.2));
        for (int i = 1; i < result.onset().size(); i++) {
            study.check(FigureCheck.notBelow(Text.of("copying begins later for n = %s than for n = %s",
                    Notation.number(result.onset().x()[i]),
                    Notation.number(result.onset().x()[i - 1])), result.onset().at(i), result.onset().at(i - 1)));
        }
        study.check(FigureCheck.notBelow("onset grows with n as a power of at least", result.growth().exponent(), 1));
        study.page().append(answer.report());
        return study.end(Text.of("""
                Of samples of the exact empirical score %.1f %% are copies. The onset of copying by trained features grows as n to the power %s.""",
                100 * empirical.mean(), Notation.number(result.growth().exponent())));
    }

    private static Estimate empirical(Session session) {
        Matrix patterns = Matrix.zeros(PATTERNS, DIMENSION);
        double[] row = new double[DIMENSION];
        for (int i = 0; i < PATTERNS; i++) {
            session.stream("patterns").gaussians(i, 0, row, 0, DIMENSION);
            patterns.setRow(i, row);
        }
        var score = new EmpiricalScore(PatternSet.of(patterns), new OrnsteinUhlenbeck(), Precision.DOUBLE, session);
        Matrix generated = new ReverseProcess(Scheme.EI_HEUN.with(score, session), TimeGrid.geometric(3, 1e-4, 80),
                session).sample(SAMPLES, "samples");
        return Estimate.share(NeighbourRatios.of(generated, patterns, session).copies(NeighbourRatios.COPY), SAMPLES);
    }
}
