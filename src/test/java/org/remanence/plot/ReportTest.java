package org.remanence.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.result.Estimate;
import org.remanence.result.OutputDirectory;
import tools.jackson.databind.json.JsonMapper;

@Tag("locale")
class ReportTest {
    private static final String HOSTILE = "</script><script>alert('1')</script>\"<img src=x onerror=alert(2)>&amp;<!--";
    private static final Pattern SCRIPT = Pattern.compile("<script[^>]*>(.*?)</script>", Pattern.DOTALL);

    /// What the browser reads as markup: everything but the bodies of scripts and styles.
    private static String markup(String html) {
        return SCRIPT.matcher(html).replaceAll("").replaceAll("(?s)<style>.*?</style>", "");
    }

    @Test
    void loadsNothingFromOutside() {
        String html = Example.report().html();
        assertTrue(html.contains("Content-Security-Policy\" content=\"default-src 'none'; img-src data:;"));
        String markup = markup(html);
        assertFalse(Pattern.compile("<link|<iframe|<object|<embed|@import|url\\(").matcher(markup).find());
        assertTrue(Pattern.compile("src=\"([^\"]*)\"").matcher(markup).results()
                .allMatch(m -> m.group(1).startsWith("data:image/png;base64,")));
        assertTrue(Pattern.compile("href=\"([^\"]*)\"").matcher(markup).results()
                .allMatch(m -> m.group(1).startsWith("./")));
        assertFalse(markup.contains("http:") || markup.contains("https:"));
        assertFalse(Pattern.compile("<script[^>]* src").matcher(html).find());
        assertFalse(html.contains("sourceMappingURL"));
    }

    @Test
    void hostileTextStaysText() {
        Figure figure = Figure.of("f", HOSTILE).caption(HOSTILE).x(Axis.linear(HOSTILE)).y(Axis.log(HOSTILE))
                .line(HOSTILE, new double[] {1, 2, Double.NaN}, new double[] {1, 2, 3}).mark(HOSTILE, 1)
                .level(HOSTILE, 1.5).build();
        var timeline = new Timeline(Axis.linear(HOSTILE).between(0, 1),
                List.of(new Timeline.Regime(HOSTILE, HOSTILE, 0, 1)),
                List.of(new Layer.Mark(HOSTILE, 0.5, 0.1)));
        String html = Report.of(HOSTILE).summary(HOSTILE).timeline(timeline).section(HOSTILE).text(HOSTILE)
                .figure(figure)
                .table(new Table(HOSTILE, List.of(HOSTILE), List.of(List.of(HOSTILE))))
                .images(ImageGrid.of("g", HOSTILE, List.of(HOSTILE)).caption(HOSTILE)
                        .row(HOSTILE, List.of(ImageGrid.Cell.of(HOSTILE, Picture.of(1, 1, 1, new double[1], -1, 1))))
                        .build())
                .command(HOSTILE).manifest(Map.of(HOSTILE, Map.of(HOSTILE, HOSTILE))).file(HOSTILE, HOSTILE).build()
                .html();
        String plain = Report.of("t").figure(Figure.of("f", "t").line("l", new double[] {1, 2}, new double[] {1, 2})
                .build()).build().html();
        assertEquals(count(plain, "<script"), count(html, "<script"), "no script may be added");
        assertEquals(count(html, "<script"), count(html, "</script>"), "no script may be closed early");
        assertFalse(markup(html).contains("<img src=x"));
        assertFalse(markup(html).contains("onerror=alert(2)>"));
        assertFalse(markup(html).contains("alert('1')"));
    }

    @Test
    void embedsTheSpecificationOfEachFigure() {
        String html = Example.report().html();
        var specs = Pattern.compile("<script type=\"application/json\" id=\"spec-\\d\">(.*?)</script>").matcher(html)
                .results().toList();
        assertEquals(4, specs.size());
        assertEquals(new JsonMapper().readTree(VegaLite.spec(Example.sameClass()).toString()), new JsonMapper()
                .readTree(specs.getFirst().group(1)));
        assertEquals(4, count(html, "data-spec=\"spec-"));
    }

    @Test
    void carriesNoPlottingScriptsWithoutFigures() {
        assertTrue(Report.of("words").text("only").build().html().length() < 20_000);
    }

    @Test
    void placesTheTransitionsOnTheTimeline() {
        String html = TimelineStrip.html(new Timeline(Axis.log("time t").between(0.01, 1),
                List.of(new Timeline.Regime("memorization", "copies", 0.01, 0.1),
                new Timeline.Regime("noise", "nothing", 0.1, 1)),
                List.of(new Layer.Mark("t_C", 0.1, 0.01))));
        assertTrue(html.contains("<line class=\"measured\" x1=\"50.000%\" x2=\"50.000%\""), html);
        assertTrue(html.contains("= 0.100 ± 0.010"), html);
        assertTrue(html.contains("1 · memorization</strong> <small>0.01 … 0.100</small>"), html);
    }

    /// A strip from 0 to 10: per cent are ten times the time.
    @Test
    void regimesAndErrorsSpanTheirTimes() {
        String html = TimelineStrip.html(new Timeline(Axis.linear("t").between(0, 10),
                List.of(new Timeline.Regime("a", "", 0, 4), new Timeline.Regime("b", "", 4, 9), new Timeline.Regime("c", "", 9, 12)),
                List.of(new Layer.Mark("t_C", 4, 1), new Layer.Mark("early", 0.5, 0), new Layer.Mark("late", 9.5, 2))));
        assertEquals(List.of("regime-0 0.000% 40.000%", "regime-1 40.000% 50.000%", "regime-2 90.000% 10.000%",
                "error 30.000% 20.000%", "error 75.000% 25.000%"), matches(html, "<rect class=\"([^\"]*)\" x=\"([^\"]*)\" y=\"\\d+\" width=\"([^\"]*)\""));
        assertEquals(List.of("5.000% start", "40.000% middle", "95.000% end"), matches(html, "<text class=\"mark\" x=\"([^\"]*)\" y=\"\\d+\" text-anchor=\"([a-z]+)\""));
        assertEquals(List.of("0 1 a", "1 2 b", "2 3 c"), matches(html, "<li class=\"regime-(\\d)\"><strong>(\\d) · (?:<i>)?([abc])"));
    }

    private static List<String> matches(String html, String pattern) {
        return Pattern.compile(pattern).matcher(html).results()
                .map(found -> IntStream.rangeClosed(1, found.groupCount()).mapToObj(found::group).collect(Collectors.joining(" "))).toList();
    }

    @Test
    void namesTransitionsThatHaveNoPlaceOnTheTimeline() {
        Axis axis = Axis.linear("t").between(0, 1);
        var regimes = List.of(new Timeline.Regime("all", "", 0, 1));
        String html = TimelineStrip.html(new Timeline(axis, regimes, List.of(new Layer.Mark("t_C", 2, 0),
                new Layer.Mark("t_S", Double.NaN, Double.NaN))));
        assertTrue(html.contains("<i>t</i><sub>C</sub> = 2 lies outside the strip.")
                && html.contains("<i>t</i><sub>S</sub> was not found."), html);
        assertFalse(html.contains("class=\"theory\"") || html.contains("NaN"));
        assertThrows(IllegalArgumentException.class, () -> new Timeline(axis, List.of(), List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Timeline(Axis.linear("t"), regimes, List.of()));
    }

    /// On a phone the rows of a table are cards, whose cells say what they are.
    @Test
    void cellsCarryTheHeadingsOfTheirColumns() {
        String html = Report.of("t").table(new Table("n", List.of("claim", "f^e", "verdict"), List.of(List.of("a", "1", "holds")))).build().html();
        assertEquals(List.of("claim a", "fᵉ 1", "verdict holds"), matches(html, "<td data-label=\"([^\"]*)\">([^<]*)</td>"));
    }

    @Test
    void numbersOfAManifestAreRounded() {
        String html = Report.of("t").manifest(Map.of("wallTime", 752.1234567, "steps", 12345678, "rate", 1.23456e-7, "tolerance", 0.0)).build()
                .html();
        assertTrue(html.contains("<dt>wallTime</dt><dd>12.5 min</dd>"), html);
        assertTrue(html.contains("<dd>12345678</dd>") && html.contains("<dd>1.235·10<sup>−7</sup></dd>") && html.contains("<dd>0</dd>"), html);
    }

    @Test
    void commandsAreShownAsTheyAreTyped() {
        String html = Report.of("t").commands(List.of("./remanence run x --tolerance 1e-09 --margin -2.5", "ls")).build().html();
        assertTrue(html.contains("<pre><code>./remanence run x --tolerance 1e-09 --margin -2.5\nls</code></pre>"), html);
    }

    @Test
    void comparesInStandardErrors() {
        Table table = Table.compare("t").row("a", new Estimate(0.25, 0.02, 9), 0.2)
                .row("b", new Estimate(1, Double.NaN, 1), 2)
                .row("c", new Estimate(3, 0.5, 9)).exact("d", 0.5).build();
        assertEquals(List.of("a", "0.250 ± 0.020", "0.2", "+2.5"), table.rows().get(0));
        assertEquals(List.of("b", "1 (error unknown)", "2", "–"), table.rows().get(1));
        assertEquals(List.of("c", "3.00 ± 0.50", "–", "–"), table.rows().get(2));
        assertEquals(List.of("d", "–", "0.5", "–"), table.rows().get(3));
        assertThrows(IllegalArgumentException.class, () -> new Table("t", List.of("a", "b"), List.of(List.of("1"))));
    }

    @Test
    void leavesEveryFileThatThePageLinks(@TempDir Path directory) throws Exception {
        Path written = directory.resolve("out");
        try (var out = OutputDirectory.open(written)) {
            Example.report().writeInto(out);
            out.publish();
        }
        try (Stream<Path> files = Files.list(written)) {
            assertEquals(List.of("excess-entropy.png", "excess-entropy.svg", "last-change.png", "last-change.svg",
                    "phase-diagram.png",
                    "phase-diagram.svg", "report.html", "same-class.png", "same-class.svg", "samples.png"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
        String html = Files.readString(written.resolve("report.html"));
        for (String name : List.of("excess-entropy.svg", "samples.png", "result.json")) {
            assertTrue(html.contains("href=\"./" + name + "\""), name);
        }
    }

    @Test
    void whatIsSaidLaterLeavesTheReportAlone() {
        var builder = Report.of("t").text("first").file("a.json", "numbers");
        Report report = builder.build();
        String html = report.html();
        builder.text("second").summary("s");
        report.toBuilder().text("third").command("c").manifest(Map.of("seed", 1)).file("b.json", "more").build();
        assertEquals(html, report.html());
    }

    @Test
    void aReportTakenUpAgainKeepsAllThatWasSaid() {
        String html = Example.report().toBuilder().build().html();
        assertEquals(Example.report().html(), html);
        assertEquals(html, Report.of("Memorization portrait of digits").append(Example.report())
                .summary("Reversed diffusions of 1797 patterns in 64 dimensions choose a class at t_S = 0.514 and a single training "
                        + "pattern at t_C = 0.240 ± 0.012.").command("./remanence portrait digits --seed 7 --out portrait")
                .manifest(Example.manifest()).file("result.json", "all numbers").file("manifest.json", "how they were computed")
                .build().html());
    }

    @Test
    void refusesTwoFiguresOfOneName(@TempDir Path directory) {
        Report report = Report.of("t").figure(Example.sameClass()).figure(Example.sameClass()).build();
        try (var out = OutputDirectory.open(directory.resolve("out"))) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> report.writeInto(out)).getMessage()
                    .contains("same-class.svg"));
        }
    }

    private static long count(String text, String part) {
        return Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
    }
}
