package org.remanence.experiment.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.remanence.data.Memory;
import org.remanence.experiment.Answer;
import org.remanence.experiment.measure.Duplicates;
import org.remanence.result.Estimate;
import org.remanence.score.NearestPatterns;
import org.remanence.score.NearestTable;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Rows;
import org.remanence.text.BadInput;
import org.remanence.theory.audit.Conformal;
import org.remanence.theory.audit.CopiedShare;
import org.remanence.theory.audit.FalseDiscovery;
import org.remanence.theory.audit.FreshBaseline;
import org.remanence.theory.audit.RankComparison;
import org.remanence.theory.audit.ResidualDimension;
import org.remanence.theory.audit.TailTest;

/// Takes the steps of an audit in order and keeps what the page needs.
final class AuditMeasurement {
    /// The published threshold of the ratio rule.
    static final double RATIO_RULE = 1.0 / 3;
    private static final double DOUBT = 0.05;
    /// Share of held-out rows that may be in the training set.
    private static final double SHARED = 0.01;
    /// Patterns up to which exact duplicates are counted, eight bytes each.
    private static final long HASHED = 100_000_000;
    private static final int CURVE_SAMPLES = 200;
    private static final int CURVE_POINTS = 500;
    private static final int RESIDUALS = 500;
    /// Steps of work an audit takes: lists of patterns, held-out data, samples twice, and controls.
    private static final int CONTROLS = 1200;

    private final Audit audit;
    private final AuditSets sets;
    private final Session session;
    private final NearestPatterns search;
    private final TrainingReference reference;
    private final Closeness samples;
    private final double[] pTraining;
    private final double[] collapse;
    private final Optional<HeldOut> heldOut;
    private final boolean[] found;

    AuditMeasurement(Audit audit, AuditSets sets, Session session) {
        this.audit = audit;
        this.sets = sets;
        this.session = session;
        long points = sets.heldOut().map(Rows::rows).orElse(0L);
        checkCounts(points);
        Memory.require(1100.0 * (20_000 + 2.0 * sets.samples().rows() + 2.0 * points)
                + 8.0 * sets.train().columns() * Math.min(20_000, sets.train().rows()), "the lists of an audit", "choose fewer samples");
        session.progress().begin("nearest patterns", 2 * Math.min(20_000, sets.train().rows()) + 2 * sets.samples().rows() + 3 * points + CONTROLS);
        this.search = new NearestPatterns(sets.train(), session);
        this.reference = TrainingReference.of(search, session);
        this.samples = Closeness.of(sets.samples(), search, reference.within(), session);
        this.pTraining = reference.values(sets.samples(), samples, session);
        this.collapse = CollapseRatios.of(samples, search, session);
        this.heldOut = sets.heldOut().map(HeldOut::new);
        this.found = heldOut.map(each -> each.comparison.found()).orElseGet(() -> FalseDiscovery.found(pTraining, audit.falseDiscoveryRate()));
        session.progress().end();
    }

    private void checkCounts(long points) {
        long needed = (long) Math.ceil(1 / audit.level()) - 1;
        if (sets.heldOut().isPresent() && points < needed) {
            throw new BadInput("held-out data must be at least %d rows for p-values of %s, got %d: hold out more or choose a larger --level", needed,
                    audit.level(), points);
        }
        long bound = audit.failAbove() < 1 && audit.failAbove() > 0 ? (long) Math.ceil(1 / (audit.falseDiscoveryRate() * audit.failAbove())) : 0;
        if (points < bound) {
            throw new BadInput("held-out data must be at least %d rows to tell a share of copies of %s, got %d: hold out more or choose a larger "
                    + "--fail-above", bound, audit.failAbove(), points);
        }
    }

    /// What the points held out tell.
    private final class HeldOut {
        final Rows rows;
        final Closeness closeness;
        final NearestTable toOwn;
        final NearestTable samplesToOwn;
        final Pool pool;
        final FreshComparison comparison;
        final AuditControls controls;
        final double[] collapse;
        final long shared;

        HeldOut(Rows rows) {
            this.rows = rows;
            this.closeness = Closeness.of(rows, search, reference.within(), session);
            this.shared = Arrays.stream(closeness.distance()).filter(each -> each == 0).count();
            if (shared > SHARED * rows.rows()) {
                throw new BadInput("%d of %d held-out rows are in the training set, more than 1 %%: hold out data that were never trained on", shared,
                        rows.rows());
            }
            NearestPatterns others = new NearestPatterns(rows, session);
            this.toOwn = others.of(rows, (int) Math.min(Closeness.LISTED + 1, rows.rows()));
            this.samplesToOwn = others.of(sets.samples(), (int) Math.min(Closeness.LISTED, rows.rows()));
            this.pool = Pool.of(sets.train(), rows, closeness.lists());
            this.comparison = FreshComparison.of(samples, closeness, pool.test(sets.samples(), samples.lists(), samplesToOwn, _ -> true,
                    audit.falseDiscoveryRate(), session), audit.falseDiscoveryRate());
            this.controls = AuditControls.of(audit, pool, closeness, toOwn, search, reference.within(), session);
            this.collapse = CollapseRatios.of(closeness, search, session);
        }

        /// The bound on copies among samples next to unique patterns, as a share of all.
        double atLeast() {
            double[] own = Conformal.some(samples.value(), samples.duplicated(), false);
            double[] held = Conformal.some(closeness.value(), closeness.duplicated(), false);
            return own.length == 0 || held.length == 0 ? 0 : CopiedShare.atLeast(own, held, DOUBT) * own.length / samples.states();
        }

        /// None where nothing says at which noise.
        List<NoiseCurve> curve() {
            int[] chosen = closest(CURVE_SAMPLES);
            int[] points = IntStream.range(0, closeness.states()).filter(i -> toOwn.square(i, 1) > 0).limit(CURVE_POINTS).toArray();
            double[] noises = CollapseRatios.noises(closeness, sets.train().rows());
            double[] own = Arrays.stream(chosen).mapToDouble(i -> samplesToOwn.distance(i, 0)).toArray();
            if (noises.length == 0 || points.length == 0 || Arrays.stream(own).allMatch(each -> each == 0)) {
                return List.of();
            }
            return List.of(NoiseCurve.of(sets.train(), rows, GatheredRows.of(sets.samples(), chosen), own, points, toOwn,
                    Estimate.median(noises).mean(), count() > 0, session));
        }
    }

    Answer<Audit.Result> answer() {
        Audit.Theory theory = theory();
        Audit.Result result = result(theory);
        AuditPage page = new AuditPage(audit, sets, result, samples, p(), found,
                new AuditPage.Ratios(collapse, heldOut.map(each -> each.collapse).orElse(new double[0]),
                        heldOut.map(each -> each.controls.ratios()).orElse(new double[0])));
        Answer<Audit.Result> answer = Answer.of(result, theory, page.report()).finding(result.sentence()).finding(page.findings())
                .array("closeness", samples.value()).array("ratio", samples.ratio()).array("offset", samples.offset())
                .array("distance", samples.distance()).array("nearest", samples.nearest()).array("duplicated", numbers(samples.duplicated()));
        if (heldOut.isPresent()) {
            answer = answer.array("p-held-out", heldOut.get().comparison.p());
        }
        answer = answer.array("p-training", pTraining).array("copied", numbers(found)).array("collapse-ratio", collapse);
        return result.copied().atLeast() > audit.failAbove() ? answer.no() : answer;
    }

    private static long[] numbers(boolean... flags) {
        return IntStream.range(0, flags.length).mapToLong(i -> flags[i] ? 1 : 0).toArray();
    }

    /// Of held-out data where there are any.
    private double[] p() {
        return heldOut.map(each -> each.comparison.p()).orElse(pTraining);
    }

    private long count() {
        return IntStream.range(0, found.length).filter(i -> found[i]).count();
    }

    /// The closest samples; where none is called a copy, the first.
    private int[] closest(int most) {
        double[] p = p();
        IntStream all = IntStream.range(0, found.length);
        return count() == 0 ? all.limit(most).toArray()
                : all.filter(i -> found[i]).boxed().sorted((i, j) -> p[i] != p[j] ? Double.compare(p[i], p[j])
                        : Double.compare(samples.value()[i], samples.value()[j])).limit(most).mapToInt(Integer::intValue).toArray();
    }

    private Audit.Theory theory() {
        double[] logs = IntStream.range(0, reference.own().states()).mapToDouble(i -> {
            double[] squares = reference.own().squares()[i];
            return squares[0] > 0 ? 0.5 * Math.log(squares[1] / squares[0]) : Double.NaN;
        }).filter(Double::isFinite).toArray();
        double dimension = logs.length == 0 ? Double.NaN : logs.length / Arrays.stream(logs).sum();
        return Double.isFinite(dimension) ? new Audit.Theory(dimension, FreshBaseline.authentic(dimension),
                FreshBaseline.ratioRule(dimension, RATIO_RULE)) : new Audit.Theory(Double.NaN, Double.NaN, Double.NaN);
    }

    private Audit.Result result(Audit.Theory theory) {
        long patterns = FreshComparison.patterns(samples, found);
        Audit.Duplicated duplicates = duplicates();
        Audit.SmallestDetectable smallest = new Audit.SmallestDetectable(
                heldOut.map(each -> FalseDiscovery.smallestShare(each.closeness.states(), audit.falseDiscoveryRate())).orElse(Double.NaN),
                heldOut.map(each -> each.controls.detectableNoise()).orElse(Double.NaN));
        Audit.Copied copied = new Audit.Copied(count(), patterns, heldOut.map(HeldOut::atLeast).orElse(Double.NaN));
        AuditSentence sentence = new AuditSentence(audit, heldOut.map(each -> each.comparison), samples.states(), sets.train().rows(), copied, smallest,
                duplicates);
        RankComparison ct = heldOut.map(each -> RankComparison.of(samples.distance(), each.closeness.distance()))
                .orElse(new RankComparison(Double.NaN, Double.NaN, Double.NaN));
        return new Audit.Result(sentence.verdict(), sentence.text(), samples.states(), sets.train().rows(),
                heldOut.map(each -> (long) each.closeness.states()).orElse(0L), sets.train().columns(), reference.within(),
                audit.falseDiscoveryRate(), tail(), symmetric(), copied, smallest, new Audit.DataCopyingTest(ct.z(), ct.zMeehan()),
                new Audit.RuleInUse(CollapseRatios.authentic(samples, search, session),
                        heldOut.map(each -> CollapseRatios.authentic(each.closeness, search, session)).orElse(theory.authPct())),
                new Audit.RuleInUse(ratioRule(samples), heldOut.map(each -> ratioRule(each.closeness)).orElse(theory.ratioRule())), duplicates,
                splitCheck(), new Audit.CollapseRatio(median(collapse), heldOut.map(each -> median(each.collapse)).orElse(Estimate.NONE)),
                residualDimension(), heldOut.map(this::lost).orElse(List.of()), heldOut.map(each -> each.controls.rows()).orElse(List.of()),
                heldOut.map(HeldOut::curve).orElse(List.of()));
    }

    private Audit.Tail tail() {
        return heldOut.map(each -> new Audit.Tail(each.comparison.tail().p(), each.comparison.tail().scanned()))
                .orElse(new Audit.Tail(Double.NaN, new int[0]));
    }

    private Audit.Symmetric symmetric() {
        return heldOut.map(each -> {
            var test = each.comparison.symmetric();
            return new Audit.Symmetric(test.scan().p(), test.z(), test.nearestTrain(), test.expected(), test.variance(), test.copiedFraction(),
                    test.copiesNeeded(FreshComparison.SYMMETRIC), Arrays.stream(test.copied()).map(each.pool::row).toArray());
        }).orElse(new Audit.Symmetric(Double.NaN, Double.NaN, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, new long[0]));
    }

    private Audit.Duplicated duplicates() {
        long n = sets.train().rows();
        int on = (int) IntStream.range(0, samples.states()).filter(i -> samples.duplicated()[i]).count();
        Optional<Closeness> held = heldOut.map(each -> each.closeness);
        int heldOn = held.map(each -> (int) IntStream.range(0, each.states()).filter(i -> each.duplicated()[i]).count()).orElse(0);
        return new Audit.Duplicated(n <= HASHED ? Duplicates.count(sets.train()) : -1, reference.near(n),
                Duplicates.count(sets.samples()), heldOut.map(each -> each.shared).orElse(0L), (double) on / samples.states(),
                held.map(each -> (double) heldOn / each.states()).orElse(Double.NaN),
                held.map(each -> TailTest.duplicates(samples.states(), on, each.states(), heldOn)).orElse(Double.NaN));
    }

    private static double ratioRule(Closeness states) {
        return (double) Arrays.stream(states.secondRatio()).filter(each -> each < RATIO_RULE).count() / states.states();
    }

    private Audit.SplitCheck splitCheck() {
        return heldOut.map(each -> new Audit.SplitCheck(RankComparison.of(reference.own().value(), each.closeness.value()).z(),
                RankComparison.of(reference.own().distance(), each.closeness.distance()).z())).orElse(new Audit.SplitCheck(Double.NaN, Double.NaN));
    }

    private static Estimate median(double... ratios) {
        double[] there = Arrays.stream(ratios).filter(Double::isFinite).toArray();
        return there.length == 0 ? Estimate.NONE : Estimate.median(there);
    }

    private double residualDimension() {
        if (count() == 0) {
            return Double.NaN;
        }
        int[] chosen = closest(RESIDUALS);
        Matrix residuals = GatheredRows.of(sets.samples(), chosen);
        double[][] rows = residuals.toArray();
        double[] pattern = new double[sets.train().columns()];
        for (int i = 0; i < rows.length; i++) {
            sets.train().copy(samples.nearest()[chosen[i]], 1, pattern, 0);
            double[] row = rows[i];
            Arrays.setAll(row, k -> row[k] - pattern[k]);
        }
        return ResidualDimension.of(rows);
    }

    private List<LostDirections.LostDirection> lost(HeldOut held) {
        return LostDirections.of(reference.patterns(), sets.samples(), held.rows);
    }
}
