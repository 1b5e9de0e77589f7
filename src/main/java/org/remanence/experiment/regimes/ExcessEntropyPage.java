package org.remanence.experiment.regimes;

import org.remanence.data.PatternSet;
import org.remanence.experiment.Answer;
import org.remanence.experiment.FineAxis;
import org.remanence.experiment.Names;
import org.remanence.experiment.measure.CollapseTheory;
import org.remanence.experiment.measure.PosteriorCurves;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Notation;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.text.Text;

/// The page of an excess entropy: one figure and one sentence.
/// @param question parameters
/// @param result measured numbers
/// @param theory what they should be
/// @param collapse theory lines
record ExcessEntropyPage(ExcessEntropy question, ExcessEntropy.Result result, ExcessEntropy.Theory theory, CollapseTheory collapse) {
    /// The answer with finding and figure.
    /// @param patterns that were noised
    Answer<ExcessEntropy.Result> answer(PatternSet patterns) {
        String name = patterns.name();
        Curve measured = result.posterior().normalizedExcessEntropy();
        double[] fine = FineAxis.ratios(question.times());
        Figure figure = Figure.of("excess-entropy", "The noise hides the pattern until t_C")
                .caption(Text.of("""
                        Mean entropy of the responsibilities over log n, %d draws a time; lines for d → ∞.""", question.draws()))
                .x(Axis.linear("time t")).y(Axis.linear("normalized excess entropy f^e/α"))
                .points("measured", measured)
                .line("one round cluster", Curve.exact("time", fine, collapse::isotropic))
                .line("Gaussian of the same spectrum", Curve.exact("time", fine, collapse::anisotropic))
                .mark("t_C, theory", collapse.collapseTime()).build();
        Estimate collapsed = measured.crossing(PosteriorCurves.COLLAPSED);
        Answer<ExcessEntropy.Result> answer = Answer.of(result, theory,
                Report.of("Excess entropy of " + name).figure(figure).build())
                .finding(Text.of("""
                        The excess entropy of %s falls below %s of its largest value %s; %s, one round cluster %s.""", name,
                        PosteriorCurves.COLLAPSED, Names.at(collapsed), collapse.sentence(),
                        Notation.number(theory.collapseTime().isotropic())));
        return patterns.weights().isNone() ? answer : answer.finding(Text.of("""
                Log n stands for the entropy of the weights, %s nats; theory takes the weights as independent of \
                the patterns.""",
                Notation.number(patterns.weights().entropy())));
    }
}
