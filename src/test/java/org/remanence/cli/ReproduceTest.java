package org.remanence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.catalogue.Reproductions;

/// Figures in folders of their own, and the page of those that are there.
class ReproduceTest {
    private static final List<String> QUICK = List.of("potential", "speciation-times");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int say(String... args) {
        out.reset();
        err.reset();
        try (var outStream = new PrintStream(out, true, StandardCharsets.UTF_8); var errStream = new PrintStream(err,
                true, StandardCharsets.UTF_8)) {
            return Main.run(outStream, errStream, args);
        }
    }

    private static List<Reproduction> quick() {
        return Reproductions.all().stream().filter(each -> QUICK.contains(each.listing().name())).toList();
    }

    /// Makes the quick figures as `--all` makes all of them.
    private List<String> make(Size size, long seed) {
        err.reset();
        Settings settings = new Settings();
        settings.seed = seed;
        try (var errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            Terminal terminal = new Terminal(new ResultStream(out, false), errStream);
            new FigureFolders(folder, size, settings, terminal, Interruption.none()).make(quick());
        }
        return err.toString(StandardCharsets.UTF_8).lines().filter(line -> QUICK.stream()
                .anyMatch(name -> line.startsWith(name + ":"))).toList();
    }

    private FileTime time(String name) throws IOException {
        return Files.getLastModifiedTime(folder.resolve(name).resolve("result.json"));
    }

    /// Another seed, size or version asks for another figure.
    @Test
    void whatIsFinishedIsPassedOver() throws IOException {
        assertTrue(make(Size.DEFAULT, 1).stream()
                .allMatch(line -> line.matches(".* 7 of 7 checks.*|.* checks passed.*")), err::toString);
        FileTime first = time("potential");
        List<String> again = make(Size.DEFAULT, 1);
        assertEquals(2, again.size());
        assertTrue(again.getFirst()
                .startsWith("potential: made before, 7 of 7 checks hold; 'reproduce potential' makes it again"),
                again::toString);
        assertEquals(first, time("potential"));

        Path manifest = folder.resolve("speciation-times/result.json");
        Files.delete(manifest);
        List<String> resumed = make(Size.DEFAULT, 1);
        assertTrue(resumed.getFirst().contains("made before") && !resumed.getLast().contains("made before"),
                resumed::toString);

        assertFalse(make(Size.DEFAULT, 2).stream().anyMatch(line -> line.contains("made before")), "another seed");
        assertFalse(make(Size.FULL, 2).stream().anyMatch(line -> line.contains("made before")), "another size");
        Path result = folder.resolve("potential/result.json");
        Files.writeString(result, Files.readString(result).replaceFirst("\"commit\": \"[^\"]*\"",
                "\"commit\": \"another\""));
        List<String> other = make(Size.FULL, 2);
        assertTrue(!other.getFirst().contains("made before") && other.getLast().contains("made before"),
                other::toString);
    }

    @Test
    void theGalleryShowsWhatIsThere() throws IOException {
        make(Size.DEFAULT, 1);
        assertEquals(0, say("reproduce", "--gallery", "--out", folder.toString()), err::toString);
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("2 of 2 figures hold in all their checks."));
        String page = Files.readString(folder.resolve("gallery.html"));
        assertTrue(page.contains("<a href=\"./potential/report.html\"><img alt=\"\" loading=\"lazy\" src=\"data:image/png;base64,"));
        assertTrue(page.contains("The potential of the overlap goes from one well to two at speciation</strong>"));
        assertTrue(page.contains("7 of 7 checks hold, made on 20"));
        assertFalse(page.contains("excess-entropy/report.html"), "a figure that is not there");
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of("gallery.html", "potential", "speciation-times"), files.map(each -> each.getFileName()
                    .toString()).sorted().toList());
        }

        Path result = folder.resolve("potential/result.json");
        Files.writeString(result, Files.readString(result).replaceFirst("\"holds\": true", "\"holds\": false"));
        assertEquals(1, say("reproduce", "--gallery", "--out", folder.toString()));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("1 of 2 figures hold in all their checks."));
        assertTrue(Files.readString(folder.resolve("gallery.html")).contains(">FAILS<"));
    }

    @Test
    void aGalleryOfNothingIsRefused() {
        assertEquals(2, say("reproduce", "--gallery", "--out", folder.toString()));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("no figure has been made in " + folder
                + " yet: 'remanence reproduce --all'"), err::toString);
        assertEquals(2, say("reproduce", "potential", "--gallery"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("either --gallery or one figure"), err::toString);
    }

    @Test
    void reportsRepeatTheCommandAsItWasGiven() throws IOException {
        Path made = folder.resolve("it's");
        assertEquals(0, say("reproduce", "--out", made.toString(), "potential", "--seed=3", "--quiet"), err::toString);
        assertTrue(Files.readString(made.resolve("report.html")).contains("<pre><code>./remanence reproduce --out &#39;"
                + made.toString().replace("'", "&#39;\\&#39;&#39;") + "&#39; potential --seed=3 --quiet</code>"));
        Path run = folder.resolve("run");
        assertEquals(0, say("run", "excess-entropy", "--data", "gaussian:d=2,n=9", "--draws", "2", "--times=1",
                "--out", run.toString()), err::toString);
        String report = Files.readString(run.resolve("report.html"));
        assertTrue(report.contains("<pre><code>./remanence run excess-entropy --data gaussian:d=2,n=9 --draws 2 --times=1 --out " + run + "</code>"));
        assertEquals(0, say("run", "excess-entropy", "--data", "gaussian:d=2,n=9", "--draws", "2", "--times=1",
                "--progress=json", "--out", run.toString()));
        assertTrue(Files.readString(run.resolve("report.html")).contains("--draws 2 --times=1</code>"),
                "what a program adds is not shown");
    }

    @Test
    void titlesAreSentences() {
        Reproductions.all().forEach(each -> {
            String shows = each.listing().shows();
            assertTrue(Character.isUpperCase(shows.charAt(0)) && shows.contains(" ") && !shows.endsWith("."), shows);
        });
    }
}
