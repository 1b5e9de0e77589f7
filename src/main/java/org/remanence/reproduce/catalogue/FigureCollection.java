package org.remanence.reproduce.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.remanence.experiment.Reported;
import org.remanence.plot.Report;
import org.remanence.plot.Table;
import org.remanence.reproduce.Listing;
import org.remanence.text.Text;

/// Figures that have been made, and their page.
/// @param holds whether every check of every figure passed
/// @param figures the verdicts by name
public record FigureCollection(
        @Reported("whether every check of every figure passed") boolean holds,
        @Reported("the verdict on each figure") SequencedMap<String, Outcome> figures) {

    /// The verdict on one figure.
    /// @param holds whether every check passed
    /// @param finding what was found, in a sentence
    /// @param checks number of checks
    /// @param passed number of those that passed
    public record Outcome(boolean holds, String finding, int checks, int passed) { }

    /// The verdicts on these figures.
    public static FigureCollection of(List<MadeFigure> made) {
        SequencedMap<String, Outcome> outcomes = new LinkedHashMap<>();
        made.forEach(each -> outcomes.put(each.listing().name(), new Outcome(each.holds(), each.finding(),
                each.checks(), each.passed())));
        return new FigureCollection(made.stream().allMatch(MadeFigure::holds), outcomes);
    }

    /// How many hold, in a sentence.
    public String sentence() {
        long holding = figures.values().stream().filter(Outcome::holds).count();
        return Text.of("%d of %d figures hold in all their checks.", holding, figures.size());
    }

    /// The page of these figures: a picture of each that leads to its own page, by document, then the verdicts. It
    /// belongs into the folder in which each
    /// figure has a folder of its own name.
    public static Report page(List<MadeFigure> made) {
        Report.Builder page = Report.of("Published figures, made again").summary(of(made).sentence());
        for (Listing.Document document : Listing.Document.values()) {
            List<MadeFigure> ofDocument = made.stream().filter(each -> each.listing().document() == document).toList();
            if (!ofDocument.isEmpty()) {
                page.section(Text.of("%s (%d)", document.title(), ofDocument.size())).cards(ofDocument.stream()
                        .map(MadeFigure::card).toList());
            }
        }
        return page.section("Verdicts").table(overview(made)).build();
    }

    private static Table overview(List<MadeFigure> made) {
        List<List<String>> rows = new ArrayList<>();
        made.forEach(each -> rows.add(List.of(each.listing().name(), each.verdict(), each.holds() ? "holds" : "FAILS",
                each.day())));
        return new Table("Every figure", List.of("figure", "checks", "verdict", "made on"), rows);
    }
}
