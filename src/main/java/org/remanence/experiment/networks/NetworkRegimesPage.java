package org.remanence.experiment.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Names;
import org.remanence.experiment.measure.Pictures;
import org.remanence.experiment.measure.RegimeBands;
import org.remanence.experiment.measure.RegimeCurves;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.ImageGrid;
import org.remanence.plot.Notation;
import org.remanence.plot.Report;
import org.remanence.plot.Table;
import org.remanence.result.Estimate;
import org.remanence.text.Text;
import org.remanence.theory.SameClass;

/// The page of a network's regimes: clones in class and in pattern, the last change, and clones as pictures.
/// @param question parameters
/// @param measured all that was measured
record NetworkRegimesPage(NetworkRegimes question, RegimesMeasurement measured) {
    /// Times of which clones are shown, at most.
    private static final int ROWS = 5;

    /// The answer with figures and findings.
    Answer<NetworkRegimes.Result> answer() {
        NetworkRegimes.Result result = measured.result();
        PatternPool pool = measured.set().pool();
        Report.Builder report = Report.of(Text.of("Regimes of a network trained on %s", subject()))
                .timeline(bands().timeline())
                .figure(sameClass()).figure(sameNeighbour()).figure(lastChange());
        if (question.returns() > 0) {
            report.figure(returns());
        }
        report.table(times());
        if (pool.image().isImage()) {
            report.images(clones());
        }
        return Answer.of(result, measured.theory(), report.build()).finding(classFinding()).finding(patternFinding())
                .finding(pool.remarks(question.training(), result.trained()));
    }

    private String subject() {
        return Text.of("%d patterns of %s in the classes %s", measured.result().trained(),
                measured.set().pool().about().name(),
                String.join(", ", measured.result().classNames()));
    }

    private RegimeCurves network() {
        return measured.result().network();
    }

    private RegimeCurves exact() {
        return measured.result().exact();
    }

    private double speciation() {
        return measured.theory().speciationTime().logLambda();
    }

    private String classFinding() {
        String share = Double.isNaN(network().speciation().mean()) || !(speciation() > 0) ? ""
                : Text.of(", %.2f of t_S", network().speciation().mean() / speciation());
        String theory = speciation() > 0 ? "theory has t_S = ½ log Λ = " + Notation.number(speciation())
                : Text.of("theory has no speciation, since Λ = %s does not exceed 1",
                Notation.number(measured.result().largestEigenvalue()));
        return Text.of("The network decides the class %s%s, the exact score of its patterns %s; %s.",
                Names.at(network().speciation()), share,
                Names.at(exact().speciation()), theory);
    }

    private String patternFinding() {
        return Text.of("""
                The network decides the pattern %s (half of its clones end nearest to the same one; median of the last \
                change %s), the exact score %s (%s). Of %d samples of the network a share of %s are copies.""",
                Names.at(network().collapse()), Notation.number(network().lastChange().median()),
                Names.at(exact().collapse()), Notation.number(exact().lastChange().median()), question.paths(),
                Notation.number(network().copied()));
    }

    private String steps() {
        return Text.of("network, %d steps", question.training().steps());
    }

    /// Theory stands in for a class that the times do not show.
    private RegimeBands bands() {
        Estimate decided = network().speciation();
        boolean missing = Double.isNaN(decided.mean());
        return new RegimeBands(network().collapse(), "φ_C = ½, network", missing ? RegimeBands.exact(speciation()) : decided,
                missing ? "t_S, theory" : "φ = 0.775, network");
    }

    private Figure sameClass() {
        var figure = Figure.of("same-class", "Clones that end in the same class")
                .caption(Text.of("""
                        Share of %d pairs of clones that end in the same class, told by %s. Line: two data drawn from \
                        the posterior of one state, exact for the exact score.""",
                        question.pairs(), question.classifier() == NetworkRegimes.ClassRule.NEIGHBOUR
                        ? Text.of("the nearest of %d labelled patterns", measured.labelled())
                        : "the nearest class mean"))
                .x(Axis.log("time t")).y(Axis.linear("same class φ")).points(steps(), network().sameClass())
                .points("exact score", exact().sameClass())
                .line("exact score", measured.theory().sameClass().x(), measured.theory().sameClass().mean())
                .level("0.775", SameClass.THRESHOLD);
        return (speciation() > 0 ? figure.mark("t_S, theory", speciation()) : figure).build();
    }

    private Figure sameNeighbour() {
        var figure = Figure.of("same-neighbour", "Clones that end nearest to the same pattern")
                .caption(Text.of("""
                        Share of %d pairs of clones that end nearest to the same pattern of the training. Line: E Σw², \
                        exact for the exact score; t_C: Gaussian of the same spectrum.""", question.pairs()))
                .x(Axis.log("time t")).y(Axis.linear("same nearest pattern φ_C"))
                .points(steps(), network().sameNeighbour())
                .points("exact score", exact().sameNeighbour())
                .line("exact score", measured.theory().sameNeighbour().x(), measured.theory().sameNeighbour().mean());
        measured.result().before()
                .forEach((step, curves) -> figure.line("network, " + step + " steps", curves.sameNeighbour()));
        return figure.level("½", 0.5).mark("t_C, theory", measured.collapse().collapseTime()).build();
    }

    private Figure lastChange() {
        return Figure.of("last-change", "Last change of the nearest pattern")
                .caption(Text.of("""
                        Lines: share of %d trajectories whose nearest pattern no longer changes from a time on. \
                        Points: share of clones that end nearest to the same pattern.""", question.paths()))
                .x(Axis.log("time t")).y(Axis.linear("share that has settled"))
                .line(steps(), network().settled()).line("exact score", exact().settled())
                .points(steps(), network().sameNeighbour()).points("exact score", exact().sameNeighbour())
                .level("½", 0.5).mark("t_C, theory", measured.collapse().collapseTime()).build();
    }

    private Figure returns() {
        return Figure.of("u-turns", "Return of noised patterns to their class and to themselves")
                .caption(Text.of("""
                        Share of %d patterns of the training that were noised up to a time and taken back. Lines: exact for \
                        the exact score.""",
                        question.returns()))
                .x(Axis.log("time t")).y(Axis.linear("share that returns"))
                .points("network, to the class", network().sameClassByReturn())
                .points("network, to the pattern", network().sameNeighbourByReturn())
                .points("exact score, to the class", exact().sameClassByReturn())
                .points("exact score, to the pattern", exact().sameNeighbourByReturn())
                .line("exact score, to the class", measured.theory().sameClass().x(),
                measured.theory().sameClass().mean())
                .line("exact score, to the pattern", measured.theory().sameNeighbour().x(),
                measured.theory().sameNeighbour().mean()).build();
    }

    private Table times() {
        return Table.compare("Times").row("φ = 0.775, network", network().speciation(), speciation())
                .row("φ = 0.775, exact score", exact().speciation(), speciation())
                .row("φ_C = ½, network", network().collapse()).row("φ_C = ½, exact score", exact().collapse())
                .row("median of the last change, network", network().lastChange().median())
                .row("median of the last change, exact score", exact().lastChange().median())
                .exact("½ log Λ", speciation()).exact("½ log(1 + Λ)", measured.theory().speciationTime()
                .exactCrossing())
                .exact("Gaussian of the same spectrum, I = log n", measured.theory().collapseTime().anisotropic())
                .build();
    }

    private ImageGrid clones() {
        PatternPool pool = measured.set().pool();
        Pictures pictures = Pictures.of(pool.trainingSet(measured.result().trained()));
        List<RegimesMeasurement.ShownClones> all = new ArrayList<>(measured.pairs());
        int stride = Math.ceilDiv(all.size(), ROWS);
        int columns = all.getFirst().first().length;
        var grid = ImageGrid.of("clones", "Two clones of one state, one above the other",
                IntStream.range(0, columns).mapToObj(_ -> " ").toList())
                .caption("""
                        Each column follows one trajectory of the network: its clones part at the time of the row. \
                        Clones that part late share more: first the class, then the picture.""");
        for (int i = 0; i < all.size(); i += stride) {
            RegimesMeasurement.ShownClones pairs = all.get(i);
            grid.row(Text.of("t = %.3g", pairs.time()), IntStream.range(0, columns)
                    .mapToObj(k -> ImageGrid.Cell.of("", pictures.of(pairs.first()[k], 1),
                    pictures.of(pairs.second()[k], 1))).toList());
        }
        return grid.build();
    }
}
