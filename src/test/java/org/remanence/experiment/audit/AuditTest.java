package org.remanence.experiment.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertRefused;
import static org.remanence.experiment.Asking.with;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.experiment.Answer;
import org.remanence.plot.Notation;
import org.remanence.random.RandomStream;
import org.remanence.result.Npy;
import org.remanence.tensor.Matrix;

/// Audits of samples whose truth is known, in 16 dimensions: 300 patterns, 150 points held out, 150 samples. Seeds are fixed; a test that
/// expects no copying would fail once in 100 seeds.
class AuditTest {
    private static final int D = 16;

    @TempDir
    private Path folder;
    private Map<String, String> question;

    @BeforeEach
    void write() {
        write("train", 300, 1);
        write("heldout", 150, 1);
        write("fresh", 150, 1);
        question = Map.of("train", file("train"), "samples", file("fresh"), "heldout", file("heldout"));
    }

    private String file(String name) {
        return folder.resolve(name + ".npy").toString();
    }

    private Matrix write(String name, int count, double width) {
        return write(name, gaussians(name, count, width));
    }

    private Matrix write(String name, Matrix values) {
        Npy.write(folder.resolve(name + ".npy"), values);
        return values;
    }

    private static Matrix gaussians(String name, int count, double width) {
        Matrix values = Matrix.zeros(count, D);
        double[] row = new double[D];
        for (int i = 0; i < count; i++) {
            RandomStream.named(4, name).gaussians(i, 0, row, 0, D);
            for (int k = 0; k < D; k++) {
                values.set(i, k, width * row[k]);
            }
        }
        return values;
    }

    /// Fresh samples, of which the first are copies of patterns 0, 1, 2 … with noise.
    private void writeCopies(int copies, IntToDoubleFunction noise) {
        Matrix train = gaussians("train", 300, 1);
        Matrix samples = gaussians("fresh", 150, 1);
        Matrix z = gaussians("noise", copies, 1);
        for (int i = 0; i < copies; i++) {
            for (int k = 0; k < D; k++) {
                samples.set(i, k, train.get(i, k) + noise.applyAsDouble(k) * z.get(i, k));
            }
        }
        write("copies", samples);
    }

    private Answer<Audit.Result> audit(Map<String, String> changes) {
        return ask(Audit.class, with(question, changes), 1, 2);
    }

    @Test
    void freshSamplesAreNoCopies() {
        Answer<Audit.Result> answer = audit(Map.of());
        Audit.Result result = answer.result();
        assertEquals("none", result.verdict());
        assertEquals(0, result.copied().count());
        assertEquals(0, result.copied().atLeast(), 0.02, "no copy, a bound of 95 %");
        assertEquals("none", result.controls().getFirst().verdict());
        assertTrue(result.tail().p() > 0.01 && result.symmetric().p() > 0.05);
        assertEquals(1 / (0.1 * 151), result.smallestDetectable().fraction(), 1e-15);
        assertTrue(result.sentence().startsWith("No copying was found; copies with noise up to "), result.sentence());
        assertFalse(answer.isNo());
    }

    @Test
    void copiesAreFoundAndCounted() {
        writeCopies(60, _ -> 0.1);
        Answer<Audit.Result> answer = audit(Map.of("samples", file("copies")));
        Audit.Result result = answer.result();
        assertEquals("copying", result.verdict());
        assertTrue(result.copied().count() >= 60 && result.copied().count() <= 75, "a tenth of the discoveries may be false: " + result.copied());
        assertTrue(result.copied().patterns() >= 60, result.copied().toString());
        assertTrue(result.copied().atLeast() > 0.2 && result.copied().atLeast() <= 0.4, result.copied().toString());
        assertTrue(LongStream.of(result.symmetric().copiedPatterns()).filter(row -> row < 60).count() >= 58);
                assertTrue(result.residualDimension() > 4 && result.residualDimension() <= D, "isotropic noise fills all directions");
        assertEquals(result.copied().count() + " of 150 samples (at least " + Notation.number(100 * result.copied().atLeast())
                + " %) are copies of " + result.copied().patterns() + " training patterns; training set and held-out data are not treated alike.",
                result.sentence());
    }

    /// The first coordinate alone is redrawn.
    @Test
    void geometricCopiesHaveOneDirection() {
        writeCopies(80, k -> k == 0 ? 1 : 0);
        Audit.Result result = audit(Map.of("samples", file("copies"))).result();
        assertEquals("copying", result.verdict());
        assertTrue(result.residualDimension() < 2.5, "some discoveries are false: " + result.residualDimension());
    }

    /// The rule of a threshold on distances would call these copies; the directions lost are told.
    @Test
    void shrinkageIsNoCopying() {
        write("shrunk", 150, 0.6);
        Audit.Result result = audit(Map.of("samples", file("shrunk"))).result();
        assertNotEquals("copying", result.verdict());
        assertTrue(result.symmetric().p() > 0.05);
        assertTrue(result.ct().z() < -4, "closer than held-out data: " + result.ct());
        assertEquals(D, result.lostDirections().size(), 4, "nearly all directions");
    }

    @Test
    void withoutHeldOutDataNothingIsClaimed() {
        writeCopies(60, _ -> 0.1);
        Map<String, String> alone = Map.of("train", file("train"), "samples", file("copies"));
        Audit.Result result = ask(Audit.class, alone, 1, 2).result();
        assertEquals("undecided", result.verdict());
        assertTrue(result.copied().count() >= 60, result.copied().toString());
        assertTrue(result.sentence().contains("cannot exclude shift"), result.sentence());
        assertTrue(Double.isNaN(result.tail().p()) && Double.isNaN(result.copied().atLeast()));
        Audit.Result fresh = ask(Audit.class, Map.of("train", file("train"), "samples", file("fresh")), 1, 2).result();
        assertEquals("none", fresh.verdict());
        assertRefused(Audit.class, with(alone, Map.of("failAbove", "0.1")), "needs data held out");
    }

    @Test
    void theAnswerIsNoAboveTheLimit() {
        writeCopies(60, _ -> 0.1);
        Map<String, String> copies = Map.of("samples", file("copies"));
        assertTrue(audit(with(copies, Map.of("failAbove", "0.15"))).isNo());
        assertFalse(audit(with(copies, Map.of("failAbove", "0.5"))).isNo());
    }

    /// Ten patterns ten times, and a third of the samples on them. The law has no duplicates: held-out data hardly fall there.
    @Test
    void duplicatesInTheTrainingSetAreTold() {
        Matrix train = gaussians("train", 300, 1);
        Matrix samples = gaussians("fresh", 150, 1);
        for (int i = 10; i < 100; i++) {
            train.setRow(i, train.row(i % 10));
        }
        Matrix z = gaussians("noise", 50, 0.1);
        for (int i = 0; i < 50; i++) {
            for (int k = 0; k < D; k++) {
                samples.set(i, k, train.get(i % 10, k) + z.get(i, k));
            }
        }
        write("train", train);
        write("copies", samples);
        Audit.Result result = audit(Map.of("samples", file("copies"))).result();
        assertEquals(90, result.duplicates().training());
        assertTrue(result.verdict().endsWith(", duplicates"), result.verdict());
        assertTrue(result.duplicates().shareSamples() >= 1 / 3.0 && result.duplicates().shareHeldOut() < 0.15, result.duplicates().toString());
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        assertRefused(Audit.class, with(question, Map.of("samples", "gaussian:d=3,n=20")), "samples must have the dimension of the training set, 16, got 3");
        assertRefused(Audit.class, with(question, Map.of("heldout", "gaussian:d=3,n=200")), "held-out data must have the dimension");
        write("bytes", 150, 100);
        assertRefused(Audit.class, with(question, Map.of("samples", file("bytes"))), "samples seem to be prepared otherwise than the training set");
        assertRefused(Audit.class, with(question, Map.of("heldout", file("bytes"))), "held-out data seem to be prepared otherwise");
        write("few", 60, 1);
        assertRefused(Audit.class, with(question, Map.of("heldout", file("few"))), "at least 99 rows for p-values of 0.01, got 60");
        assertRefused(Audit.class, with(question, Map.of("failAbove", "0.02")), "at least 500 rows to tell a share of copies of 0.02, got 150");
        write("one", 1, 1);
        assertRefused(Audit.class, with(question, Map.of("samples", file("one"))), "samples must have at least 2 rows, got 1");
        assertRefused(Audit.class, with(question, Map.of("train", file("one"))), "the training set must have at least 3 rows, got 1");
        assertRefused(Audit.class, with(question, Map.of("heldout", file("one"))), "held-out data must have at least 2 rows, got 1");
    }

    @Test
    void numbersThatTellNothingAreRefused() {
        Matrix same = Matrix.zeros(150, D);
        for (int i = 0; i < 150; i++) {
            same.set(i, 3, 0.5);
        }
        write("same", same);
        assertRefused(Audit.class, with(question, Map.of("samples", file("same"))), "the rows of samples must differ, got 150 equal ones");
        assertRefused(Audit.class, with(question, Map.of("train", file("same"))), "the rows of the training set must differ");
        Matrix holes = gaussians("fresh", 150, 1);
        holes.set(7, 2, Double.NaN);
        write("holes", holes);
        assertRefused(Audit.class, with(question, Map.of("samples", file("holes"))), "NaN");
    }

    /// One shared row of 150 is counted, two are too many.
    @Test
    void heldOutRowsOfTheTrainingSetAreCountedThenRefused() {
        Matrix train = gaussians("train", 300, 1);
        Matrix heldOut = gaussians("heldout", 150, 1);
        heldOut.setRow(5, train.row(17));
        write("heldout", heldOut);
        Answer<Audit.Result> answer = audit(Map.of());
        assertEquals(1, answer.result().duplicates().heldOutInTraining());
        assertTrue(String.join(" ", answer.findings()).contains("1 held-out rows are in the training set"));
        heldOut.setRow(6, train.row(18));
        write("heldout", heldOut);
        assertRefused(Audit.class, question, "2 of 150 held-out rows are in the training set, more than 1 %");
    }

    /// Prepared by the same map, the audit says the same.
    @Test
    void allSetsArePreparedAlike() {
        Audit.Result plain = audit(Map.of()).result();
        Audit.Result scaled = audit(Map.of("scale", "unit-variance", "center", "on")).result();
        assertEquals(plain.tail().p(), scaled.tail().p(), 1e-9);
        assertEquals(plain.symmetric().nearestTrain(), scaled.symmetric().nearestTrain());
        assertEquals(plain.collapseRatio().heldOut().mean(), scaled.collapseRatio().heldOut().mean(), 1e-9);
    }
}
