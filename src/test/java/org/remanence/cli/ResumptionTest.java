package org.remanence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.Schema;
import org.remanence.experiment.catalogue.Experiments;
import org.remanence.result.Computation;
import org.remanence.result.Estimate;
import org.remanence.result.Host;
import org.remanence.result.Npy;
import org.remanence.result.ResultJson;
import org.remanence.session.Session;
import org.remanence.text.BadInput;

/// Whether a run goes on after the parts that an interrupted one left: if it asks the same of the same bytes, and only then.
final class ResumptionTest {
    private static final FileTime THEN = FileTime.fromMillis(1_000_000_000_000L);
    private static final double[] SOME = {1, 2, 3, 4};
    private static final double[] OTHER = {1, 2, 3, 5};

    @TempDir
    Path folder;

    private final ByteArrayOutputStream talk = new ByteArrayOutputStream();
    private long seed = 1;

    @Test
    void theSameQuestionGoesOn() throws IOException {
        Path file = npy("f.npy", SOME);
        String[] question = {"excess-entropy", "data", file.toString()};
        assertTrue(computes(question));
        assertFalse(computes(question));
        assertTrue(talk.toString(StandardCharsets.UTF_8).contains("goes on after 1 finished parts"), talk.toString(StandardCharsets.UTF_8));
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        assertFalse(computes(question), "a file that was only touched");
        Files.writeString(folder.resolve("g.npy"), "beside it");
        assertFalse(computes(question), "a file that is not read");
    }

    @Test
    void anotherSeedOrParameterBegins() throws IOException {
        Path file = npy("f.npy", SOME);
        assertTrue(computes("excess-entropy", "data", file.toString()));
        assertTrue(computes("excess-entropy", "data", file.toString(), "times", "0.25"));
        assertTrue(computes("cloning", "data", file.toString()));
        seed = 2;
        assertTrue(computes("excess-entropy", "data", file.toString()));
    }

    @Test
    void aFileReplacedUnderItsNameBegins() throws IOException {
        Path file = npy("f.npy", SOME);
        Path table = stamped(Files.writeString(folder.resolve("t.csv"), "1,2\n3,4\n"));
        assertTrue(computes("excess-entropy", "data", file.toString()));
        assertTrue(computes("excess-entropy", "data", table.toString()));
        npy("f.npy", OTHER);
        stamped(Files.writeString(table, "1,2\n3,5\n"));
        assertTrue(computes("excess-entropy", "data", file.toString()));
        assertTrue(computes("excess-entropy", "data", table.toString()));
    }

    @Test
    void aMemberOfAnArchiveIsRead() throws IOException {
        String[] question = {"excess-entropy", "data", npz(SOME) + ":x"};
        assertTrue(computes(question));
        assertFalse(computes(question));
        npz(OTHER);
        assertTrue(computes(question));
    }

    @Test
    void labelsBesideImagesAreRead() throws IOException {
        Path images = stamped(Files.write(folder.resolve("train-images-idx3-ubyte"),
                new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4}));
        Path labels = folder.resolve("train-labels-idx1-ubyte");
        String[] question = {"speciation", "data", images.toString()};
        assertTrue(computes(question));
        stamped(Files.write(labels, new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 0, 1}));
        assertTrue(computes(question), "labels where there were none");
        assertFalse(computes(question));
        stamped(Files.write(labels, new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 1, 0}));
        assertTrue(computes(question), "other labels");
    }

    @Test
    void everyImageOfAFolderIsRead() throws IOException {
        Path images = folder.resolve("images");
        png(images.resolve("cat/0.png"), 1);
        png(images.resolve("cat/1.png"), 2);
        png(images.resolve("dog/0.png"), 3);
        String[] question = {"speciation", "data", images.toString()};
        assertTrue(computes(question));
        Files.writeString(images.resolve("cat/notes.txt"), "no image");
        assertFalse(computes(question));
        png(images.resolve("dog/0.png"), 4);
        assertTrue(computes(question), "an image overwritten in place");
        Files.move(images.resolve("cat/1.png"), images.resolve("dog/1.png"));
        assertTrue(computes(question), "another class");
        Files.move(images.resolve("dog/1.png"), images.resolve("dog/2.png"));
        assertTrue(computes(question), "another name");
        png(images.resolve("dog/3.png"), 5);
        assertTrue(computes(question), "one more");
    }

    @Test
    void filesInsideAnotherQuestionAreRead() throws IOException {
        Path file = npy("f10.npy", SOME);
        npy("f20.npy", SOME);
        String[] question = {"scaling", "ask", "excess-entropy --times 1 --draws {x} --data " + file, "sizes", "10,20"};
        assertTrue(computes(question));
        assertFalse(computes(question));
        npy("f10.npy", OTHER);
        assertTrue(computes(question));
        question[2] = "excess-entropy --times 1 --data " + folder.resolve("f{x}.npy");
        assertTrue(computes(question));
        npy("f20.npy", OTHER);
        assertTrue(computes(question), "a file whose name holds the size");
    }

    @Test
    void filesOfStatesAreRead() throws IOException {
        Path state = folder.resolve("state.npy");
        for (String[] question : new String[][] {
            {"condensation", "data", "gaussian:d=2,n=50", "at", state.toString()},
            {"rem-oracle", "data", "gaussian:d=2,n=1e9", "at", state.toString()},
            {"score", "data", "gaussian:d=2,n=50", "at", state.toString(), "time", "1"}}) {
            npy("state.npy", 1, 2);
            assertTrue(computes(question), question[0]);
            assertFalse(computes(question), question[0]);
            npy("state.npy", 1, 3);
            assertTrue(computes(question), question[0]);
        }
    }

    /// Whoever adds a parameter that may name a file must make it known: all texts of all experiments are tried.
    @Test
    void everyTextThatMayNameAFileIsKnown() throws IOException {
        String file = npy("f.npy", SOME).toString();
        for (ExperimentType<?> type : all()) {
            for (var field : type.schema().fields()) {
                Map<String, String> texts = new LinkedHashMap<>(Map.of(field.name(), file));
                type.schema().fields().stream().filter(each -> each.required() && !each.equals(field))
                        .forEach(each -> texts.put(each.name(), each.name().equals("data") || each.name().equals("at") ? "gaussian:d=2,n=4" : "1"));
                if (field.syntax().equals("text")) {
                    boolean read = sources(type, texts).anyMatch(each -> each.contains(file));
                    boolean names = !Set.of("measure", "ask", "classes").contains(field.name()) && accepts(type, texts);
                    assertEquals(names, read, type.name() + " " + field.flag());
                }
            }
        }
    }

    @Test
    void aFileChangedDuringTheRunIsRefusedAndItsPartNotKept() throws IOException {
        Path file = npy("f.npy", SOME);
        String[] question = {"excess-entropy", "data", file.toString()};
        BadInput refused = assertThrows(BadInput.class, () -> run(question, () -> Npy.write(file, OTHER, 2, 2)));
        assertTrue(refused.getMessage().contains(file + " was changed while it was read"), refused.getMessage());
        npy("f.npy", SOME);
        assertTrue(computes(question), "nothing was kept under the old bytes");
        npy("f.npy", OTHER);
        assertTrue(computes(question), "nor under the new ones");
        Path table = Files.writeString(folder.resolve("t.csv"), "1,2\n3,4\n");
        String[] touched = {"excess-entropy", "data", table.toString()};
        assertTrue(run(touched, () -> Files.setLastModifiedTime(table, FileTime.fromMillis(0))), "touching changes nothing");
        assertFalse(computes(touched));
        String[] removed = {"excess-entropy", "data", table.toString(), "times", "1"};
        assertTrue(run(removed, () -> Files.delete(table)), "what is gone was read before");
    }

    @Test
    void partsGoWhenTheResultIsThere() {
        int code = Main.run(new PrintStream(OutputStream.nullOutputStream()), new PrintStream(talk, true, StandardCharsets.UTF_8), "run", "scaling",
                "--ask", "excess-entropy --data gaussian:d=2,n={x} --draws 10 --times 1", "--sizes", "10,20", "--measure", "logLoad", "--out",
                folder.resolve("out").toString());
        assertEquals(0, code, talk.toString(StandardCharsets.UTF_8));
        assertEquals(List.of("out"), List.of(folder.toFile().list()));
    }

    @Test
    void everyComponentOfTheComputationCounts() {
        Computation one = new Computation("collapse", map("draws", 10), 1, "0.1.0", "abc", map("f.npy", "00"));
        List<Computation> others = List.of(
                new Computation("cloning", map("draws", 10), 1, "0.1.0", "abc", map("f.npy", "00")),
                new Computation("collapse", map("draws", 11), 1, "0.1.0", "abc", map("f.npy", "00")),
                new Computation("collapse", map("draws", 10), 2, "0.1.0", "abc", map("f.npy", "00")),
                new Computation("collapse", map("draws", 10), 1, "0.1.1", "abc", map("f.npy", "00")),
                new Computation("collapse", map("draws", 10), 1, "0.1.0", "abd", map("f.npy", "00")),
                new Computation("collapse", map("draws", 10), 1, "0.1.0", "abc", map("f.npy", "01")));
        others.forEach(each -> assertNotEquals(ResultJson.hash(one), ResultJson.hash(each), each.toString()));
        Computation built = Computation.of("collapse", map("draws", 10), 7, map("f.npy", "00"));
        assertEquals(7, built.seed());
        assertEquals(Host.current().commit(), built.commit());
        assertEquals(Host.current().version(), built.version());
        assertEquals("00", built.data().get("f.npy"));
    }

    private static <T> SequencedMap<String, T> map(String key, T value) {
        return new LinkedHashMap<>(Map.of(key, value));
    }

    private static List<ExperimentType<?>> all() {
        return Stream.concat(Experiments.all().stream(), Experiments.verbs().stream()).distinct().collect(Collectors.toList());
    }

    private static boolean accepts(ExperimentType<?> type, Map<String, String> texts) {
        try {
            type.schema().fill(texts);
            return true;
        } catch (BadInput e) {
            return false;
        }
    }

    private static Stream<String> sources(ExperimentType<?> type, Map<String, String> texts) {
        return accepts(type, texts) ? Schema.sources((Record) type.schema().fill(texts)).map(Object::toString) : Stream.empty();
    }

    /// Whether the one part of this question is computed, not found. The run ends as one that is interrupted then.
    private boolean computes(String... question) throws IOException {
        return run(question, () -> { });
    }

    private boolean run(String[] words, Action meanwhile) throws IOException {
        return run(all().stream().filter(each -> each.name().equals(words[0])).findFirst().orElseThrow(), words, meanwhile);
    }

    private <E extends Record & Experiment<?>> boolean run(ExperimentType<E> type, String[] words, Action meanwhile) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 1; i < words.length; i += 2) {
            texts.put(words[i], words[i + 1]);
        }
        E question = type.schema().fill(texts);
        Settings settings = new Settings();
        settings.out = folder.resolve("out");
        settings.seed = seed;
        AtomicBoolean computed = new AtomicBoolean();
        Terminal terminal = new Terminal(new ResultStream(OutputStream.nullOutputStream(), false), new PrintStream(talk, true, StandardCharsets.UTF_8));
        try (ResultWriter writer = new ResultWriter(settings, terminal);
             Session session = writer.session(type.name(), type.schema().values(question), Schema.sources(question).toList())) {
            session.part("all", Estimate.class, () -> {
                computed.set(true);
                meanwhile.run();
                return new Estimate(1, 0, 1);
            });
        }
        return computed.get();
    }

    private Path npy(String name, double... values) {
        Path file = folder.resolve(name);
        Npy.write(file, values, values.length / 2, 2);
        return stamped(file);
    }

    private Path npz(double... values) throws IOException {
        Path file = folder.resolve("z.npz");
        Path member = npy("member.npy", values);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setMethod(ZipOutputStream.DEFLATED);
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(Files.readAllBytes(member));
        }
        return stamped(file);
    }

    private static void png(Path file, int gray) throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixels(0, 0, 2, 1, new int[] {gray, 0});
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
        stamped(file);
    }

    /// As if it had always been there: the time of a file's last change tells nothing in these tests.
    private static Path stamped(Path file) {
        try {
            return Files.setLastModifiedTime(file, THEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Action {
        void attempt() throws IOException;

        default void run() {
            try {
                attempt();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
