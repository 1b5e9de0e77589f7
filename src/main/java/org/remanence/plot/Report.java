package org.remanence.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.remanence.result.OutputDirectory;
import org.remanence.result.OutputFailure;
import org.remanence.result.ResultJson;
import org.remanence.text.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// What a page about a computation says, in the order it is said.
///
/// ```java
/// Report.of("Memorization portrait of digits").summary("Memory condenses at t_C = 0.21 ± 0.01.").timeline(timeline)
///       .section("Collapse").figure(figure).table(table).images(grid)
///       .command("./remanence portrait").manifest(manifest).file("result.json", "all numbers").writeInto(directory);
/// ```
/// The page is one file without references to the network; it opens from a disk.
public final class Report {
    private final String title;
    private String summary = "";
    private String command = "";
    private final List<Block> blocks = new ArrayList<>();
    private JsonNode manifest = JsonNodeFactory.instance.objectNode();
    private final List<Listed> files = new ArrayList<>();

    /// A part of the page.
    sealed interface Block {
        /// @param text the words of a heading
        record Heading(String text) implements Block { }

        /// @param text a paragraph
        record Paragraph(String text) implements Block { }

        /// @param timeline a strip of regimes
        record Strip(Timeline timeline) implements Block { }

        /// @param figure an interactive figure
        record Drawing(Figure figure) implements Block { }

        /// @param table numbers
        record Numbers(Table table) implements Block { }

        /// @param grid small images
        record Gallery(ImageGrid grid) implements Block { }
    }

    private Report(String title) {
        this.title = title;
    }

    /// Begins a report.
    public static Report of(String title) {
        return new Report(title);
    }

    /// The finding, in a sentence or two below the title.
    public Report summary(String sentence) {
        this.summary = sentence;
        return this;
    }

    /// A strip of the regimes along time.
    public Report timeline(Timeline timeline) {
        return add(new Block.Strip(timeline));
    }

    /// Begins a section.
    public Report section(String heading) {
        return add(new Block.Heading(heading));
    }

    /// Everything that another report shows, without its title, its summary and how it was made.
    public Report append(Report other) {
        blocks.addAll(other.blocks);
        return this;
    }

    /// As [#append(Report)], with a prefix before the names of figures and images: pages of one kind may stand side by side.
    public Report append(String prefix, Report other) {
        other.blocks.forEach(block -> blocks.add(switch (block) {
            case Block.Drawing(Figure each) -> new Block.Drawing(new Figure(prefix + "-" + each.name(), each.title(), each.caption(),
                    each.x(), each.y(), each.layers(), each.notes()));
            case Block.Gallery(ImageGrid each) -> new Block.Gallery(new ImageGrid(prefix + "-" + each.name(), each.title(), each.caption(),
                    each.columns(), each.rows()));
            case Block.Heading _, Block.Paragraph _, Block.Strip _, Block.Numbers _ -> block;
        }));
        return this;
    }

    /// A paragraph.
    public Report text(String paragraph) {
        return add(new Block.Paragraph(paragraph));
    }

    /// An interactive figure; [#writeInto] leaves it as SVG and PNG too.
    public Report figure(Figure figure) {
        return add(new Block.Drawing(figure));
    }

    /// A table of numbers.
    public Report table(Table table) {
        return add(new Block.Numbers(table));
    }

    /// A grid of images; [#writeInto] leaves it as PNG too.
    public Report images(ImageGrid grid) {
        return add(new Block.Gallery(grid));
    }

    /// The command that computes all of this again.
    public Report command(String command) {
        this.command = command;
        return this;
    }

    /// How it was computed: a record or a map, as [ResultJson] writes it.
    public Report manifest(Object made) {
        this.manifest = new JsonMapper().readTree(ResultJson.compact(made));
        return this;
    }

    /// Names a result file that lies beside the page.
    public Report file(String name, String meaning) {
        files.add(new Listed(List.of(name), meaning));
        return this;
    }

    /// The page. It links the files that [#writeInto] leaves beside it.
    public String html() {
        return new Page(this).html();
    }

    /// Writes `report.html`, every figure as SVG and PNG and every grid of images as PNG.
    /// @throws IllegalArgumentException if two of its files have the same name
    public void writeInto(OutputDirectory directory) {
        checkNames();
        directory.text("report.html", html());
        for (Block block : blocks) {
            switch (block) {
                case Block.Drawing(Figure figure) -> {
                    directory.text(figure.name() + ".svg", Chart.svg(figure));
                    write(directory.file(figure.name() + ".png"), Chart.png(figure));
                }
                case Block.Gallery(ImageGrid grid) -> write(directory.file(grid.name() + ".png"),
                        ContactSheet.png(grid));
                case Block.Heading _, Block.Paragraph _, Block.Strip _, Block.Numbers _ -> { }
            }
        }
    }

    private static void write(Path file, byte[] picture) {
        try {
            Files.write(file, picture);
        } catch (IOException e) {
            throw new OutputFailure(file.getFileName(), e);
        }
    }

    /// The title.
    public String title() {
        return title;
    }

    String summary() {
        return summary;
    }

    String command() {
        return command;
    }

    List<Block> blocks() {
        return blocks;
    }

    JsonNode manifest() {
        return manifest;
    }

    /// A result beside the page: its files and what they hold.
    record Listed(List<String> names, String meaning) { }

    /// Every file beside the page: those named, then the figures.
    List<Listed> files() {
        List<Listed> all = new ArrayList<>(files);
        for (Block block : blocks) {
            switch (block) {
                case Block.Drawing(Figure figure) ->
                    all.add(new Listed(List.of(figure.name() + ".svg", figure.name() + ".png"), figure.title()));
                case Block.Gallery(ImageGrid grid) -> all.add(new Listed(List.of(grid.name() + ".png"), grid.title()));
                case Block.Heading _, Block.Paragraph _, Block.Strip _, Block.Numbers _ -> { }
            }
        }
        return all;
    }

    private Report add(Block block) {
        blocks.add(block);
        return this;
    }

    private void checkNames() {
        Set<String> names = new HashSet<>();
        for (Listed listed : files()) {
            for (String name : listed.names()) {
                if (!names.add(name)) {
                    throw new IllegalArgumentException(Text.of("files of a report must have different names, got ‘%s’ twice", name));
                }
            }
        }
    }
}
