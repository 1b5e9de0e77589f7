package org.remanence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.catalogue.Experiments;
import picocli.CommandLine;

/// Tables and help keep to the width of the terminal.
class TextTableTest {
    private static TextTable words() {
        TextTable table = new TextTable("name", "meaning", "count");
        table.row("draws", "noised patterns a time", "2000");
        table.row("pairs", "pairs of clones", "-1");
        return table;
    }

    @Test
    void aTableThatFitsKeepsItsLines() {
        String natural = """
                name   meaning                 count
                draws  noised patterns a time   2000
                pairs  pairs of clones            -1
                """;
        assertEquals(natural, words().toString());
        assertEquals(natural, words().within(36));
    }

    @Test
    void textIsWrappedAndNumbersAreNot() {
        assertEquals("""
                name   meaning          count
                draws  noised patterns   2000
                       a time
                pairs  pairs of clones     -1
                """, words().within(29));
    }

    @Test
    void columnsOfNumbersGoOnBelow() {
        TextTable table = new TextTable("time", "first", "second", "third");
        table.row("0.1", "1.00000", "2.00000", "3.00000");
        assertEquals("""
                time    first   second
                 0.1  1.00000  2.00000

                time    third
                 0.1  3.00000
                """, table.within(24));
    }

    /// A residual stays beside its theory.
    @Test
    void columnsThatBelongTogetherStayTogether() {
        TextTable table = new TextTable("t", "one", "residual", "two", "residual");
        table.row("1", "2.00", "+1.0", "3.00", "-1.0");
        assertEquals("""
                t   one  residual
                1  2.00      +1.0

                t   two  residual
                1  3.00      -1.0
                """, table.within(26));
    }

    @Test
    void aLongWordIsBroken() {
        TextTable table = new TextTable("a", "word");
        table.row("x", "abcdefghijklmnopqrstuvwxyzabcdefgh");
        assertTrue(table.within(20).lines().allMatch(line -> line.length() <= 20), table.within(20));
    }

    /// What these commands print, all by one parser.
    private static List<String> lines(int width, List<String> commands) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        try (var stream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            var terminal = new Terminal(new ResultStream(out, false), stream, width);
            CommandLine parser = Main.commands(terminal, Interruption.none());
            commands.forEach(each -> assertEquals(0, parser.execute(each.split(" ")), () -> each + ": "
                    + err.toString(StandardCharsets.UTF_8)));
            terminal.out().finish();
        }
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80})
    void helpAndTablesKeepTo(int width) {
        List<String> commands = new ArrayList<>(List.of("--help", "list", "reproduce"));
        for (String verb : List.of("portrait", "score", "sample", "train", "list", "show", "run", "reproduce",
                "serve", "doctor", "bench")) {
            commands.add(verb + " --help");
        }
        for (ExperimentType<?> each : Experiments.all()) {
            commands.addAll(List.of("show " + each.name(), "run " + each.name() + " --help"));
        }
        List<String> printed = lines(width, commands);
        assertTrue(printed.size() > 1000);
        // A synopsis that is one word too long is not wrapped.
        assertEquals(List.of(), printed.stream().filter(line -> line.length() > width && !line.startsWith("Usage:"))
                .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80})
    void resultsKeepTo(int width) {
        List<String> table = lines(width,
                List.of("run excess-entropy --data mixture:d=2,n=9,mu=1,sigma=1 --draws 2 --times 1,2 --quiet"));
        assertTrue(table.stream().anyMatch(line -> line.contains("normalizedExcessEntropy")), table::toString);
        List<String> wide = table.stream().filter(line -> line.length() > width && !line.endsWith(".")).toList();
        assertEquals(List.of(), wide, "sentences alone may be longer: a terminal wraps them");
    }

    @ParameterizedTest
    @CsvSource({"80, 80", "60, 60", "137, 137", ", 80", "x, 80", "10, 60", "100000, 200"})
    void widthsComeFromTheEnvironment(String columns, int width) {
        assertEquals(width, Terminal.width(columns));
    }
}
