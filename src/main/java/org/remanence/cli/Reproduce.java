package org.remanence.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.remanence.experiment.Answer;
import org.remanence.plot.Report;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Verdict;
import org.remanence.reproduce.catalogue.FigureCollection;
import org.remanence.reproduce.catalogue.Reproductions;
import org.remanence.result.OutputDirectory;
import org.remanence.result.ResultJson;
import org.remanence.session.Session;
import org.remanence.text.BadInput;
import org.remanence.text.EditDistance;
import org.remanence.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `reproduce [FIGURE]`: lists the published figures, or makes one or all of them again.
@Command(name = "reproduce", mixinStandardHelpOptions = true,
        description = "Makes a published figure again: data, picture, and a verdict against theory; without FIGURE, lists them. Exit code 1 if a check fails.")
final class Reproduce implements Callable<Integer> {
    private static final Path FOLDER = Path.of("reproduced");
    private static final String VERB = "reproduce";

    private final Terminal terminal;
    private final Interruption interruption;

    @Parameters(paramLabel = "FIGURE", arity = "0..1", description = "its name in the list")
    private String figure;

    @Option(names = "--all", description = "makes every figure, and a gallery page of them")
    private boolean all;

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
        if (all && figure != null) {
            throw new BadInput("either --all or one figure, got both --all and " + figure);
        }
        if (all) {
            return gallery();
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
        return make(reproduction.listing().name(), (session, delivery) -> {
            Answer<Verdict> answer = reproduction.make(size(), session);
            delivery.deliver(VERB, parameters(figure), command(figure), answer, text(answer), _ -> { }, session);
            return answer.result().holds();
        });
    }

    private int gallery() {
        return make("all", (session, delivery) -> {
            SequencedMap<String, Answer<Verdict>> made = new LinkedHashMap<>();
            for (Reproduction each : Reproductions.all()) {
                String name = each.listing().name();
                long start = System.nanoTime();
                Answer<Verdict> answer = each.make(size(), session);
                made.put(name, answer);
                terminal.say(settings.quiet, String.format(Locale.ROOT, "%s: %s %.1f s", name, answer.findings().getLast(),
                        (System.nanoTime() - start) * 1e-9));
            }
            Answer<FigureCollection> page = FigureCollection.of(made);
            delivery.deliver(VERB, parameters("all"), command("--all"), page, overview(page), folder -> reports(folder, made), session);
            return page.result().holds();
        });
    }

    private int make(String name, Making making) {
        settings.out = settings.out == null ? FOLDER.resolve(name) : settings.out;
        try (ResultWriter delivery = new ResultWriter(settings, terminal)) {
            interruption.undoes(delivery::close);
            try (Session session = delivery.session(VERB, parameters(name), List.of())) {
                interruption.cancels(session);
                return making.holds(session, delivery) ? Faults.DONE : Faults.NO;
            }
        }
    }

    @FunctionalInterface
    private interface Making {
        boolean holds(Session session, ResultWriter delivery);
    }

    /// A page of its own for each figure, beside the gallery.
    private void reports(OutputDirectory folder, Map<String, Answer<Verdict>> made) {
        made.forEach((name, answer) -> {
            folder.text(name + ".html", Report.of(answer.report().title()).append(name, answer.report())
                    .summary(String.join(" ", answer.findings())).command(command(name))
                    .build().html());
            folder.json(name + ".json", answer.result());
        });
    }

    private Size size() {
        return full ? Size.FULL : Size.DEFAULT;
    }

    private SequencedMap<String, Object> parameters(String name) {
        SequencedMap<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("figure", name);
        parameters.put("size", size().name().toLowerCase(Locale.ROOT));
        return parameters;
    }

    private String command(String name) {
        return Text.of("./remanence reproduce %s%s%s", name, full ? " --full" : "", settings.seed == 1 ? "" : " --seed " + settings.seed);
    }

    private static String text(Answer<Verdict> answer) {
        TextTable grid = new TextTable("claim", "measured", "expected", "deviation", "limit", "verdict");
        for (FigureCheck each : answer.result().checks()) {
            grid.row(each.claim(), each.measured(), each.expected(), each.deviationText(), each.limitText(), each.passed() ? "holds" : "FAILS");
        }
        return grid + String.join("\n", answer.findings());
    }

    private static String overview(Answer<FigureCollection> answer) {
        TextTable grid = new TextTable("figure", "checks", "verdict");
        answer.result().figures().forEach((name, verdict) -> grid.row(name, String.valueOf(verdict.checks().size()), verdict.holds() ? "holds" : "FAILS"));
        return grid + String.join("\n", answer.findings());
    }

    private void list() {
        if (settings.json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("figures", Reproductions.all().stream().map(Reproduction::listing).toList());
            document.put("unmade", Reproductions.unmade());
            terminal.out().println(ResultJson.pretty(document));
            return;
        }
        TextTable grid = new TextTable("name", "document", "figure", "shows", "takes", "with --full");
        Reproductions.all().stream().map(Reproduction::listing).forEach(each -> grid.row(each.name(), each.document().title(), each.figure(),
                each.shows(), each.cost(), each.fullCost()));
        Reproductions.unmade().forEach(each -> grid.row("–", each.document().title(), each.figure(), each.why(), "", ""));
        terminal.out().print(grid);
    }
}
