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
import org.remanence.hopfield.FieldArithmetic;
import org.remanence.hopfield.HebbianNetwork;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Notation;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import org.remanence.theory.memories.HebbianLoad;

/// Relaxes Hopfield networks from their patterns and holds the overlap that is left to the theory of Amit, Gutfreund and
/// Sompolinsky.
@Question(value = "Up to which load does the Hopfield model keep its patterns", name = "hopfield",
        equation = "s_i ← sign Σ_j J_ij s_j in random order, J_ij = (1/N) Σ_μ ξ_i^μ ξ_j^μ, P = αN; √(2α) = erf(y)/y − (2/√π) e^{−y²}, m = erf y",
        source = "Hopfield 1982; Amit, Gutfreund and Sompolinsky 1985",
        cost = "loads · runs · sweeps · α N²/64 log₂ N operations on 64 bits; the default takes 10 s, n = 20000 some minutes")
public record HopfieldLoad(
        @Parameter(value = "2000", min = 10, max = 1e5, help = "neurons N") int n,
        @Parameter(value = "0.05,0.1,0.12,0.13,0.14,0.15,0.16,0.18", above = 0, max = 10, help = "loads α = P/N")
                AxisValues loads,
        @Parameter(value = "10", min = 2, max = 1e5, help = "networks a load, each begun at one pattern") int runs,
        @Parameter(value = "0", min = 0, max = 0.5, help = "share of the signs flipped at the beginning") double flipped,
        @Parameter(value = "200", min = 1, max = 1e6, help = "sweeps at most") int sweeps,
        @Parameter(value = "bits", help = "how local fields are summed; the numbers are the same") FieldArithmetic fields)
        implements Experiment<HopfieldLoad.Result> {

    /// Refuses parameters out of bounds.
    public HopfieldLoad {
        Schema.check(HopfieldLoad.class, n, loads, runs, flipped, sweeps, fields);
        for (double each : loads.values()) {
            if (Math.round(each * n) < 1) {
                throw new BadInput("patterns P = load · n must round to 1 at least, got %s: choose a larger n or load",
                        each * n);
            }
        }
    }

    /// What is measured.
    public record Result(
            @Reported("overlap of the fixed point with the pattern") Curve overlap,
            @Reported("load at which the mean overlap falls to 0.7: the collapse at this n") Estimate collapse,
            @Reported("collapse − α_c, which vanishes for N → ∞") Estimate excess,
            @Reported("sweeps until no sign flips") Curve sweeps) { }

    /// What it should be.
    public record Theory(
            @Reported("overlap at zero temperature, N → ∞; null above the capacity") Expected overlap,
            @Reported("capacity α_c") double capacity) { }

    /// Networks of one load, as they are kept.
    record RelaxedNetworks(double[] overlap, double[] sweeps) { }

    /// Between the overlap just below the capacity, 0.967, and what is left above.
    private static final double LOST = 0.7;

    @Override
    public Answer<Result> run(Session session) {
        double patterns = Arrays.stream(loads.values()).max().orElseThrow() * n;
        double bytes = fields == FieldArithmetic.BITS ? patterns * n / 8 : patterns * n * 9 / 8;
        Memory.require(bytes * Math.min(runs, session.threads()),
                Text.of("%d networks of %.0f patterns of %d signs", Math.min(runs, session.threads()), patterns, n),
                "choose a smaller --n, or fewer --threads");
        session.progress().begin("networks", (long) loads.size() * runs);
        List<Estimate> overlaps = new ArrayList<>();
        List<Estimate> taken = new ArrayList<>();
        for (double load : loads.values()) {
            RelaxedNetworks found = session.part(Text.of("load %s", load), RelaxedNetworks.class, () -> relax(load, session));
            overlaps.add(Estimate.of(found.overlap()));
            taken.add(Estimate.of(found.sweeps()));
        }
        session.progress().end();
        Curve overlap = Curve.of("load", loads.values(), overlaps);
        Estimate collapse = overlap.crossing(LOST);
        return answer(new Result(overlap, collapse, new Estimate(collapse.mean() - HebbianLoad.capacity(), collapse.stderr(),
                collapse.count()),
                Curve.of("load", loads.values(), taken)));
    }

    private RelaxedNetworks relax(double load, Session session) {
        double[] overlap = new double[runs];
        double[] needed = new double[runs];
        session.parallel(runs, run -> {
            String name = Text.of("load %s run %d", load, run);
            var network = new HebbianNetwork((int) Math.round(load * n), n, fields, session.stream("patterns " + name),
                    session);
            HebbianNetwork.Relaxed end = network.relax(0, flipped, sweeps, session.stream("updates " + name), 0);
            overlap[run] = end.overlap();
            needed[run] = end.sweeps();
            session.progress().advance(1);
        });
        return new RelaxedNetworks(overlap, needed);
    }

    private Answer<Result> answer(Result result) {
        double capacity = HebbianLoad.capacity();
        Theory theory = new Theory(Expected.beside(result, result.overlap(), HebbianLoad::overlap), capacity);
        double[] fine = Arrays.stream(FineAxis.steps(0.01, capacity)).filter(load -> load < capacity).toArray();
        Figure figure = Figure.of("overlap", "The Hopfield model forgets all at once at α_c")
                .caption(Text.of("Points: %d networks of N = %d. Line: N → ∞; finite networks keep their patterns a little longer.", runs, n))
                .x(Axis.linear("load α = P/N")).y(Axis.linear("overlap m")).points("measured", result.overlap())
                .mark("α_c", capacity)
                .line("theory", Curve.exact("load", fine, HebbianLoad::overlap)).build();
        return Answer.of(result, theory, Report.of(Text.of("Hopfield networks of %d neurons", n)).figure(figure).build())
                .finding(Text.of("Theory has the capacity α_c = %.6g; at N = %d the overlap falls at load %s. Finite-size scaling: ", capacity, n,
                        Notation.number(result.collapse()))
                        + "./remanence run scaling --ask 'hopfield --n {x} --loads 0.13:0.19:0.005 --runs 20' --sizes 500,1000,2000,4000 "
                        + "--measure excess --law power");
    }
}
