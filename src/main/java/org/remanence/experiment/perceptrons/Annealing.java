package org.remanence.experiment.perceptrons;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.remanence.data.Memory;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.perceptron.AnnealedChains;
import org.remanence.perceptron.Constraints;
import org.remanence.perceptron.RealConstraints;
import org.remanence.result.Curve;
import org.remanence.session.Session;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Solves binary perceptrons by Monte Carlo under a potential that becomes −log s while it is annealed, beside the same chain
/// without annealing.
@Question(value = "Up to which density does annealing solve the binary perceptron", name = "annealing",
        equation = "E = β Σ_μ U_τ(s_μ), U_τ(s) = (1 − s^τ)/τ for s > 0 and (1 − s)/τ below; τ falls from 1 to tau-end",
        source = "Straziota, Demyanenko, Baldassi and Lucibello 2025; the schedule is derived",
        cost = "densities · runs · sweeps · 2 N M operations; the default takes 1 min")
public record Annealing(
        @Parameter(value = "1000", min = 8, max = 1e6, help = "weights N") int n,
        @Parameter(value = "0.4,0.5,0.54,0.58", above = 0, max = 10, help = "densities of constraints α = M/N")
                AxisValues density,
        @Parameter(value = "100", min = 2, max = 1e7, help = "sweeps of N proposals") int sweeps,
        @Parameter(value = "20", min = 1, max = 1e5, help = "instances a density, each with one chain") int runs,
        @Parameter(value = "2", above = 0, max = 100, help = "inverse temperature β") double beta,
        @Parameter(value = "0.01", above = 0, max = 1, help = "last τ") double tauEnd)
        implements Experiment<Annealing.Result> {

    /// Refuses parameters out of bounds.
    public Annealing {
        Schema.check(Annealing.class, n, density, sweeps, runs, beta, tauEnd);
        for (double each : density.values()) {
            if (Math.round(each * n) < 1) {
                throw new BadInput("constraints M = density · n must round to 1 at least, got %s: choose a larger n or density",
                        each * n);
            }
        }
    }

    /// What is measured, against the density.
    public record Result(
            @Reported("share of the chains that end without a violated constraint, counted from scratch") Curve success,
            @Reported("constraints violated at the end") Curve violations,
            @Reported("share of the chains that end at a solution with τ at its last value from the start")
                    Curve controlSuccess,
            @Reported("constraints violated at the end without annealing") Curve controlViolations,
            @Reported("mean stability at the end") Curve meanStability,
            @Reported("overlap of two chains of one instance") Curve chainOverlap) { }

    /// What it should be in equilibrium.
    public record Theory(
            @Reported("mean stability under s^β, N → ∞") Expected meanStability,
            @Reported("overlap of independent samples, q_0") Expected chainOverlap) { }

    /// What one instance gave, as it is kept.
    /// @param violations of the annealed chain
    /// @param controlViolations of that without annealing
    /// @param meanStability of the annealed chain
    /// @param overlap of two annealed chains
    /// @param signs of the annealed chain
    record AnnealedRun(int violations, int controlViolations, double meanStability, double overlap, double[] signs) { }

    @Override
    public Answer<Result> run(Session session) {
        double largest = Arrays.stream(density.values()).max().orElseThrow() * n;
        Memory.require(16.0 * largest * n * session.threads(),
                Text.of("%.0f constraints on %d weights in %d threads", largest, n, session.threads()),
                "choose a smaller --n or fewer --threads");
        session.progress().begin("annealing", (long) density.size() * runs);
        List<List<AnnealedRun>> all = new ArrayList<>();
        for (double each : density.values()) {
            all.add(List.of(session.part(Text.of("density %s", each), AnnealedRuns.class, () -> anneal(each, session)).runs()));
        }
        session.progress().end();
        return new AnnealingPage(this).answer(all);
    }

    /// All instances of a density, as they are kept.
    record AnnealedRuns(AnnealedRun[] runs) { }

    private AnnealedRuns anneal(double at, Session session) {
        AnnealedRun[] found = new AnnealedRun[runs];
        session.parallel(runs, run -> {
            found[run] = anneal(at, run, session);
            session.progress().advance(1);
        });
        return new AnnealedRuns(found);
    }

    private AnnealedRun anneal(double at, int run, Session session) {
        String name = Text.of("density %s instance %d", at, run);
        int count = (int) Math.round(at * n);
        RealConstraints constraints = Constraints.gaussian(count, n, session.stream("constraints " + name), session);
        var chains = new AnnealedChains(constraints, beta, session.stream("chains " + name), 3);
        for (int sweep = 0; sweep < sweeps; sweep++) {
            session.checkCancelled();
            double tau = 1 - (1 - tauEnd) * sweep / (sweeps - 1);
            chains.sweep(tau, tau, tauEnd);
        }
        double[] signs = chains.signs(0);
        double[] other = chains.signs(1);
        double[] stabilities = new double[count];
        constraints.stabilities(signs, stabilities);
        return new AnnealedRun(constraints.violations(signs, 0), constraints.violations(chains.signs(2), 0),
                Arrays.stream(stabilities).average().orElseThrow(),
                IntStream.range(0, n).mapToDouble(i -> signs[i] * other[i]).sum() / n, signs);
    }
}
