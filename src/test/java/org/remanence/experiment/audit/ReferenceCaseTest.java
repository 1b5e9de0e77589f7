package org.remanence.experiment.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.remanence.Golden;
import org.remanence.score.NearestPatterns;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.theory.audit.CollapseNoise;
import org.remanence.theory.audit.Conformal;
import org.remanence.theory.audit.EnrichmentScan;
import org.remanence.theory.audit.FalseDiscovery;
import org.remanence.theory.audit.RankComparison;
import org.remanence.theory.audit.SymmetricTest;
import org.remanence.theory.audit.TailTest;

/// 40 patterns, 29 points held out, one of them a pattern, and 12 samples, five of them near copies, in three dimensions: every number
/// of an audit against a reference of loops and exact fractions.
class ReferenceCaseTest {
    private static final Matrix TRAIN = table("T");
    private static final Matrix HELD_OUT = table("H");
    private static final Matrix SAMPLES = table("X");

    private final Session session = Session.seeded(1);
    private final NearestPatterns search = new NearestPatterns(TRAIN, session);
    private final TrainingReference reference = TrainingReference.of(search, session);
    private final Closeness samples = Closeness.of(SAMPLES, search, reference.within(), session);
    private final Closeness heldOut = Closeness.of(HELD_OUT, search, reference.within(), session);

    @AfterEach
    void close() {
        session.close();
    }

    private static Golden golden(String name) {
        return Golden.read("audit", "small." + name).getFirst();
    }

    private static Matrix table(String name) {
        double[] numbers = golden("data." + name).value();
        Matrix table = Matrix.zeros(numbers.length / 3, 3);
        table.write(0, numbers.length / 3, numbers, 0);
        return table;
    }

    private static double[] numbers(boolean... flags) {
        return IntStream.range(0, flags.length).mapToDouble(i -> flags[i] ? 1 : 0).toArray();
    }

    private static double[] numbers(long... values) {
        return LongStream.of(values).mapToDouble(i -> i).toArray();
    }

    @Test
    void closeness() {
        golden("sameWithin").check(reference.within());
        golden("samples.closeness").check(samples.value());
        golden("samples.ratio").check(samples.ratio());
        golden("samples.offset").check(samples.offset());
        golden("samples.distance").check(samples.distance());
        golden("samples.nearest").check(numbers(samples.nearest()));
        golden("samples.duplicated").check(numbers(samples.duplicated()));
        golden("heldOut.closeness").check(heldOut.value());
        golden("heldOut.nearest").check(numbers(heldOut.nearest()));
        golden("heldOut.duplicated").check(numbers(heldOut.duplicated()));
        golden("ratioRule").check(Arrays.stream(samples.secondRatio()).filter(each -> each < 1.0 / 3).count() / 12.0);
    }

    @Test
    void values() {
        double[] p = Conformal.values(samples.value(), samples.duplicated(), heldOut.value(), heldOut.duplicated());
        golden("pHeldOut").check(p);
        double[] own = reference.values(SAMPLES, samples, session);
        golden("pTraining").check(own);
        assertArrayEquals(golden("benjaminiHochberg").value(), numbers(FalseDiscovery.found(p, 0.4)));
        assertArrayEquals(Golden.read("audit", "small.benjaminiHochberg").get(1).value(), numbers(FalseDiscovery.found(own, 0.6)));
    }

    @Test
    void wholeSetTests() {
        EnrichmentScan tail = TailTest.of(samples.value(), heldOut.value());
        golden("tail.p").check(tail.p());
        golden("tail.scanned").check(Arrays.stream(tail.scanned()).asDoubleStream().toArray());
        long on = IntStream.range(0, 12).filter(i -> samples.duplicated()[i]).count();
        long heldOutOn = IntStream.range(0, 29).filter(i -> heldOut.duplicated()[i]).count();
        golden("duplicatedShare").check(TailTest.duplicates(12, (int) on, 29, (int) heldOutOn));
        for (boolean distance : new boolean[] {true, false}) {
            RankComparison ranks = distance ? RankComparison.of(samples.distance(), heldOut.distance())
                    : RankComparison.of(samples.value(), heldOut.value());
            String name = distance ? "ct" : "mannWhitneyCloseness";
            golden(name + ".u").check(ranks.u());
            golden(name + ".z").check(ranks.z());
            golden(name + ".zMeehan").check(ranks.zMeehan());
        }
    }

    @Test
    void symmetricTest() {
        Pool pool = Pool.of(TRAIN, HELD_OUT, heldOut.lists());
        assertArrayEquals(new long[] {9, 40}, pool.shared());
        var toHeldOut = new NearestPatterns(HELD_OUT, session).of(SAMPLES, 29);
        SymmetricTest test = pool.test(SAMPLES, samples.lists(), toHeldOut, _ -> true, 0.1, session);
        golden("symmetric.p").check(test.scan().p());
        golden("symmetric.scanned").check(Arrays.stream(test.scan().scanned()).asDoubleStream().toArray());
        golden("symmetric.nearestTrain").check(test.nearestTrain());
        golden("symmetric.expected").check(test.expected());
        golden("symmetric.variance").check(test.variance());
        golden("symmetric.z").check(test.z());
        golden("symmetric.copiedFraction").check(test.copiedFraction());
        golden("symmetric.copiedPatterns").check(numbers(pool.test(SAMPLES, samples.lists(), toHeldOut, _ -> true, 0.5, session).copied()));
    }

    @Test
    void collapse() {
        int[] which = DoubleStream.of(golden("collapseNoise").params("samples")).mapToInt(i -> (int) i).toArray();
        golden("collapseNoise").check(Arrays.stream(which).mapToDouble(i -> CollapseNoise.of(samples.squares()[i], 40).middle()).toArray());
        int[] ratios = DoubleStream.of(golden("collapseRatio").params("samples")).mapToInt(i -> (int) i).toArray();
        double[] all = CollapseRatios.of(samples, search, session);
        golden("collapseRatio").check(Arrays.stream(ratios).mapToDouble(i -> all[i]).toArray());
        assertEquals(12, all.length);
    }

    @Test
    void authenticity() {
        golden("authPct").check(CollapseRatios.authentic(samples, search, session));
    }
}
