package org.remanence.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.result.Estimate;
import org.remanence.result.ResultJson;

@Tag("locale")
class StoredPartsTest {
    private record Block(double[] numbers, long[] counts, List<Estimate> estimates, String word) { }

    private static final double[] AWKWARD = {
        0.1, -0.0, 1 / 3.0, Math.nextUp(1.0), Double.MIN_VALUE, Double.MAX_VALUE, 5e-324, 2e-308, 1e23, Double.NaN,
        Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};

    @TempDir
    Path folder;

    private final List<String> computed = new ArrayList<>();

    @Test
    void anInterruptedRunGoesOnAtTheFirstUnfinishedPart() {
        Block[] first = new Block[3];
        StoredParts parts = parts(7);
        for (int i = 0; i < 2; i++) {
            first[i] = block(parts, "d=" + i);
        }
        assertThrows(Cancelled.class, () -> parts.part("d=2", Block.class, () -> {
            throw new Cancelled();
        }));
        assertEquals(List.of("d=0", "d=1"), computed);
        StoredParts again = parts(7);
        assertEquals(2, again.count());
        for (int i = 0; i < 3; i++) {
            Block resumed = block(again, "d=" + i);
            if (i < 2) {
                assertArrayEquals(bits(first[i].numbers), bits(resumed.numbers));
                assertArrayEquals(first[i].counts, resumed.counts);
                assertEquals(first[i].estimates, resumed.estimates);
                assertEquals(first[i].word, resumed.word);
            }
        }
        assertEquals(List.of("d=0", "d=1", "d=2"), computed);
        again.delete();
        assertEquals(0, again.count());
        assertTrue(list().isEmpty(), "nothing stays behind");
    }

    @Test
    void anotherQuestionHasOtherParts() {
        block(parts(7), "d=0");
        block(parts(8), "d=0");
        assertEquals(List.of("d=0", "d=0"), computed);
        parts(8).delete();
        assertEquals(1, parts(7).count(), "parts of another question are left alone");
    }

    @Test
    void partsOfOtherQuestionsGoWithTheResult() throws IOException {
        block(parts(7), "d=0");
        block(parts(8), "d=0");
        block(new StoredParts(folder.resolve("out2"), Map.of("seed", 7)), "d=0");
        Files.createDirectory(folder.resolve("out.parts-mine"));
        StoredParts parts = parts(8);
        parts.delete();
        assertEquals(List.of(folder.resolve("out.parts-" + key(7))), parts.deleteObsolete());
        assertEquals(List.of("out.parts-mine", "out2.parts-" + key(7)), list().stream().map(each -> each.getFileName().toString()).sorted().toList());
    }

    @Test
    void whatAKilledRunHadBegunIsRemoved() throws IOException {
        block(parts(7), "d=0");
        Path own = folder.resolve("out.parts-" + key(7));
        Files.writeString(own.resolve("unfinished123"), "{\"numb");
        assertEquals(1, parts(7).count());
        assertFalse(Files.exists(own.resolve("unfinished123")));
        Path empty = Files.createDirectory(folder.resolve("out.parts-" + key(9)));
        Files.writeString(empty.resolve("unfinished123"), "");
        assertTrue(parts(9).kept().isEmpty());
        assertFalse(Files.exists(empty));
    }

    /// What stands at a part's name is replaced in one step, never written into: here the name leads to another file.
    @Test
    void aPartAppearsUnderItsNameOnlyWhenItIsWhole() throws IOException {
        block(parts(7), "x");
        Path own = folder.resolve("out.parts-" + key(7));
        Path part;
        try (Stream<Path> files = Files.list(own)) {
            part = files.findFirst().orElseThrow();
        }
        Files.delete(part);
        Path elsewhere = folder.resolve("elsewhere");
        Files.createSymbolicLink(part, elsewhere);
        block(parts(7), "x");
        assertFalse(Files.exists(elsewhere));
        assertTrue(Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void aPartIsKeptOnlyIfTheCheckPasses() {
        StoredParts refused = new StoredParts(folder.resolve("out"), Map.of("seed", 7L), () -> {
            assertEquals(List.of("x"), computed, "asked when the part is there");
            throw new IllegalStateException("changed meanwhile");
        });
        assertThrows(IllegalStateException.class, () -> block(refused, "x"));
        assertEquals(0, parts(7).count());
    }

    private static String key(long seed) {
        return ResultJson.hash(Map.of("seed", seed)).substring(0, 12);
    }

    @Test
    void partsInsideAPartHaveNamesOfTheirOwn() {
        StoredParts parts = parts(7);
        for (String outer : List.of("a", "b")) {
            parts.part(outer, Block.class, () -> block(parts, "inner"));
        }
        assertEquals(2, computed.size());
        assertEquals(4, parts.count());
    }

    /// Two runs of one experiment in a session ask for parts of the same names; so does the resumed session.
    @Test
    void computationsOfOneSessionKeepTheirPartsApart() {
        for (int run = 0; run < 2; run++) {
            StoredParts parts = parts(7);
            try (Session session = new Session(1, 1, Progress.SILENT, parts)) {
                for (String computation : List.of("a", "b")) {
                    Session within = session.within(computation);
                    assertEquals(session.stream("x"), within.stream("x"), "the random numbers are those of the session");
                    within.part("inner", Block.class, () -> block(parts, computation));
                    assertTrue(within.stopped().getMessage().contains(parts.kept().orElseThrow()));
                }
            }
            assertEquals(4, parts.count());
        }
        assertEquals(List.of("a", "b"), computed, "the second run finds what the first has kept");
    }

    @Test
    void nothingIsKeptBeforeTheFirstPart() {
        StoredParts parts = parts(7);
        assertTrue(parts.kept().isEmpty());
        assertTrue(list().isEmpty());
        block(parts, "x");
        try (Session session = new Session(1, 1, Progress.SILENT, parts)) {
            session.cancel();
            var stopped = assertThrows(Cancelled.class, () -> session.part("y", Block.class, () -> block(parts, "y")));
            assertTrue(stopped.getMessage().contains(parts.kept().orElseThrow()), stopped.getMessage());
        }
    }

    @Test
    void refusesWhatWouldMixUp() throws IOException {
        StoredParts parts = parts(7);
        block(parts, "x");
        assertThrows(IllegalStateException.class, () -> block(parts, "x"), "a name twice");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(each, "{\"numbers\": [1,");
            }
        }
        assertThrows(UncheckedIOException.class, () -> block(parts(7), "x"), "a damaged file");
    }

    /// Such as an earlier build of the same version may have left.
    @Test
    void aPartOfAnotherShapeIsNotReadAsNothing() {
        block(parts(7), "x");
        var refused = assertThrows(UncheckedIOException.class, () -> parts(7).part("x", Estimate.class, () -> new Estimate(0, 0, 1)));
        assertTrue(refused.getMessage().contains("remove it"), refused.getMessage());
    }

    @Test
    void aLabUnderAnotherSeedIsTheSameLab() {
        try (Session session = new Session(1, 2, Progress.SILENT)) {
            Session other = session.withSeed(2);
            assertEquals(2, other.seed());
            assertFalse(session.stream("x").equals(other.stream("x")));
            other.cancel();
            assertThrows(Cancelled.class, session::checkCancelled);
        }
    }

    private StoredParts parts(long seed) {
        return new StoredParts(folder.resolve("out"), Map.of("seed", seed));
    }

    private Block block(Parts parts, String name) {
        return parts.part(name, Block.class, () -> {
            computed.add(name);
            return new Block(AWKWARD, new long[] {Long.MAX_VALUE}, List.of(new Estimate(0.1, Double.NaN, 1)), "ρ²");
        });
    }

    private List<Path> list() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
