package org.remanence.reproduce.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Reported;
import org.remanence.plot.Report;
import org.remanence.plot.Table;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Verdict;
import org.remanence.text.Text;

/// All figures on one page.
/// @param holds whether every check of every figure passed
/// @param figures the verdicts by name
public record FigureCollection(
        @Reported("whether every check of every figure passed") boolean holds,
        @Reported("the verdict on each figure") SequencedMap<String, Verdict> figures) {

    /// The page of these figures: an overview, then each with its pictures and checks. It links `NAME.html` and `NAME.json` for each.
    /// @param made answers by name
    public static Answer<FigureCollection> of(SequencedMap<String, Answer<Verdict>> made) {
        SequencedMap<String, Verdict> verdicts = new LinkedHashMap<>();
        made.forEach((name, answer) -> verdicts.put(name, answer.result()));
        Report.Builder page = Report.of("Published figures, made again").table(overview(made));
        made.forEach((name, answer) -> page.section(answer.report().title()).text(String.join(" ", answer.findings())).append(name, answer.report())
                .file(name + ".html", "the page of this figure alone").file(name + ".json", "its numbers"));
        long holding = verdicts.values().stream().filter(Verdict::holds).count();
        var gallery = new FigureCollection(holding == verdicts.size(), verdicts);
        return Answer.of(gallery, new Answer.Untold(), page.build()).finding(Text.of("%d of %d figures hold in all their checks.", holding, verdicts.size()));
    }

    private static Table overview(Map<String, Answer<Verdict>> made) {
        List<List<String>> rows = new ArrayList<>();
        made.forEach((name, answer) -> {
            Verdict verdict = answer.result();
            long passed = verdict.checks().stream().filter(FigureCheck::passed).count();
            rows.add(List.of(Text.of("%s: %s", name, answer.report().title()), Text.of("%d of %d", passed, verdict.checks().size()), verdict.holds() ? "holds" : "FAILS"));
        });
        return new Table("Overview", List.of("figure", "checks passed", "verdict"), rows);
    }
}
