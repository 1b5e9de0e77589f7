package org.remanence.experiment.audit;

import java.lang.foreign.Arena;
import java.util.List;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;

/// Asks whether a model copies its training set, by statistics that hold in finite samples.
@Question(value = "Does a model copy its training set, by its samples and by data held out",
        equation = """
                closeness min(|x − a₁|/|x − a₃|, 2 max_k |(x − a₁)·(a_k − a₁)|/|a_k − a₁|²); p = (1 + #{held out ≤ x})/(1 + m) within groups; \
                two null hypotheses: samples exchangeable with data held out, training set exchangeable with data held out""",
        source = """
                conformal p-values: Bates et al., 2023; false discovery rate: Benjamini and Hochberg, 1995; C_T: Meehan et al., 2020; \
                AuthPct: Alaa et al., 2022; ratio rule: Yoon et al., 2023; closeness and symmetric test: derived""",
        cost = """
                2 · (2 · samples + 3 · held-out + 20000) · patterns · dimension flops in float, and 50 · 700 · patterns · dimension for the \
                curve against noise; digits take 5 s, 60 000 patterns of 784 numbers a minute on two cores""")
public record Audit(
        AuditData sets,
        @Parameter(value = "0.1", above = 0, max = 0.5, help = "tolerated share of false discoveries among the samples called copies")
                double falseDiscoveryRate,
        @Parameter(value = "0.01", above = 0, max = 0.2, help = "p-value up to which a single sample counts as found, in controls and tables")
                double level,
        @Parameter(value = "0.01,0.03,0.1,0.3,1", above = 0, unit = "mean standard deviation of a coordinate",
                help = "noise of the samples of the exact score that tell the audit's own power") AxisValues scoreNoise,
        @Parameter(value = "1", min = 0, max = 1, help = """
                exit code 1 if the lower bound on the share of copies is above this; 1 never fails""") double failAbove,
        @Parameter(value = "double", help = "width of the stored training set; distances are computed in double") Precision precision)
        implements Experiment<Audit.Result> {

    /// Refuses parameters out of bounds, and a limit on copies without data held out.
    public Audit {
        Schema.check(Audit.class, sets, falseDiscoveryRate, level, scoreNoise, failAbove, precision);
        if (failAbove < 1 && !sets.hasHeldOut()) {
            throw new BadInput("failAbove %s needs data held out, which bound the share of copies: give --heldout", failAbove);
        }
    }

    /// Whether the closest among samples and held-out data are too often samples.
    /// @param p probability if samples and held-out data had one law
    /// @param scanned numbers of the closest that were looked at
    public record Tail(double p, int[] scanned) { }

    /// Whether samples lean to the training set rather than to held-out data.
    /// @param p probability if the model treated both alike
    /// @param z of the samples nearest to the training set, in standard deviations
    /// @param nearestTrain samples nearest to a pattern of the training set, not to a point held out
    /// @param expected how many there would be
    /// @param variance of their number
    /// @param copiedFraction share of samples beyond that
    /// @param copiesNeeded different patterns that must be copied before this test can reject
    /// @param copiedPatterns rows of the training set that are copied, at the false discovery rate
    public record Symmetric(double p, double z, long nearestTrain, double expected, double variance, double copiedFraction, double copiesNeeded,
            long[] copiedPatterns) { }

    /// Samples that are called copies.
    /// @param count how many
    /// @param patterns different patterns next to them
    /// @param atLeast lower bound on their share of all samples, with 95 % confidence, if all others are fresh
    public record Copied(long count, long patterns, double atLeast) { }

    /// What would have been found.
    /// @param fraction least share of copies
    /// @param noise largest noise of copies of which 95 % are found, in units of the mean standard deviation of a coordinate
    public record SmallestDetectable(double fraction, double noise) { }

    /// Data copying test: the distances to the nearest pattern, samples against held-out data.
    /// @param z Mann–Whitney, with the correction for ties; negative if samples are closer
    /// @param zMeehan as published, in one cell
    public record DataCopyingTest(double z, double zMeehan) { }

    /// What a rule in use says.
    /// @param value of the samples
    /// @param baseline of held-out data, or, without them, of fresh points among Poisson patterns of the same intrinsic dimension
    public record RuleInUse(double value, double baseline) { }

    /// What is in the sets more than once.
    /// @param training patterns that equal one before them; −1 if they are more than 10⁸, too many to look
    /// @param near patterns with another one within `sameWithin`
    /// @param amongSamples samples that equal one before them
    /// @param heldOutInTraining held-out rows that are in the training set
    /// @param shareSamples share of the samples whose nearest pattern is duplicated
    /// @param shareHeldOut the same of held-out data
    /// @param p probability of so uneven shares if both had one law
    public record Duplicated(long training, long near, long amongSamples, long heldOutInTraining, double shareSamples, double shareHeldOut,
            double p) { }

    /// Whether training set and held-out data are of one law: Mann–Whitney in standard deviations, beyond 4 they are not.
    /// @param closeness to the other patterns
    /// @param distance to the nearest other pattern
    public record SplitCheck(double closeness, double distance) { }

    /// τ*(x)/τ*(nearest pattern), τ* the noise variance at which the exact score hesitates between two patterns: medians.
    /// @param samples 1 for copies
    /// @param heldOut what is usual
    public record CollapseRatio(Estimate samples, Estimate heldOut) { }

    /// What the audit found; what needs data held out is none without them.
    public record Result(
            @Reported("copying, shift, undecided or none; with `, duplicates` if samples crowd on duplicated patterns") String verdict,
            @Reported("the verdict in one sentence") String sentence,
            @Reported("samples N") long samples,
            @Reported("patterns n of the training set") long patterns,
            @Reported("held-out points m; 0 if there are none") long heldOut,
            @Reported("dimension d") int dimension,
            @Reported("distance within which patterns are the same: a quarter of the median distance to the nearest other") double sameWithin,
            @Reported("tolerated share of false discoveries") double falseDiscoveryRate,
            @Reported("whether the closest are too often samples") Tail tail,
            @Reported("whether samples lean to the training set rather than to held-out data") Symmetric symmetric,
            @Reported("samples called copies") Copied copied,
            @Reported("what would have been found") SmallestDetectable smallestDetectable,
            @Reported("data copying test: nearest distances of samples against held-out data, in standard deviations") DataCopyingTest ct,
            @Reported(value = "authenticity, share of samples farther from their nearest pattern than that from its own", unit = "%") RuleInUse authPct,
            @Reported("share of samples less than a third as far from their nearest pattern as from the second") RuleInUse ratioRule,
            @Reported("what is in the sets more than once") Duplicated duplicates,
            @Reported("whether training set and held-out data are of one law, in standard deviations") SplitCheck splitCheck,
            @Reported("median place on the scale of the exact score") CollapseRatio collapseRatio,
            @Reported("directions in which copies differ from their patterns: few for geometric copies") double residualDimension,
            @Reported("principal directions along which samples spread less than held-out data") List<LostDirections.LostDirection> lostDirections,
            @Reported("what the audit says where the truth is known") List<AuditControls.Control> controls,
            @Reported("how much more likely the training set makes states than held-out data do, against the variance of the noise")
                    List<NoiseCurve> noiseCurve) { }

    /// The rules of thumb for points that nobody copied.
    /// @param dimension intrinsic, of the training set
    /// @param authPct per cent of fresh points that are authentic, among Poisson patterns
    /// @param ratioRule share of fresh points that the ratio rule calls copies, among Poisson patterns
    public record Theory(
            @Reported("intrinsic dimension of the training set, by the distances to two neighbours") double dimension,
            @Reported(value = "authenticity of fresh points among Poisson patterns", unit = "%") double authPct,
            @Reported("share of fresh points that the ratio rule calls copies, among Poisson patterns") double ratioRule) { }

    @Override
    public Answer<Result> run(Session session) {
        try (Arena arena = Arena.ofShared()) {
            AuditSets opened = sets.open(precision, arena, session);
            return new AuditMeasurement(this, opened, session).answer();
        }
    }
}
