package org.remanence.plot;

import static org.remanence.plot.Maths.escape;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.remanence.text.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes a report as HTML. Scripts, styles, figures and images are inside; a content policy forbids loading anything
/// else.
final class Page {
    private static final String LIBRARY = "META-INF/resources/webjars/";
    private static final List<String> SCRIPTS = List.of(LIBRARY + "vega/5.32.0/vega.min.js",
            LIBRARY + "vega-lite/5.23.0/vega-lite.min.js", LIBRARY + "vega-embed/6.29.0/vega-embed.min.js");
    private static final String OWN = "org/remanence/plot/";
    /// The entry of a manifest that counts seconds.
    private static final String WALL_TIME = "wallTime";

    private final Report report;
    private final StringBuilder out = new StringBuilder();
    private int charts;

    Page(Report report) {
        this.report = report;
    }

    String html() {
        head();
        boolean open = false;
        for (Block block : report.blocks()) {
            if (block instanceof Block.Heading) {
                out.append(open ? "</section>\n<section>\n" : "<section>\n");
                open = true;
            }
            block(block);
        }
        out.append(open ? "</section>\n" : "");
        origin();
        out.append("</main>\n");
        scripts();
        return out.append("</body>\n</html>\n").toString();
    }

    private void head() {
        out.append("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
                style-src 'unsafe-inline'; script-src 'unsafe-inline' 'unsafe-eval'">
                """);
        out.append("<title>").append(escape(Maths.plain(report.title()))).append("</title>\n");
        out.append("<style>\n").append(resource(OWN + "report.css"))
                .append("</style>\n</head>\n<body>\n<main>\n<header>\n");
        element("h1", report.title());
        if (!report.subtitle().isEmpty()) {
            out.append("<p class=\"subtitle\">").append(Maths.html(report.subtitle())).append("</p>\n");
        }
        if (!report.summary().isEmpty()) {
            out.append("<p class=\"summary\">").append(Maths.html(report.summary())).append("</p>\n");
        }
        out.append("</header>\n");
    }

    private void block(Block block) {
        switch (block) {
            case Block.Heading(String text) -> element("h2", text);
            case Block.Paragraph(String text) -> element("p", text);
            case Block.Commands(List<String> lines) -> command(String.join("\n", lines));
            case Block.Strip(Timeline timeline) -> out.append(TimelineStrip.html(timeline));
            case Block.Drawing(Figure figure) -> figure(figure);
            case Block.Numbers(Table table) -> table(table);
            case Block.Cards(List<Card> cards) -> cards(cards);
            case Block.Gallery(ImageGrid grid) -> out.append(ImageGridHtml.html(grid));
        }
    }

    private void figure(Figure figure) {
        String spec = "spec-" + charts++;
        out.append("<figure id=\"").append(figure.name()).append("\">\n<figcaption><strong>")
                .append(Maths.html(figure.title()))
                .append("</strong></figcaption>\n").append(Legend.html(figure));
        String seen = figure.title() + ": " + figure.y().title() + " against " + figure.x().title();
        out.append("<div class=\"chart\" role=\"img\" data-spec=\"").append(spec).append("\" aria-label=\"")
                .append(escape(Maths.plain(seen))).append("\"></div>\n");
        out.append("<script type=\"application/json\" id=\"").append(spec).append("\">")
                .append(VegaLite.spec(figure).toString().replace("<", "\\u003c")).append("</script>\n");
        if (!figure.caption().isEmpty()) {
            element("p", figure.caption());
        }
        figure.notes().forEach(note -> out.append("<p class=\"note\">").append(Maths.html(note)).append("</p>\n"));
        out.append("</figure>\n");
    }

    private void cards(List<Card> cards) {
        out.append("<ul class=\"cards\">\n");
        for (Card card : cards) {
            String picture = card.picture().map(_ -> Text.of("<img alt=\"\" loading=\"lazy\" src=\"%s\">", card.dataUri())).orElse("");
            out.append(Text.of("<li><a href=\"%s\">%s<strong>%s</strong></a><p>%s</p></li>\n", address(card.page()), picture,
                    Maths.html(card.title()), Maths.html(card.text())));
        }
        out.append("</ul>\n");
    }

    private void table(Table table) {
        out.append("<div class=\"wide numbers\"><table>\n<caption>").append(Maths.html(table.title()))
                .append("</caption>\n<thead><tr>");
        table.header().forEach(name -> out.append("<th scope=\"col\">").append(Maths.html(name)).append("</th>"));
        out.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : table.rows()) {
            out.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                String none = row.get(i).isEmpty() || row.get(i).equals(Table.NONE) ? " class=\"none\"" : "";
                out.append("<td").append(none).append(" data-label=\"").append(escape(Maths.plain(table.header().get(i)))).append("\">").append(Maths.html(row.get(i)))
                        .append("</td>");
            }
            out.append("</tr>\n");
        }
        out.append("</tbody></table></div>\n");
    }

    /// How the page came about: command, manifest, files.
    private void origin() {
        if (report.command().isEmpty() && report.manifest().isEmpty() && report.files().isEmpty()) {
            return;
        }
        out.append("<section>\n<h2>How it was computed</h2>\n");
        if (!report.command().isEmpty()) {
            out.append("<p>Repeat it with</p>\n");
            command(report.command());
        }
        if (!report.manifest().isEmpty()) {
            out.append(manifest(report.manifest()));
        }
        if (!report.files().isEmpty()) {
            out.append("<h3>Files</h3>\n<ul class=\"files\">\n");
            for (Report.Listed listed : report.files()) {
                out.append("<li>").append(listed.names().stream().map(Page::link).collect(Collectors.joining(", ")))
                        .append(" ").append(Maths.html(listed.meaning())).append("</li>\n");
            }
            out.append("</ul>\n");
        }
        out.append("</section>\n");
    }

    private void command(String lines) {
        out.append("<div class=\"command\"><pre><code>").append(escape(lines))
                .append("</code></pre><button type=\"button\">Copy</button></div>\n");
    }

    private static String manifest(JsonNode entries) {
        return entries.properties().stream()
                .map(entry -> "<dt>" + escape(entry.getKey()) + "</dt><dd>" + (entry.getKey().equals(WALL_TIME)
                        ? Notation.duration(entry.getValue().asDouble()) : value(entry.getValue())) + "</dd>\n")
                .collect(Collectors.joining("", "<dl>\n", "</dl>\n"));
    }

    private static String value(JsonNode value) {
        return switch (value) {
            case ObjectNode inner -> manifest(inner);
            case ArrayNode list -> list.valueStream().map(Page::value).collect(Collectors.joining(", "));
            case NullNode _ -> "–";
            case NumericNode number when !number.isIntegralNumber() -> Maths.html(Notation.number(number.asDouble()));
            default -> escape(value.asString());
        };
    }

    private void scripts() {
        if (charts > 0) {
            SCRIPTS.forEach(this::script);
        }
        script(OWN + "report.js");
    }

    private void script(String resource) {
        String code = resource(resource).replaceAll("(?m)^//# sourceMappingURL=.*$", "")
                .replaceAll("(?i)</script", "<\\\\/script").replace("<!--", "<\\!--");
        out.append("<script>\n").append(code).append("\n</script>\n");
    }

    private void element(String tag, String text) {
        out.append('<').append(tag).append('>').append(Maths.html(text)).append("</").append(tag).append(">\n");
    }

    private static String link(String name) {
        return Text.of("<a href=\"%s\">%s</a>", address(name), escape(name));
    }

    private static String address(String name) {
        try {
            return escape(new URI(null, null, "./" + name, null).toASCIIString());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(Text.of("a file name must fit into a link, got ‘%s’", name), e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks " + name + "; build the project again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
