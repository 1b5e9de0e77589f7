package org.remanence.experiment.perceptrons;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.remanence.channel.LogPotential;
import org.remanence.channel.WeightPrior;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Expected;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.tensor.Matrix;
import org.remanence.text.Text;
import org.remanence.theory.perceptrons.ReplicaSymmetry;

/// The page of annealed chains.
/// @param question parameters
record AnnealingPage(Annealing question) {
    /// The answer with figures and findings.
    Answer<Annealing.Result> answer(List<List<Annealing.AnnealedRun>> all) {
        Annealing.Result result = new Annealing.Result(shares(all, run -> run.violations() == 0),
                curve(all, Annealing.AnnealedRun::violations),
                shares(all, run -> run.controlViolations() == 0), curve(all, Annealing.AnnealedRun::controlViolations),
                curve(all, Annealing.AnnealedRun::meanStability), curve(all, Annealing.AnnealedRun::overlap));
        Annealing.Theory theory = new Annealing.Theory(Expected.beside(result, result.meanStability(),
                each -> symmetry(each).stabilities().mean()),
                Expected.beside(result, result.chainOverlap(), each -> symmetry(each).overlap()));
        Report report = Report.of(Text.of("Annealing of binary perceptrons, N = %d, %d sweeps", question.n(),
                question.sweeps()))
                .figure(Figure.of("success", "Annealing solves what a cold start does not")
                        .caption(Text.of("Share of %d instances, each with one chain; bars: binomial errors.", question.runs()))
                        .x(Axis.linear("density α = M/N")).y(Axis.share("share solved"))
                        .points("annealed", result.success()).points("without annealing", result.controlSuccess()).build())
                .figure(Figure.of("chain-overlap", "Solutions are diverse")
                .caption("Points: two chains of one instance. Line: q_0 of replica-symmetric theory.")
                        .x(Axis.linear("density α = M/N")).y(Axis.linear("overlap"))
                        .points("measured", result.chainOverlap()).line("measured", theory.chainOverlap().x(),
                        theory.chainOverlap().mean()).build())
                .build();
        double[][] solutions = all.stream().flatMap(List::stream).filter(run -> run.violations() == 0)
                .map(Annealing.AnnealedRun::signs).toArray(double[][]::new);
        Answer<Annealing.Result> answer = Answer.of(result, theory, report).finding(Text.of(
                "Annealing solves %s of the instances at density %s, the chain without annealing %s.", result.success().at(0),
                question.density().values()[0], result.controlSuccess().at(0)));
        return solutions.length > 0 ? answer.array("solutions", Matrix.of(solutions)) : answer;
    }

    private ReplicaSymmetry symmetry(double at) {
        return ReplicaSymmetry.of(WeightPrior.BINARY, new LogPotential(question.beta()), at);
    }

    private Curve shares(List<List<Annealing.AnnealedRun>> all, Predicate<Annealing.AnnealedRun> of) {
        return Curve.of("density", question.density().values(),
                all.stream().map(each -> Estimate.share(each.stream().filter(of).count(), question.runs())).toList());
    }

    private Curve curve(List<List<Annealing.AnnealedRun>> all, ToDoubleFunction<Annealing.AnnealedRun> of) {
        return Curve.of("density", question.density().values(),
                all.stream().map(each -> Estimate.of(each.stream().mapToDouble(of).toArray())).toList());
    }
}
