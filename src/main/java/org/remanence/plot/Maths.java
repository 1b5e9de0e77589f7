package org.remanence.plot;

import java.awt.font.TextAttribute;
import java.math.BigDecimal;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.remanence.text.Text;

/// Simple maths in running text, `t_C`, `n_eff`, `f^e/α`, `e^{−2t}`, `10^{-3}`: a single letter or a number with an
/// index or a power. A word such as `same_class` is left alone.
final class Maths {
    private static final String SCRIPT = "([_^])(?:\\{([^{}]*)\\}|([\\p{L}\\p{N}]+))";
    private static final Pattern TERM = Pattern.compile(
            "(?<![\\p{L}\\p{N}_^])(\\p{L}|\\p{N}+)" + SCRIPT + "(?:" + SCRIPT + ")?");
    /// What a format such as `%.3g` makes of small and large numbers, and hyphens that stand for a minus.
    private static final Pattern EXPONENT = Pattern.compile("(?<![\\p{L}\\p{N}_.])(\\d(?:\\.\\d+)?)e([+-])0*(\\d+)(?![\\p{L}\\p{N}]|\\.\\d)");
    private static final Pattern HYPHEN = Pattern.compile("(?<=^|[\\s(\\[=±,])-(?=\\d)");
    private static final String POWERS = "0123456789-−+e";
    private static final String SMALL_POWERS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺ᵉ";

    /// Keeps a power off the top of a slanted letter.
    private static final String HAIR_SPACE = "\u200a";

    private Maths() { }

    private enum Kind { TEXT, SYMBOL, INDEX, POWER }

    /// A stretch of text set in one way.
    private record Run(String text, Kind kind) { }

    /// For HTML, special characters escaped.
    static String html(String text) {
        return runs(text).stream().map(run -> switch (run.kind()) {
            case TEXT -> escape(run.text());
            case SYMBOL -> "<i>" + escape(run.text()) + "</i>";
            case INDEX -> "<sub>" + escape(run.text()) + "</sub>";
            case POWER -> "<sup>" + escape(run.text()) + "</sup>";
        }).collect(Collectors.joining());
    }

    /// For the inside of an SVG text, special characters escaped.
    static String svg(String text) {
        return runs(text).stream().map(run -> switch (run.kind()) {
            case TEXT -> escape(run.text());
            case SYMBOL -> "<tspan class=\"symbol\">" + escape(run.text()) + "</tspan>";
            case INDEX -> shifted(run.text(), 4);
            case POWER -> shifted(run.text(), -5);
        }).collect(Collectors.joining());
    }

    /// For a renderer without scripts: powers become small digits where these exist, braces go.
    static String plain(String text) {
        return runs(text).stream().map(run -> switch (run.kind()) {
            case TEXT, SYMBOL -> run.text();
            case INDEX -> "_" + run.text();
            case POWER -> small(run.text());
        }).collect(Collectors.joining());
    }

    /// For AWT, in its sans-serif font.
    /// @param size in points
    /// @param weight for example [TextAttribute#WEIGHT_BOLD]
    static AttributedString attributed(String text, float size, float weight) {
        List<Run> runs = runs(text.isEmpty() ? " " : text).stream()
                .map(run -> run.kind() == Kind.POWER ? new Run(HAIR_SPACE + run.text(), Kind.POWER) : run).toList();
        var out = new AttributedString(runs.stream().map(Run::text).collect(Collectors.joining()));
        out.addAttribute(TextAttribute.FAMILY, java.awt.Font.SANS_SERIF);
        out.addAttribute(TextAttribute.SIZE, size);
        out.addAttribute(TextAttribute.WEIGHT, weight);
        int at = 0;
        for (Run run : runs) {
            int end = at + run.text().length();
            switch (run.kind()) {
                case TEXT -> { }
                case SYMBOL -> out.addAttribute(TextAttribute.POSTURE, TextAttribute.POSTURE_OBLIQUE, at, end);
                case INDEX -> out.addAttribute(TextAttribute.SUPERSCRIPT, TextAttribute.SUPERSCRIPT_SUB, at, end);
                case POWER -> out.addAttribute(TextAttribute.SUPERSCRIPT, TextAttribute.SUPERSCRIPT_SUPER, at, end);
            }
            at = end;
        }
        return out;
    }

    /// The five special characters of HTML escaped.
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static List<Run> runs(String text) {
        String written = oneNotation(text);
        List<Run> runs = new ArrayList<>();
        Matcher term = TERM.matcher(written);
        int done = 0;
        while (term.find()) {
            add(runs, written.substring(done, term.start()), Kind.TEXT);
            add(runs, term.group(1), Character.isDigit(term.group(1).charAt(0)) ? Kind.TEXT : Kind.SYMBOL);
            addScript(runs, term, 2);
            addScript(runs, term, 5);
            done = term.end();
        }
        add(runs, written.substring(done), Kind.TEXT);
        return runs;
    }

    /// `1.20e-07` as `1.2·10^{−7}`, and a minus for a hyphen before a number.
    private static String oneNotation(String text) {
        String powers = EXPONENT.matcher(text).replaceAll(found -> {
            String digits = new BigDecimal(found.group(1)).stripTrailingZeros().toPlainString();
            return (digits.equals("1") ? "" : digits + "·") + "10^{" + (found.group(2).equals("-") ? "−" : "") + found.group(3) + "}";
        });
        return HYPHEN.matcher(powers).replaceAll("−");
    }

    private static void addScript(List<Run> runs, Matcher term, int group) {
        if (term.group(group) != null) {
            String body = term.group(group + 1) != null ? term.group(group + 1) : term.group(group + 2);
            add(runs, body, term.group(group).equals("_") ? Kind.INDEX : Kind.POWER);
        }
    }

    private static void add(List<Run> runs, String text, Kind kind) {
        if (!text.isEmpty()) {
            runs.add(new Run(text, kind));
        }
    }

    private static String shifted(String text, int down) {
        return Text.of("<tspan class=\"script\" dy=\"%d\">%s</tspan><tspan dy=\"%d\">&#8203;</tspan>", down, escape(text), -down);
    }

    private static String small(String power) {
        if (power.chars().allMatch(c -> POWERS.indexOf(c) >= 0)) {
            return power.chars().mapToObj(c -> SMALL_POWERS.substring(POWERS.indexOf(c), POWERS.indexOf(c) + 1))
                    .collect(Collectors.joining());
        }
        return power.length() > 1 ? "^(" + power + ")" : "^" + power;
    }
}
