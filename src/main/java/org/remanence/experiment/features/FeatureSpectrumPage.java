package org.remanence.experiment.features;

import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Layer;
import org.remanence.plot.Report;
import org.remanence.text.Text;
import org.remanence.theory.features.Bulk;
import org.remanence.theory.features.FeatureBulks;

/// The page of a feature spectrum: a histogram under the bulks of the limit, and who does what.
/// @param system parameters
/// @param result measured numbers
/// @param theory what they should be
/// @param limit the density
record FeatureSpectrumPage(FeatureSystem system, FeatureSpectrum.Result result, FeatureSpectrum.Theory theory, FeatureBulks limit) {
    private static final int BINS = 90;
    private static final int POINTS = 160;

    /// The answer with figure and findings.
    /// @param eigenvalues ascending
    Answer<FeatureSpectrum.Result> answer(double[] eigenvalues) {
        String title = Text.of("Spectrum of %d random features of %d patterns", result.features(), result.patterns());
        Bulk slowest = theory.bulks().getFirst();
        Bulk fastest = theory.bulks().getLast();
        return Answer.of(result, theory, Report.of(title).figure(figure(eigenvalues)).build()).array("eigenvalues", eigenvalues)
                .finding(Text.of("""
                        The limit has %d bulks%s; the top one is learned by τ = %.3g, and the lowest, which brings %.0f %% of the fall of \
                        the training loss, by τ = %.3g.""", theory.bulks().size(),
                        theory.atom().mass() > 0 ? Text.of(" and an atom of mass %.3g", theory.atom().mass()) : "",
                        fastest.slowestTime(limit.law()), 100 * slowest.lossShare(), slowest.slowestTime(limit.law())));
    }

    private Figure figure(double[] eigenvalues) {
        double low = Math.log(Math.min(eigenvalues[0], theory.atom().position()) / 1.3);
        double high = Math.log(Math.max(eigenvalues[eigenvalues.length - 1], theory.bulks().getLast().upper()) * 1.3);
        double[] edges = IntStream.rangeClosed(0, BINS).mapToDouble(i -> Math.exp(low + i * (high - low) / BINS)).toArray();
        double[] height = new double[BINS];
        for (double each : eigenvalues) {
            int bin = (int) Math.clamp((Math.log(Math.max(each, edges[0])) - low) / (high - low) * BINS, 0, BINS - 1);
            height[bin] += BINS / ((high - low) * eigenvalues.length);
        }
        Figure.Builder figure = Figure.of("feature-spectrum", "Each bulk of U is learned at its own time")
                .caption(Text.of("Share of eigenvalues per factor e, at ψ_p = %s, ψ_n = %s, t = %s: bars d = %d, lines d → ∞.", system.psiP(), system.psiN(),
                        system.time(), system.d()))
                .x(Axis.log("eigenvalue λ of U")).y(Axis.linear("λ · density"))
                .add(new Layer.Histogram("measured", edges, height, new double[BINS]));
        for (Bulk bulk : theory.bulks()) {
            double[] x = IntStream.rangeClosed(0, POINTS).mapToDouble(i -> inside(bulk, i)).toArray();
            double[] density = limit.density(x);
            figure.line(bulk.name(), x, IntStream.range(0, x.length).mapToDouble(i -> x[i] * density[i]).toArray());
        }
        if (theory.atom().mass() > 0) {
            figure.mark("atom", theory.atom().position());
        }
        return figure.build();
    }

    /// Points dense near both edges, where the density falls like a root.
    private static double inside(Bulk bulk, int i) {
        double share = 0.5 * (1 - Math.cos(Math.PI * i / POINTS));
        return Math.exp(Math.log(bulk.lower()) + share * Math.log(bulk.upper() / bulk.lower()));
    }
}
