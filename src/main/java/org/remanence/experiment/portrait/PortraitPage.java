package org.remanence.experiment.portrait;

import java.util.Arrays;
import java.util.Optional;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.FineAxis;
import org.remanence.experiment.Names;
import org.remanence.experiment.measure.CollapseTheory;
import org.remanence.experiment.measure.PosteriorCurves;
import org.remanence.experiment.measure.RegimeBands;
import org.remanence.experiment.measure.RegimeCurves;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.ImageGrid;
import org.remanence.plot.Notation;
import org.remanence.plot.Report;
import org.remanence.plot.Table;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.tensor.Matrix;
import org.remanence.text.Text;

/// The page of a portrait: what it says, in the order it is said.
/// @param question parameters of the portrait
/// @param times of the curves
/// @param result measured numbers
/// @param theory what they should be
/// @param collapse theory lines
record PortraitPage(Portrait question, AxisValues times, PortraitResult result, PortraitTheory theory, CollapseTheory collapse) {
    /// Eigenvalues below this share of the largest are rounding.
    private static final double NEGLIGIBLE = 1e-10;
    private static final String NETWORK = "clones of the network";

    /// The answer with findings, figures and arrays.
    Answer<PortraitResult> answer(Matrix samples, Optional<ImageGrid> gallery) {
        Report.Builder report = Report.of("Memorization portrait of " + result.about().name())
                .timeline(bands().timeline())
                .section("Collapse: when the pattern is decided").text(collapseText())
                .figure(excessEntropy()).figure(sameNeighbour()).figure(lastChange()).table(collapseTable())
                .section("Speciation: when the class is decided").text(speciationText());
        if (result.sameClass().size() > 0) {
            report.figure(sameClass());
        }
        report.table(speciationTable());
        gallery.ifPresent(images -> report.section("From noise to a copy").images(images));
        report.section("Dimension").text(dimensionText()).figure(effectiveDimension());
        if (!result.jacobianSpectra().isEmpty()) {
            report.figure(jacobians());
        }
        report.figure(spectrum()).section("Method").text(method());
        Answer<PortraitResult> answer = Answer.of(result, theory, report.build()).finding(collapseFinding()).finding(speciationFinding());
        return (result.network().isMeasured() ? answer.finding(networkFinding()) : answer)
                .array("samples", samples).array("eigenvalues", result.spectrum().eigenvalues())
                .array("last-change", result.lastChange().times());
    }

    /// Theory stands in where the times did not reach it, and is said to.
    private RegimeBands bands() {
        Estimate collapsed = result.collapse().sameNeighbour();
        Estimate decided = result.speciation();
        boolean collapseMissing = Double.isNaN(collapsed.mean());
        boolean speciationMissing = Double.isNaN(decided.mean());
        return new RegimeBands(collapseMissing ? RegimeBands.exact(collapse.collapseTime()) : collapsed,
                collapseMissing ? "t_C, theory" : "t_C, measured",
                speciationMissing ? RegimeBands.exact(theory.speciationTime().logLambda()) : decided,
                speciationMissing ? "t_S, theory" : "t_S, measured");
    }

    private String collapseFinding() {
        return Text.of("""
                In %s, %d patterns in %d dimensions, the pattern is decided %s (half of all clones end at the \
                same one); %s.""", result.about().name(), result.about().load().patterns(), result.about().load().dimension(),
                        Names.at(result.collapse().sameNeighbour()), collapse.sentence());
    }

    private String speciationFinding() {
        double predicted = theory.speciationTime().logLambda();
        String theoretical = Double.isNaN(predicted)
                ? Text.of("has no speciation, since Λ = %s does not exceed 1", Notation.number(result.spectrum().largest()))
                : "puts speciation at ½ log Λ = " + Notation.number(predicted);
        return result.sameClass().size() == 0 ? Text.of("Theory %s; the data carry no classes to clone.", theoretical)
                : Text.of("Classes are decided %s; theory %s.", Names.at(result.speciation()), theoretical);
    }

    private String networkFinding() {
        RegimeCurves network = result.network();
        String classes = network.sameClass().size() == 0 ? "" : Text.of(", their class is decided %s", Names.at(network.speciation()));
        return Text.of("Half of the clones of the network %s end at one pattern %s%s.", question.score(), Names.at(network.collapse()), classes);
    }

    private String collapseText() {
        String copies = result.about().duplicates() == 0 ? ""
                : Text.of("%d patterns are copies of others and count as different ones here.", result.about().duplicates());
        return Text.of("""
                Below the collapse time the exact score pulls every trajectory onto one of the %d patterns. It is \
                seen in three ways. The excess entropy f^e/α falls to zero. Clones of one state end at the same \
                pattern. The nearest pattern of a trajectory stops changing. Theory puts it where the \
                information between a datum and its noised copy equals log n, at large n and d. %s %s""", result.about().load().patterns(), bound(), copies);
    }

    /// What the Gaussian of the same spectrum bounds, and what it does not.
    private String bound() {
        return question.data().law().isPresent()
                ? """
                        Among laws of one covariance a Gaussian carries most information. Its t_C bounds that of the law from above, \
                        not what is measured at finite n."""
                : """
                        The Gaussian of the same spectrum is a guide here and no bound, since its spectrum is that of the patterns \
                        themselves.""";
    }

    private String speciationText() {
        return Text.of("""
                The leading direction of the data, of variance Λ = %s, drowns in noise at ½ log Λ. Clones that part \
                later on their way to the data end in the same class, told by the nearest class mean.""", Notation.number(result.spectrum().largest()));
    }

    private String dimensionText() {
        return """
                The effective dimension d + v tr J counts the directions in which the score sees data at each noise \
                level. For data on a manifold it would stay at the manifold's dimension as t → 0. Under the \
                empirical score it falls to 0 at the collapse: this is geometric memorization.""";
    }

    private String method() {
        return Text.of("""
                Patterns: %d × %d, %s. %s Theory takes the spectrum of the %s. Each curve in time is the mean over %d noised patterns, the same draws at \
                every time. Clones and trajectories run the reverse process by %s in %d steps; %d pairs, %d paths. \
                Error bars are one standard error; residuals in the tables of result.json are in standard errors.""", result.about().load().patterns(), result.about().load().dimension(),
                        result.about().preprocessing().isEmpty() ? "taken as they are"
                                : String.join(", then ", result.about().preprocessing()),
                        result.about().preprocessing().isEmpty() ? "" : "States and samples are in the units that this gives.",
                        question.data().law().isPresent() ? "law they were drawn from" : "patterns",
                        question.draws(), question.sampler().word(), question.steps(), question.pairs(), question.paths());
    }

    private Figure excessEntropy() {
        double[] fine = FineAxis.ratios(times);
        return Figure.of("excess-entropy", "Excess entropy")
                .caption("""
                        Mean entropy of the responsibilities over log n, with two cross-checks. Lines: theory for d \
                        → ∞.""")
                .x(time()).y(Axis.linear("f^e/α"))
                .points("entropy of responsibilities", result.posterior().normalizedExcessEntropy())
                .points("information density", result.posterior().byInformationDensity())
                .points("definition", result.posterior().plain())
                .line("one round cluster", Curve.exact("time", fine, collapse::isotropic))
                .line("Gaussian of the same spectrum", Curve.exact("time", fine, collapse::anisotropic))
                .mark("t_C, theory", collapse.collapseTime()).build();
    }

    private Figure sameNeighbour() {
        double[] fine = FineAxis.ratios(times);
        Figure.Builder figure = Figure.of("same-neighbour", "Clones that end at the same pattern")
                .caption("""
                        E Σw² over noised patterns and the share of clone pairs measure the same probability by two \
                        routes. Line: what one round cluster of the same variance would do at this n and d, from \
                        below.""")
                .x(time()).y(Axis.linear("φ_C"))
                .points("E Σw²", result.posterior().sameNeighbour()).points("clones", result.sameNeighbourByCloning())
                .line("one round cluster, annealed", Curve.exact("time", fine, collapse.sameNeighbour()));
        if (result.network().isMeasured()) {
            figure.points(NETWORK, result.network().sameNeighbour());
        }
        return figure.level("½", 0.5).mark("t_C, theory", collapse.collapseTime()).build();
    }

    private Figure lastChange() {
        Figure.Builder figure = Figure.of("last-change", "Last change of the nearest pattern")
                .caption(Text.of("""
                        Share of %d trajectories whose nearest pattern changed for the last time in each step of the \
                        grid.""", question.paths()))
                .x(time()).y(Axis.linear("share of trajectories")).histogram("trajectories", result.lastChange().histogram());
        if (result.network().isMeasured()) {
            figure.histogram("network", result.network().lastChange().histogram());
        }
        return figure.mark("median", result.lastChange().median()).mark("t_C, theory", collapse.collapseTime()).build();
    }

    private Figure sameClass() {
        Figure.Builder figure = Figure.of("same-class", "Clones that end in the same class")
                .caption(Text.of("""
                        Share of %d clone pairs; the level 0.775 is that of two Gaussians at speciation.""", question.pairs()))
                .x(time()).y(Axis.linear("φ")).points("clones", result.sameClass());
        if (result.network().isMeasured()) {
            figure.points(NETWORK, result.network().sameClass());
        }
        return figure.level("0.775", 0.775).mark("t_S, theory", theory.speciationTime().logLambda()).build();
    }

    private Figure effectiveDimension() {
        double[] fine = FineAxis.ratios(times);
        return Figure.of("effective-dimension", "Effective dimension")
                .x(time()).y(Axis.linear("d + v tr J")).points("empirical score", result.effectiveDimension())
                .line("true score of a Gaussian of the same spectrum", Curve.exact("time", fine, collapse::dimension))
                .mark("t_C, theory", collapse.collapseTime()).build();
    }

    private Figure jacobians() {
        var figure = Figure.of("jacobian-spectrum", "Directions the score sees")
                .caption("""
                        Eigenvalues of I + v J at noised patterns, in decreasing order: near 1 for a direction that \
                        the data fill, 0 where it is lost.""")
                .x(Axis.linear("rank")).y(Axis.linear("eigenvalue"));
        result.jacobianSpectra().forEach(each -> figure.points("t = " + Notation.number(each.time()), each.eigenvalues()));
        return figure.build();
    }

    private Figure spectrum() {
        double least = NEGLIGIBLE * result.spectrum().largest();
        double[] eigenvalues = Arrays.stream(result.spectrum().eigenvalues()).filter(each -> each > least).toArray();
        double[] rank = new double[eigenvalues.length];
        Arrays.setAll(rank, k -> k + 1);
        return Figure.of("spectrum", "Spectrum of the covariance")
                .caption(Text.of("%d of %d eigenvalues are positive.", eigenvalues.length, result.about().load().dimension()))
                .x(Axis.log("rank")).y(Axis.log("eigenvalue")).line("eigenvalues", rank, eigenvalues).build();
    }

    private Table collapseTable() {
        var measured = result.collapse();
        return Table.compare("Collapse time").row("φ_C = ½", measured.sameNeighbour())
                .row("median of the last change", measured.lastChange())
                        .row("f^e/α = " + PosteriorCurves.COLLAPSED, measured.excessEntropy())
                .exact("one round cluster", theory.collapseTime().isotropic())
                .exact("one round cluster a class", theory.collapseTime().perClass())
                .exact("Gaussian of the same spectrum", theory.collapseTime().anisotropic()).build();
    }

    private Table speciationTable() {
        var table = Table.compare("Speciation time");
        if (result.sameClass().size() > 0) {
            table.row("φ = 0.775", result.speciation(), theory.speciationTime().logLambda());
        }
        return table.exact("½ log Λ", theory.speciationTime().logLambda())
                .exact("½ log(1 + Λ)", theory.speciationTime().exactCrossing())
                .exact("½ log d", theory.speciationTime().scaling()).exact("Λ", result.spectrum().largest()).build();
    }

    private static Axis time() {
        return Axis.log("time t");
    }
}
