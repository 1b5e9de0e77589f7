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
///       .command("./remanence portrait").manifest(manifest).file("result.json", "all numbers")
///       .build().writeInto(directory);
/// ```
/// The page is one file without references to the network; it opens from a disk. A report never changes; to say more, take it up
/// again by [#toBuilder].
public final class Report {
    private final String title;
    private final String subtitle;
    private final String summary;
    private final String command;
    private final List<Block> blocks;
    private final JsonNode manifest;
    private final List<Listed> files;

    private Report(Builder said) {
        this.title = said.title;
        this.subtitle = said.subtitle;
        this.summary = said.summary;
        this.command = said.command;
        this.blocks = List.copyOf(said.blocks);
        this.manifest = said.manifest;
        this.files = List.copyOf(said.files);
    }

    /// Begins a report.
    public static Builder of(String title) {
        return new Builder(title);
    }

    /// Begins a report that says all that this one says, and then more.
    public Builder toBuilder() {
        Builder more = new Builder(title);
        more.subtitle = subtitle;
        more.summary = summary;
        more.command = command;
        more.manifest = manifest;
        more.blocks.addAll(blocks);
        more.files.addAll(files);
        return more;
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
                case Block.Heading _, Block.Paragraph _, Block.Commands _, Block.Strip _, Block.Numbers _, Block.Cards _ -> { }
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

    String subtitle() {
        return subtitle;
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
                case Block.Heading _, Block.Paragraph _, Block.Commands _, Block.Strip _, Block.Numbers _, Block.Cards _ -> { }
            }
        }
        return all;
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

    /// Collects what a page says.
    public static final class Builder {
        private final String title;
        private String subtitle = "";
        private String summary = "";
        private String command = "";
        private final List<Block> blocks = new ArrayList<>();
        private JsonNode manifest = JsonNodeFactory.instance.objectNode();
        private final List<Listed> files = new ArrayList<>();

        private Builder(String title) {
            this.title = title;
        }

        /// Where the question comes from, in a few words below the title.
        public Builder subtitle(String source) {
            this.subtitle = source;
            return this;
        }

        /// The finding, in a sentence or two below the title.
        public Builder summary(String sentence) {
            this.summary = sentence;
            return this;
        }

        /// A strip of the regimes along time.
        public Builder timeline(Timeline timeline) {
            return add(new Block.Strip(timeline));
        }

        /// Begins a section.
        public Builder section(String heading) {
            return add(new Block.Heading(heading));
        }

        /// Everything that another report shows, without its title, its summary and how it was made.
        public Builder append(Report other) {
            blocks.addAll(other.blocks);
            return this;
        }

        /// As [#append(Report)], with a prefix before the names of figures and images: pages of one kind may stand side by side.
        public Builder append(String prefix, Report other) {
            other.blocks.forEach(block -> blocks.add(switch (block) {
                case Block.Drawing(Figure each) -> new Block.Drawing(new Figure(prefix + "-" + each.name(), each.title(), each.caption(),
                        each.x(), each.y(), each.layers(), each.notes()));
                case Block.Gallery(ImageGrid each) -> new Block.Gallery(new ImageGrid(prefix + "-" + each.name(), each.title(), each.caption(),
                        each.columns(), each.rows()));
                case Block.Heading _, Block.Paragraph _, Block.Commands _, Block.Strip _, Block.Numbers _, Block.Cards _ -> block;
            }));
            return this;
        }

        /// A paragraph.
        public Builder text(String paragraph) {
            return add(new Block.Paragraph(paragraph));
        }

        /// Commands of a shell, one a line; nothing in them is typeset.
        public Builder commands(List<String> lines) {
            return add(new Block.Commands(List.copyOf(lines)));
        }

        /// An interactive figure; [#writeInto] leaves it as SVG and PNG too.
        public Builder figure(Figure figure) {
            return add(new Block.Drawing(figure));
        }

        /// A table of numbers.
        public Builder table(Table table) {
            return add(new Block.Numbers(table));
        }

        /// Links to other pages, with pictures.
        public Builder cards(List<Card> cards) {
            return add(new Block.Cards(List.copyOf(cards)));
        }

        /// A grid of images; [#writeInto] leaves it as PNG too.
        public Builder images(ImageGrid grid) {
            return add(new Block.Gallery(grid));
        }

        /// The command that computes all of this again.
        public Builder command(String command) {
            this.command = command;
            return this;
        }

        /// How it was computed: a record or a map, as [ResultJson] writes it.
        public Builder manifest(Object made) {
            this.manifest = new JsonMapper().readTree(ResultJson.compact(made));
            return this;
        }

        /// Names a result file that lies beside the page.
        public Builder file(String name, String meaning) {
            files.add(new Listed(List.of(name), meaning));
            return this;
        }

        /// The report.
        public Report build() {
            return new Report(this);
        }

        private Builder add(Block block) {
            blocks.add(block);
            return this;
        }
    }
}
