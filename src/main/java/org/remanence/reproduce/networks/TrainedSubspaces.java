package org.remanence.reproduce.networks;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.networks.NetworkJacobian;
import org.remanence.experiment.networks.NetworkSpectra;
import org.remanence.plot.Notation;
import org.remanence.process.SigmaClock;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.session.Session;
import org.remanence.text.Text;

/// Networks trained on manifolds of 40 of 100 dimensions: two variances far apart, the other way round, and variances
/// drawn at random.
final class TrainedSubspaces implements Reproduction {
    private static final int DIMENSION = 100;
    private static final int TANGENT = 40;
    private static final double[] CLOCK = {0.2, 0.4, 0.6};
    private static final String DATUM = "datum";
    /// Height of a gap that no other comes near; below it, neighbours of nearly the same height decide which place is
    /// counted.
    private static final double CLEAR = 0.3;
    private static final double LEAST = 1e-4;
    private static final String DEFAULT_SETTING = """
            Beside the published setting: a preconditioned denoiser and 10 000 steps of Adam stand for 553 188 \
            parameters and 2 000 000 steps of RAdam (--full).""";
    private static final String FULL_SETTING = "The published network, optimiser and number of steps.";
    private static final String DIFFERENCES = """
            How the 40 dimensions divide is not published: here 10 and 30. 0.01 is a variance. Jacobians are exact, \
            not differences over the noise.""";

    @Override
    public Listing listing() {
        return new Listing("network-jacobian-100", Listing.Document.GEOMETRY, "15",
                "Networks of many patterns have the gaps of the law in 100 dimensions", "4 min", "25 h");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        study.page().text(study.sized(DEFAULT_SETTING, FULL_SETTING)).text(DIFFERENCES);
        SequencedMap<String, String> laws = new LinkedHashMap<>();
        laws.put("1 and 0.01", "1x10+0.01x30");
        laws.put("0.01 and 1", "0.01x10+1x30");
        laws.put("at random", uniform(session));
        laws.forEach((name, variances) -> one(study, name, variances));
        return study.end(Text.of("""
                Networks of many patterns have the gaps of the law. At σ = %s the directions of variance 0.01 are \
                noise to them, at %s they are part of the data.""", sigma(2), sigma(0)));
    }

    private static String sigma(int level) {
        return Notation.number(new SigmaClock().sigma(CLOCK[level]));
    }

    /// Variances uniform in [0, 1].
    private static String uniform(Session session) {
        return IntStream.range(0, TANGENT).mapToDouble(i -> session.stream("variances").uniform(i, 0))
                .mapToObj(each -> Text.of("%.4f", Math.max(each, LEAST))).collect(Collectors.joining("+"));
    }

    private static void one(Study study, String name, String variances) {
        Answer<NetworkJacobian.Result> answer = study.answer(name, NetworkJacobian.class,
                "data", Text.of("manifold:d=%d,variance=%s", DIMENSION, variances),
                "sizes", study.sized("50,400,4000", "50,200,1000,4000,16000"),
                "network", study.sized("vectors", "published"), "steps", study.sized("10000", "2000000"),
                "checkpoints", study.sized("0.5,1", "0.05:1:0.05"), "noiseLevels", TrainedManifold.levels(CLOCK),
                "reading", TrainedManifold.levels(CLOCK[0]), "states", study.sized("8", "32"));
        check(study, name, answer.result(), ((NetworkJacobian.Theory) answer.theory()).spectra().get(DATUM));
        study.page().section("Variances " + name).append(name.replace(' ', '-'), answer.report());
    }

    /// Where the law has one gap that is far larger than all others, the network of many patterns has it too. Few
    /// patterns open it less.
    private static void check(Study study, String name, NetworkJacobian.Result result, NetworkSpectra law) {
        NetworkSpectra many = result.trained().lastEntry().getValue().get(DATUM);
        NetworkSpectra few = result.trained().firstEntry().getValue().get(DATUM);
        String most = result.trained().lastEntry().getKey();
        for (int level = 0; level < CLOCK.length; level++) {
            if (law.gapHeight().mean()[level] > CLEAR) {
                study.check(FigureCheck.within(
                        Text.of("variances %s, σ = %s: position of the gap of n = %s, that of the law", name,
                        sigma(level), most),
                        many.commonGap()[level], law.commonGap()[level], 0, "an integer"));
            }
        }
        study.check(FigureCheck.notBelow(
                Text.of("variances %s, σ = %s: height of the gap of n = %s, not below that of n = %s",
                name,
                sigma(0), most, result.trained().firstEntry().getKey()), many.gapHeight().at(0),
                few.gapHeight().at(0)));
    }
}
