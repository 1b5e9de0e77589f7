package org.remanence.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import org.remanence.experiment.Answer;
import org.remanence.plot.Notation;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Verdict;
import org.remanence.reproduce.catalogue.FigureCollection;
import org.remanence.reproduce.catalogue.MadeFigure;
import org.remanence.result.Computation;
import org.remanence.result.OutputFailure;
import org.remanence.session.Session;
import org.remanence.text.Text;

/// Makes figures, each in a folder of its own, and a page of those that are there.
final class FigureFolders {
    static final String VERB = "reproduce";
    static final String GALLERY = "gallery.html";

    private final Path folder;
    private final Size size;
    private final Settings settings;
    private final Terminal terminal;
    private final Interruption interruption;

    /// @param folder of the folders of the figures
    FigureFolders(Path folder, Size size, Settings settings, Terminal terminal, Interruption interruption) {
        this.folder = folder;
        this.size = size;
        this.settings = settings;
        this.terminal = terminal;
        this.interruption = interruption;
    }

    /// Makes those that this version of the program has not made with the same size and seed, and says which it passes
    /// over.
    void make(List<Reproduction> figures) {
        for (Reproduction each : figures) {
            Listing listing = each.listing();
            Optional<MadeFigure> earlier = MadeFigure.in(folder.resolve(listing.name()), listing)
                    .filter(this::isWanted);
            if (earlier.isPresent()) {
                terminal.say(settings.quiet, Text.of("%s: made before, %s; 'reproduce %1$s' makes it again",
                        listing.name(), earlier.get().verdict()));
            } else {
                make(each);
            }
        }
    }

    private void make(Reproduction figure) {
        String name = figure.listing().name();
        long start = System.nanoTime();
        try (ResultWriter writer = new ResultWriter(settings, Optional.of(folder.resolve(name)), terminal)) {
            interruption.undoes(writer::close);
            SequencedMap<String, Object> parameters = parameters(name, size);
            try (Session session = writer.session(VERB, parameters, List.of())) {
                interruption.cancels(session);
                Answer<Verdict> answer = figure.make(size, session);
                writer.keep(VERB, parameters, command(name), answer, session);
                terminal.say(settings.quiet, Text.of("%s: %s %s", name, answer.findings().getLast(),
                        Notation.duration((System.nanoTime() - start) * 1e-9)));
            }
        }
    }

    private boolean isWanted(MadeFigure made) {
        String name = made.listing().name();
        return made.question().id().equals(Computation.of(VERB, parameters(name, size), settings.seed,
                new LinkedHashMap<>()).id());
    }

    private String command(String name) {
        return Text.of("./remanence reproduce %s%s%s", name, size == Size.FULL ? " --full" : "", settings.seed == 1
                ? "" : " --seed " + settings.seed);
    }

    /// What a figure is asked by, as its manifest has it.
    static SequencedMap<String, Object> parameters(String name, Size size) {
        SequencedMap<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("figure", name);
        parameters.put("size", size.name().toLowerCase(Locale.ROOT));
        return parameters;
    }

    /// Those of these figures that are there, in this order, whatever made them.
    List<MadeFigure> made(List<Reproduction> figures) {
        return figures.stream().map(Reproduction::listing).flatMap(each -> MadeFigure.in(folder.resolve(each.name()),
                each).stream()).toList();
    }

    /// Writes the page of these figures.
    /// @return the page
    Path page(List<MadeFigure> made) {
        Path page = folder.resolve(GALLERY);
        try {
            Path unfinished = Files.createTempFile(folder, GALLERY, ".unfinished");
            Files.writeString(unfinished, FigureCollection.page(made).html());
            Files.move(unfinished, page, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return page;
        } catch (IOException e) {
            throw new OutputFailure(page, e);
        }
    }
}
