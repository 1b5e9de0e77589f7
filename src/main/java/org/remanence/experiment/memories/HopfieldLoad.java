package org.remanence.experiment.memories;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.remanence.data.Memory;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.FineAxis;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.hopfield.HebbianNetwork;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import org.remanence.theory.memories.HebbianLoad;

/// Relaxes Hopfield networks from their patterns and holds the overlap that is left to the theory of Amit, Gutfreund and Sompolinsky.
@Question(value = "Up to which load does the Hopfield model keep its patterns", name = "hopfield",
        equation = "s_i ← sign Σ_j J_ij s_j in random order, J_ij = (1/N) Σ_μ ξ_i^μ ξ_j^μ, P = αN; √(2α) = erf(y)/y − (2/√π) e^{−y²}, m = erf y",
        source = "Hopfield 1982; Amit, Gutfreund and Sompolinsky 1985",
        cost = "loads · runs · sweeps · 2 α N² operations; the default takes 20 s")
public record HopfieldLoad(
        @Parameter(value = "2000", min = 10, max = 1e5, help = "neurons N") int n,
        @Parameter(value = "0.05,0.1,0.12,0.13,0.14,0.15,0.16,0.18", above = 0, max = 10, help = "loads α = P/N") AxisValues loads,
        @Parameter(value = "10", min = 2, max = 1e5, help = "networks a load, each begun at one pattern") int runs,
        @Parameter(value = "0", min = 0, max = 0.5, help = "share of the signs flipped at the beginning") double flipped,
        @Parameter(value = "200", min = 1, max = 1e6, help = "sweeps at most") int sweeps)
        implements Experiment<HopfieldLoad.Result> {

    /// Refuses parameters out of bounds.
    public HopfieldLoad {
        Schema.check(HopfieldLoad.class, n, loads, runs, flipped, sweeps);
        for (double each : loads.values()) {
            if (Math.round(each * n) < 1) {
                throw new BadInput("patterns P = load · n must round to 1 at least, got %s: choose a larger n or load", each * n);
            }
        }
    }

    /// What is measured.
    public record Result(
            @Reported("overlap of the fixed point with the pattern") Curve overlap,
            @Reported("sweeps until no sign flips") Curve sweeps) { }

    /// What it should be.
    public record Theory(
            @Reported("overlap at zero temperature, N → ∞; null above the capacity") Expected overlap,
            @Reported("capacity α_c") double capacity) { }

    /// One network, as it is kept.
    record RelaxedNetwork(double overlap, int sweeps) { }

    @Override
    public Answer<Result> run(Session session) {
        double most = Arrays.stream(loads.values()).max().orElseThrow() * n * (double) n;
        Memory.require(most, Text.of("%.0f patterns of %d signs", most / n, n), "choose a smaller --n");
        session.progress().begin("networks", (long) loads.size() * runs);
        List<Estimate> overlaps = new ArrayList<>();
        List<Estimate> taken = new ArrayList<>();
        for (double load : loads.values()) {
            double[] overlap = new double[runs];
            double[] needed = new double[runs];
            for (int run = 0; run < runs; run++) {
                session.checkCancelled();
                String name = Text.of("load %s run %d", load, run);
                RelaxedNetwork each = session.part(name, RelaxedNetwork.class, () -> relax(load, name, session));
                overlap[run] = each.overlap();
                needed[run] = each.sweeps();
                session.progress().advance(1);
            }
            overlaps.add(Estimate.of(overlap));
            taken.add(Estimate.of(needed));
        }
        session.progress().end();
        return answer(new Result(Curve.of("load", loads.values(), overlaps), Curve.of("load", loads.values(), taken)));
    }

    private RelaxedNetwork relax(double load, String name, Session session) {
        var network = new HebbianNetwork((int) Math.round(load * n), n, session.stream("patterns " + name), session);
        HebbianNetwork.Relaxed end = network.relax(0, flipped, sweeps, session.stream("updates " + name), 0);
        return new RelaxedNetwork(end.overlap(), end.sweeps());
    }

    private Answer<Result> answer(Result result) {
        double capacity = HebbianLoad.capacity();
        Theory theory = new Theory(Expected.beside(result, result.overlap(), HebbianLoad::overlap), capacity);
        double[] fine = Arrays.stream(FineAxis.steps(0.01, capacity)).filter(load -> load < capacity).toArray();
        Figure figure = Figure.of("overlap", "The Hopfield model forgets all at once at α_c")
                .caption(Text.of("Points: %d networks of N = %d. Line: N → ∞; finite networks keep their patterns a little longer.", runs, n))
                .x(Axis.linear("load α = P/N")).y(Axis.linear("overlap m")).points("measured", result.overlap()).mark("α_c", capacity)
                .line("theory", Curve.exact("load", fine, HebbianLoad::overlap)).build();
        return Answer.of(result, theory, Report.of(Text.of("Hopfield networks of %d neurons", n)).figure(figure).build())
                .finding(Text.of("Theory has the capacity α_c = %.6g.", capacity));
    }
}
