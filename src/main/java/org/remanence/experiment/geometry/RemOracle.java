package org.remanence.experiment.geometry;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.remanence.data.DataSource;
import org.remanence.data.SampledLaw;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.ReadsData;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.StateChoice;
import org.remanence.experiment.measure.Unused;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import org.remanence.theory.geometry.CondensationTimes;
import org.remanence.theory.geometry.EnergyLaw;
import org.remanence.theory.geometry.EnergyQuantile;
import org.remanence.theory.geometry.FiniteRem;
import org.remanence.theory.geometry.PositionalRem;

/// Draws log Z, Σw², the largest weight and the lowest energies of any number of patterns at a fixed state without a single
/// pattern, from the exact law of their energies. The draws are held to brute force where that is possible.
@Question(value = "What do 10^30 patterns do at a fixed state", name = "rem-oracle",
        equation = """
                E_(k) = F⁻¹(u_(k)), −log(1 − u_(k)) = Σ_{j≤k} e_j/(n − j + 1), e_j exponential; Z = Σ e^{−E/t} with the \
                energies above the drawn ones as a Gaussian of their exact mean and variance""",
        source = "Achilli et al., Losing dimensions, 2024, appendix C; Rényi's representation of order statistics; derived",
        cost = "realizations · levels · ratios + checks · check · (dimension + ratios) numbers; the default takes half a minute")
public record RemOracle(
        @Parameter(value = "gaussian:d=20,n=1e30", help = "gaussian, manifold or sphere with n from 2 to 1e100") String data,
        @Parameter(value = "origin", help = StateChoice.HELP) String at,
        @Parameter(value = "0.1,0.2,0.35,0.5,0.7,0.85,1,1.2,1.5,2", above = 0.004, max = 1000, unit = "condensation time",
                        help = "noise levels t/t_c(x), t_c that of the number of patterns at hand")
                AxisValues ratios,
        @Parameter(value = "1000", min = 2, max = 1e7, help = "draws of all the energies") int realizations,
        @Parameter(value = "4096", min = 64, max = 1e6, help = "lowest energies drawn one by one, on average") int levels,
        @Parameter(value = "1048576", min = 0, max = 1e9, help = "patterns of the brute force to compare with; 0: none") int check,
        @Parameter(value = "100", min = 8, max = 1e5, help = "data sets of the brute force") int checks)
        implements Experiment<RemOracle.Result>, ReadsData {

    /// Energies between which gaps are compared.
    static final int GAPS = 10;

    /// Refuses parameters out of bounds.
    public RemOracle {
        Schema.check(RemOracle.class, data, at, ratios, realizations, levels, check, checks);
        if (check > 0 && check < 4L * levels) {
            throw new BadInput("check must be 0 or at least four times levels = %d, got %d", levels, check);
        }
        double patterns = SampledLaw.parse(data).patterns();
        if (patterns < 4.0 * levels) {
            throw new BadInput("n must be at least four times levels = %d, got %.0f: for so few, run condensation", levels, patterns);
        }
    }

    /// Drawn curves in t/t_c.
    public record Result(
            @Reported("number of patterns n") double patterns,
            @Reported(value = "logarithm of the number of patterns", unit = "nats") double logPatterns,
            @Reported("mean of Σw² over draws") Curve participationRatio,
            @Reported(value = "mean of log Σ e^{−E/t}, energies counted from the least possible one", unit = "nats") Curve logPartition,
            @Reported(value = "standard deviation of log Σ e^{−E/t} over draws", unit = "nats") Curve logPartitionSpread,
            @Reported("mean of the largest weight") Curve largest,
            @Reported("mean gap above the k-th lowest energy times k/t_c") Curve gaps,
            @Reported(value = "mean over draws of the bound on the Wasserstein error of log Z by the Gaussian remainder", unit = "nats")
                    Curve remainderBound,
            @Reported("the same law drawn for few enough patterns to compute every energy, beside that; empty if check is 0")
                    OracleCheck agreement) { }

    /// What it should be.
    public record Theory(
            @Reported(value = "exact root; eq. 15, its next order; eq. 34, which is wrong; leading order for large load",
                            unit = "variance of the noise")
                    CondensationTimes condensationTime,
            @Reported("exact average over data sets of n patterns") Expected participationRatio,
            @Reported("1 − t/t_c below t_c, 0 above") Expected asymptotic,
            @Reported("exact average over data sets of n patterns") Expected logPartition,
            @Reported("minus the least energy over t below t_c, log n + log E e^{−E/t} above") Expected logPartitionAsymptotic,
            @Reported("exact over data sets of n patterns") Expected logPartitionSpread,
            @Reported("exact average over data sets of n patterns") Expected gaps,
            @Reported("1: for many directions gaps are exponential with mean t_c/k") Expected gapsAsymptotic) { }

    @Override
    public Stream<DataSource> sources() {
        return new StateChoice(at).sources();
    }

    @Override
    public Answer<Result> run(Session session) {
        if (check == 0) {
            Unused.refuse(this, "where check is 0", "checks");
        }
        SampledLaw law = SampledLaw.parse(data);
        double logPatterns = Math.log(law.patterns());
        EnergyLaw energies = energies(law, logPatterns, session);
        PositionalRem rem = PositionalRem.of(energies, logPatterns);
        session.progress().begin("energies", realizations + (check > 0 ? realizations + checks : 0));
        LevelDraws drawn = new LevelOracle(rem, law.patterns(), levels, ratios).draw(realizations, "levels", session);
        OracleCheck agreement = check > 0 ? compared(law, energies, session) : OracleCheck.none();
        session.progress().end();
        return answer(law, rem, result(law, rem, drawn, agreement), session);
    }

    private EnergyLaw energies(SampledLaw law, double logPatterns, Session session) {
        double[] state = state(law, logPatterns, session);
        EnergyLaw energies = Energies.of(law.model(), state).orElseThrow(() -> new BadInput(
                "the law of the energies must be known: data must be gaussian, manifold or sphere, got " + data));
        if (energies.isConstant()) {
            throw new BadInput("all patterns of %s have the same energy at %s: nothing is left to draw; give at=datum", data, at);
        }
        return energies;
    }

    private double[] state(SampledLaw law, double logPatterns, Session session) {
        return new StateChoice(at).state(law.model(), logPatterns, session);
    }

    /// The same state with fewer patterns.
    private OracleCheck compared(SampledLaw law, EnergyLaw energies, Session session) {
        PositionalRem rem = PositionalRem.of(energies, Math.log(check));
        LevelDraws oracle = new LevelOracle(rem, check, levels, ratios).draw(realizations, "levels to check", session);
        double[] state = state(law, Math.log(law.patterns()), session);
        LevelDraws brute = new BruteLevels(law.model(), state, check, rem, ratios).draw(checks, session);
        return OracleCheck.of(check, ratios, oracle, brute);
    }

    private Result result(SampledLaw law, PositionalRem rem, LevelDraws drawn, OracleCheck agreement) {
        double[] rank = IntStream.rangeClosed(1, GAPS).mapToDouble(k -> k).toArray();
        List<Estimate> gaps = IntStream.range(0, GAPS)
                .mapToObj(k -> Estimate.of(drawn.gaps()[k]).times((k + 1) / rem.condensationTime())).toList();
        return new Result(law.patterns(), rem.logPatterns(), drawn.curve(ratios, drawn.participation()),
                drawn.curve(ratios, drawn.logPartition()), drawn.spread(ratios), drawn.curve(ratios, drawn.largest()),
                Curve.of("rank", rank, gaps), drawn.curve(ratios, drawn.bound()), agreement);
    }

    private Answer<Result> answer(SampledLaw law, PositionalRem rem, Result result, Session session) {
        double critical = rem.condensationTime();
        RemCurves points = RemCurves.of(rem.law(), rem.logPatterns(), ratios.values(), critical, session);
        double[] fine = RemCurves.smooth(ratios);
        RemCurves lines = RemCurves.of(rem.law(), rem.logPatterns(), fine, critical, session);
        Theory theory = new Theory(CondensationTimes.of(rem.law(), rem.logPatterns()),
                points.beside(result, result.participationRatio, FiniteRem.Averages::participation),
                Expected.beside(result, result.participationRatio, x -> rem.participation(x * critical)),
                points.beside(result, result.logPartition, FiniteRem.Averages::logPartition),
                Expected.beside(result, result.logPartition, x -> rem.logPartition(x * critical)),
                points.beside(result, result.logPartitionSpread, FiniteRem.Averages::spread),
                gaps(rem, result), Expected.beside(result, result.gaps, _ -> 1));
        Figure participation = Figure.of("rem-oracle", Text.of("Condensation of %.3g patterns, none of them drawn", law.patterns()))
                .caption(Text.of("Mean of Σw² at %s over %d draws of the energies of %s.", at, realizations, data))
                .x(Axis.linear("noise t/t_c")).y(Axis.linear("participation ratio Σw²").between(0, 1))
                .points("drawn", result.participationRatio)
                .line("exact at this n", lines.line("ratio", FiniteRem.Averages::participation))
                .line("1 − t/t_c", Curve.exact("ratio", fine, x -> rem.participation(x * critical))).build();
        Report.Builder report = Report.of("Random-energy oracle: " + data).figure(participation);
        if (!result.agreement.isEmpty()) {
            report.figure(result.agreement.figure());
        }
        Answer<Result> answer = Answer.of(result, theory, report.build());
        String sentence = Text.of("""
                At %s, t_c = %.5g for %.3g patterns of %s. Over %d noise levels the mean of Σw² lies at most %.1f standard errors \
                from its exact value.""", at, critical, law.patterns(), data, ratios.size(), most(theory.participationRatio));
        return result.agreement.isEmpty() ? answer.finding(sentence) : answer.finding(sentence).finding(result.agreement.sentence());
    }

    private Expected gaps(PositionalRem rem, Result result) {
        var quantile = new EnergyQuantile(rem.law(), -rem.logPatterns() - 2 * LevelOracle.DEEPEST, Math.log(levels) - rem.logPatterns());
        return Expected.beside(result, result.gaps, k -> k / rem.condensationTime()
                * (quantile.orderStatistic((int) k + 1, result.patterns) - quantile.orderStatistic((int) k, result.patterns)));
    }

    private static double most(Expected expected) {
        return Arrays.stream(expected.residual()).map(Math::abs).max().orElse(Double.NaN);
    }
}
