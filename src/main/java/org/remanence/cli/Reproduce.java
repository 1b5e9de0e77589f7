package org.remanence.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.remanence.experiment.Answer;
import org.remanence.plot.Notation;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Verdict;
import org.remanence.reproduce.catalogue.FigureCollection;
import org.remanence.reproduce.catalogue.MadeFigure;
import org.remanence.reproduce.catalogue.Reproductions;
import org.remanence.result.ResultJson;
import org.remanence.session.Session;
import org.remanence.text.BadInput;
import org.remanence.text.EditDistance;
import org.remanence.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `reproduce [FIGURE]`: lists the published figures, or makes one or all of them again.
@Command(name = "reproduce", mixinStandardHelpOptions = true,
        description = "Makes a published figure again: data, picture, and a verdict against theory; without FIGURE, lists them. Exit code 1 if a check fails.")
final class Reproduce implements Callable<Integer> {
    private static final Path FOLDER = Path.of("reproduced");

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;
    private final Interruption interruption;

    @Parameters(paramLabel = "FIGURE", arity = "0..1", description = "its name in the list")
    private String figure;

    @Option(names = "--all", description = """
            makes every figure that this version has not made yet, each in a folder of its own below --out (default: reproduced), \
            then their gallery""")
    private boolean all;

    @Option(names = "--gallery", description = "makes nothing but gallery.html, the page of the figures that are already there")
    private boolean gallery;

    @Option(names = "--full", description = "at the published size; an interrupted run goes on where it stopped when it is asked again")
    private boolean full;

    @Mixin
    private final Settings settings = new Settings();

    Reproduce(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        if (figure != null && (all || gallery)) {
            throw new BadInput("either %1$s or one figure, got both %1$s and %2$s", all ? "--all" : "--gallery", figure);
        }
        if (all || gallery) {
            return page(all);
        }
        if (figure == null) {
            list();
            return Faults.DONE;
        }
        return one(named(figure));
    }

    private static Reproduction named(String name) {
        List<String> names = Reproductions.all().stream().map(each -> each.listing().name()).toList();
        return Reproductions.all().stream().filter(each -> each.listing().name().equals(name)).findFirst().orElseThrow(() -> {
            String nearest = EditDistance.nearest(name, names).map(word -> Text.of(", did you mean %s?", word)).orElse("");
            return new BadInput("there is no figure %s%s: there are %s", name, nearest, String.join(", ", names));
        });
    }

    private int one(Reproduction reproduction) {
        String name = reproduction.listing().name();
        settings.out = settings.out == null ? FOLDER.resolve(name) : settings.out;
        try (ResultWriter delivery = new ResultWriter(settings, terminal)) {
            interruption.undoes(delivery::close);
            SequencedMap<String, Object> parameters = FigureFolders.parameters(name, size());
            try (Session session = delivery.session(FigureFolders.VERB, parameters, List.of())) {
                interruption.cancels(session);
                Answer<Verdict> answer = reproduction.make(size(), session);
                delivery.deliver(FigureFolders.VERB, parameters, GivenCommand.of(spec, settings.progressInJson()), answer, text(answer), session);
                return answer.result().holds() ? Faults.DONE : Faults.NO;
            }
        }
    }

    private int page(boolean makes) {
        Path folder = settings.out == null ? FOLDER : settings.out;
        var folders = new FigureFolders(folder, size(), settings, terminal, interruption);
        if (makes) {
            folders.make(Reproductions.all());
        }
        List<MadeFigure> made = folders.made(Reproductions.all());
        if (made.isEmpty()) {
            throw new BadInput("no figure has been made in %s yet: 'remanence reproduce --all' makes all of them, 'remanence reproduce NAME' one", folder);
        }
        Path page = folders.page(made);
        FigureCollection collection = FigureCollection.of(made);
        if (settings.json) {
            terminal.out().println(ResultJson.pretty(collection));
        } else {
            terminal.out().print(overview(made));
            terminal.out().println(collection.sentence());
        }
        terminal.say(settings.quiet, Text.of("their pictures are on %s", page));
        return collection.holds() ? Faults.DONE : Faults.NO;
    }

    private Size size() {
        return full ? Size.FULL : Size.DEFAULT;
    }

    private String text(Answer<Verdict> answer) {
        TextTable grid = new TextTable("claim", "measured", "expected", "deviation", "limit", "verdict");
        for (FigureCheck each : answer.result().checks()) {
            grid.row(Notation.plain(each.claim()), Notation.plain(each.measured()), Notation.plain(each.expected()),
                    Notation.plain(each.deviationText()), Notation.plain(each.limitText()), each.passed() ? "holds" : "FAILS");
        }
        return grid.within(terminal.width()) + Notation.plain(String.join("\n", answer.findings()));
    }

    private String overview(List<MadeFigure> made) {
        TextTable grid = new TextTable("figure", "checks", "verdict", "made on");
        made.forEach(each -> grid.row(each.listing().name(), each.verdict(), each.holds() ? "holds" : "FAILS", each.day()));
        return grid.within(terminal.width());
    }

    private void list() {
        if (settings.json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("figures", Reproductions.all().stream().map(Reproduction::listing).toList());
            document.put("unmade", Reproductions.unmade());
            terminal.out().println(ResultJson.pretty(document));
            return;
        }
        for (Listing.Document document : Listing.Document.values()) {
            TextTable grid = new TextTable(document.title(), "");
            Reproductions.all().stream().map(Reproduction::listing).filter(each -> each.document() == document)
                    .forEach(each -> grid.row(each.name(), Text.of("%s. Published as ‘%s’, takes %s.", each.shows(), each.figure(), cost(each))));
            Reproductions.unmade().stream().filter(each -> each.document() == document)
                    .forEach(each -> grid.row("–", Text.of("Not made: ‘%s’, %s.", each.figure(), each.why())));
            terminal.out().println(Notation.plain(grid.within(terminal.width())));
        }
    }

    private static String cost(Listing listing) {
        return listing.cost().equals(listing.fullCost()) ? listing.cost() : Text.of("%s, with --full %s", listing.cost(), listing.fullCost());
    }
}
