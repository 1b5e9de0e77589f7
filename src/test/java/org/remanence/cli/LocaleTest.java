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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One notation everywhere: what is printed and written under any country is, letter by letter, what is without one.
@Tag("locale")
@Isolated("it changes the country of the process")
class LocaleTest {
    private static final List<String> COMMANDS = List.of("list", "show excess-entropy", "run excess-entropy --help", "reproduce",
            "run excess-entropy --data gaussian:d=3,n=1000 --draws 20 --times 0.3,1,2.5",
            "run excess-entropy --data gaussian:d=3,n=1000 --draws 20 --times 0.3,1,2.5 --json",
            "run excess-entropy --threads 2000 --times 1", "run excess-entropy --threads x", "run excess-entropy --draws 1",
            "run excess-entropy --drwas", "score --data gaussian:d=3,n=12345,sigma=1.5 --at gaussian:d=3,n=2 --time 0.25");

    @TempDir
    private static Path folder;

    private static List<String> expected;

    @BeforeAll
    static void nowhere() throws IOException {
        expected = in("und", "UTC");
    }

    /// Comma and point exchanged · other digits · i without a dot · other digits and years · other digits and groups.
    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "ar-EG", "tr-TR", "th-TH-u-ca-buddhist-nu-thai", "hi-IN-u-nu-deva"})
    void everyCountryReadsTheSame(String country) throws IOException {
        List<String> got = in(country, "Asia/Kolkata");
        for (int i = 0; i < Math.min(expected.size(), got.size()); i++) {
            assertEquals(expected.get(i), got.get(i));
        }
        assertEquals(expected.size(), got.size());
    }

    /// All lines.
    private static List<String> in(String country, String zone) throws IOException {
        Locale home = Locale.getDefault();
        TimeZone clock = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(country));
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            List<String> said = new ArrayList<>();
            COMMANDS.forEach(each -> said.add(each + "\n" + say(each.split(" "))));
            said.addAll(files(folder.resolve(country)));
            return said.stream().flatMap(String::lines).toList();
        } finally {
            Locale.setDefault(home);
            TimeZone.setDefault(clock);
        }
    }

    /// Every file of a result: report, figures, numbers.
    private static List<String> files(Path out) throws IOException {
        String said = say("reproduce", "potential", "--out", out.toString());
        var written = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                written.put(out.relativize(each).toString(), timeless(Files.readString(each, StandardCharsets.ISO_8859_1)).replace(out.toString(), "OUT"));
            }
        }
        assertTrue(written.keySet().stream().anyMatch(name -> name.endsWith(".svg")), said);
        List<String> all = new ArrayList<>();
        written.forEach((name, text) -> all.add(name + "\n" + text));
        return all;
    }

    private static String say(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code;
        try (var outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
             var errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            code = Main.run(outStream, errStream, args);
        }
        return timeless(code + "\n" + out.toString(StandardCharsets.UTF_8) + "\n" + err.toString(StandardCharsets.UTF_8));
    }

    /// Without what differs from run to run; digits of other scripts stay.
    private static String timeless(String text) {
        return text.replaceAll("2[0-9]{3}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+", "NOW").replaceAll("(?<=[\" ,])[0-9]+[.][0-9]+(?= s\\b)", "TOOK")
                .replaceAll("(?<=wallTime(\" ?: ?|</dt><dd>))[-0-9.Ee]+", "TOOK").replaceAll("written to \\S+", "written");
    }

    @Test
    void digitsOfOtherScriptsWouldShow() {
        assertEquals("took TOOK s at NOWZ", timeless("took 1.25 s at 2026-01-02T03:04:05.678Z"));
        assertFalse(timeless(String.format(Locale.forLanguageTag("ar-EG"), "%d", 7)).contains("7"));
        assertEquals("0,5", String.format(Locale.forLanguageTag("de-DE"), "%.1f", 0.5));
    }
}
