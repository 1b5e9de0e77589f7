package org.remanence.experiment.regimes;

import org.remanence.experiment.Answer;
import org.remanence.experiment.FineAxis;
import org.remanence.experiment.Names;
import org.remanence.experiment.measure.CollapseTheory;
import org.remanence.experiment.measure.PosteriorCurves;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Notation;
import org.remanence.plot.Report;
import org.remanence.plot.Table;
import org.remanence.result.Curve;
import org.remanence.score.TrueScore;
import org.remanence.text.Text;

/// The page of a collapse: what it says, in the order it is said.
/// @param question parameters
/// @param result measured numbers
/// @param theory what they should be
/// @param collapse theory lines
record CollapsePage(Collapse question, Collapse.Result result, CollapsePredictions theory, CollapseTheory collapse) {
    /// The answer with findings, figures and arrays.
    /// @param name of the data
    Answer<Collapse.Result> answer(String name) {
        Report.Builder report = Report.of("Collapse of " + name).figure(excessEntropy()).figure(sameNeighbour());
        if (question.paths() > 0) {
            report.figure(lastChange());
        }
        Answer<Collapse.Result> answer = Answer.of(result, theory, report.table(times()).build()).finding(crossing(name)).finding(threeWays());
        if (!question.model().isEmpirical()) {
            answer = answer.finding(Text.of("""
                    Trajectories follow %s; half of its clones end at the same pattern %s. Posteriors and theory are those of the \
                    empirical score.""", question.model().words(), Names.at(result.paths().sameNeighbourByCloning().crossing(0.5))));
        }
        if (result.duplicates() > 0) {
            answer = answer.finding(Text.of("""
                    %d patterns are copies of others: they count as different ones in f^e/α and E Σw², as the same among clones \
                    and U-turns.""", result.duplicates()));
        }
        return question.paths() > 0 ? answer.array("last-change", result.paths().lastChange().times()) : answer;
    }

    private String crossing(String name) {
        double predicted = theory.crossing().collapseTime();
        String theoretical = Double.isNaN(predicted)
                ? "theory has no collapse, since a cluster without spread never lets its patterns be told apart"
                : "theory for d → ∞ has t_C = " + Notation.number(predicted) + compared();
        return Text.of("Half of the clones of states of %s end at the same pattern %s; %s.", name, Names.at(result.crossing()), theoretical);
    }

    private String compared() {
        double ratio = theory.crossing().ratio();
        return Double.isNaN(ratio) ? "" : Text.of(", and measured over theory is %.3f (%+.1f standard errors): finite size%s", ratio, theory.crossing().residual(), data());
    }

    private String data() {
        return question.data().law().isPresent() ? "" : " and a law that is no Gaussian";
    }

    private String threeWays() {
        String falls = Text.of("f^e/α falls below %s ", PosteriorCurves.COLLAPSED) + Names.at(result.collapsed());
        return question.paths() == 0 ? falls + "." : Text.of("%s; the nearest pattern of a trajectory changes for the last time %s (median).", falls, Names.at(result.paths().lastChange().median()));
    }

    private Figure excessEntropy() {
        double[] fine = FineAxis.ratios(question.times());
        var figure = Figure.of("excess-entropy", "The noise hides the pattern until t_C")
                .caption(Text.of("""
                        Mean entropy of the responsibilities over log n, %s a time. Lines: theory for d → ∞, and %s.\
                        """, counts(), annealed("above")))
                .x(Axis.linear("time t")).y(Axis.linear("normalized excess entropy f^e/α"))
                .points("measured", result.posterior().normalizedExcessEntropy());
        if (question.data().law().isPresent()) {
            figure.line("law of the data", Curve.exact("time", fine, collapse::excessEntropy))
                    .line("one cluster, as published", Curve.exact("time", fine, collapse::isotropic));
        } else {
            figure.line("Gaussian of the same spectrum", Curve.exact("time", fine, collapse::anisotropic))
                    .line("one round cluster", Curve.exact("time", fine, collapse::isotropic));
        }
        return figure.line("annealed", theory.annealed().x(), theory.annealed().mean()).mark("t_C, theory", collapse.collapseTime()).build();
    }

    private String annealed(String side) {
        return question.data().law().filter(TrueScore::isKnown).isPresent()
                ? "the law at this n and d (annealed, from " + side + ")"
                : "one round cluster of the same variance at this n and d (annealed), which bounds nothing for other data";
    }

    private String counts() {
        long least = Long.MAX_VALUE;
        long most = 0;
        for (long each : result.posterior().normalizedExcessEntropy().count()) {
            least = Math.min(least, each);
            most = Math.max(most, each);
        }
        return least == most ? most + " draws" : Text.of("%d to %d draws", least, most);
    }

    private Figure sameNeighbour() {
        var figure = Figure.of("same-neighbour", "Clones that end at the same pattern")
                .caption(Text.of("""
                        E Σw² over noised patterns, the share of pairs of clones and the share of U-turns measure one probability%s. \
                        Line: %s.""", question.model().isEmpirical() ? "" : " where trajectories follow the empirical score, as these do not",
                        annealed("below")))
                .x(Axis.linear("time t")).y(Axis.linear("φ_C")).points("E Σw²", result.posterior().sameNeighbour());
        if (question.pairs() > 0) {
            figure.points("clones", result.paths().sameNeighbourByCloning()).points("U-turns", result.paths().sameNeighbourByReturn());
        }
        figure.line("annealed", theory.annealedSameNeighbour().x(), theory.annealedSameNeighbour().mean())
                .level("½", 0.5).mark("t_C, theory", collapse.collapseTime());
        return (Double.isNaN(result.crossing().mean()) ? figure : figure.mark("measured", result.crossing())).build();
    }

    private Figure lastChange() {
        return Figure.of("last-change", "Last change of the nearest pattern")
                .caption(Text.of("""
                        Share of %d trajectories whose nearest pattern changed for the last time in each step of the grid. Its \
                        steps are %s long at the median.""", question.paths(), Notation.number(result.paths().lastChange().resolution())))
                .x(Axis.linear("time t")).y(Axis.linear("share of trajectories"))
                .histogram("trajectories", result.paths().lastChange().histogram())
                .mark("median", result.paths().lastChange().median()).mark("t_C, theory", collapse.collapseTime()).build();
    }

    private Table times() {
        double predicted = theory.crossing().collapseTime();
        var table = Table.compare("Collapse time").row("φ_C = ½", result.crossing(), predicted)
                .row("f^e/α = " + PosteriorCurves.COLLAPSED, result.collapsed());
        if (question.paths() > 0) {
            table.row("median of the last change", result.paths().lastChange().median(), predicted)
                    .row("mean of the last change", result.paths().lastChange().mean())
                    .row("standard deviation of the last change", result.paths().lastChange().standardDeviation());
        }
        return table.exact("the law, I = log n", predicted).exact("one round cluster", theory.collapseTime().isotropic())
                .exact("one round cluster a class", theory.collapseTime().perClass())
                .exact("Gaussian of the same spectrum", theory.collapseTime().anisotropic()).build();
    }
}
