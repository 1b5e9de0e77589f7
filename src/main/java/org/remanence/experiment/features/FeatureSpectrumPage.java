package org.remanence.experiment.features;

import java.util.Arrays;
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
/// @param asked parameters
/// @param result measured numbers
/// @param theory what they should be
/// @param limit the density
record FeatureSpectrumPage(FeatureSpectrum asked, FeatureSpectrum.Result result, FeatureSpectrum.Theory theory,
        FeatureBulks limit) {
    private static final int BINS = 90;
    private static final int POINTS = 160;
    /// Standard deviation of ln λ over which the nodes of a quadrature are spread.
    private static final double WIDTH = 0.12;
    private static final double ROOM = 1.6;

    /// The answer with figure and findings.
    Answer<FeatureSpectrum.Result> answer(EigenvalueShares spectrum) {
        String title = Text.of("Spectrum of %d random features of %d patterns", result.features(), result.patterns());
        Bulk slowest = theory.bulks().getFirst();
        Bulk fastest = theory.bulks().getLast();
        return Answer.of(result, theory, Report.of(title).figure(figure(spectrum)).build())
                .array(asked.lanczos() ? "nodes" : "eigenvalues", spectrum.values()).array("shares", spectrum.shares())
                .finding(Text.of("""
                        The limit has %d bulks%s; the top one is learned by τ = %.3g, and the lowest, which brings %.0f %% of the fall of \
                        the training loss, by τ = %.3g.""", theory.bulks().size(),
                        theory.atom().mass() > 0 ? Text.of(" and an atom of mass %.3g", theory.atom().mass()) : "",
                        fastest.slowestTime(limit.law()), 100 * slowest.lossShare(), slowest.slowestTime(limit.law())));
    }

    private Figure figure(EigenvalueShares spectrum) {
        double[] values = spectrum.values();
        double low = Math.log(Math.min(Math.max(values[0], 0.1 * theory.atom().position()), theory.atom().position()) / 1.3);
        double high = Math.log(Math.max(values[values.length - 1], theory.bulks().getLast().upper()) * 1.3);
        FeatureSystem system = asked.system();
        Figure.Builder figure = Figure.of("feature-spectrum", "Each bulk of U is learned at its own time")
                .caption(Text.of("Share of eigenvalues per factor e, at ψ_p = %s, ψ_n = %s, t = %s: %s d = %d, lines d → ∞.%s",
                system.psiP(), system.psiN(),
                        system.time(), asked.lanczos() ? "quadrature" : "bars", system.d(),
                        asked.matrix() == FeatureSpectrum.Form.EXACT ? "" : " Gaussian equivalent."))
                .x(Axis.log("eigenvalue λ of U"));
        if (asked.lanczos()) {
            double[] x = IntStream.rangeClosed(0, 4 * BINS).mapToDouble(i -> Math.exp(low + i * (high - low) / (4 * BINS)))
                    .toArray();
            figure.line(Text.of("measured, ln λ smoothed by %.2f", WIDTH), x, IntStream.range(0, x.length)
                    .mapToDouble(i -> smoothed(spectrum, x[i])).toArray());
        } else {
            result.parts().forEach(part -> figure.add(histogram(spectrum, part, low, high)));
        }
        double highest = 0;
        for (Bulk bulk : theory.bulks()) {
            double[] x = IntStream.rangeClosed(0, POINTS).mapToDouble(i -> inside(bulk, i)).toArray();
            double[] density = limit.density(x);
            double[] y = IntStream.range(0, x.length).mapToDouble(i -> x[i] * density[i]).toArray();
            highest = Math.max(highest, Arrays.stream(y).max().orElseThrow());
            figure.line(bulk.name(), x, y).mark(Text.of("%.3g", bulk.lower()), bulk.lower())
                    .mark(Text.of("%.3g", bulk.upper()), bulk.upper());
        }
        if (theory.atom().mass() > 0) {
            figure.mark(Text.of("atom, %.0f %%", 100 * theory.atom().mass()), theory.atom().position());
        }
        // The bars of an atom have no height in the limit: the axis leaves them out.
        Axis density = Axis.linear("λ · density");
        return figure.y(theory.atom().mass() > 0 ? density.between(0, ROOM * highest) : density).build();
    }

    private static Layer.Histogram histogram(EigenvalueShares spectrum, FeatureSpectrum.Part part, double low, double high) {
        double[] edges = IntStream.rangeClosed(0, BINS).mapToDouble(i -> Math.exp(low + i * (high - low) / BINS)).toArray();
        double[] height = new double[BINS];
        for (int k = 0; k < spectrum.values().length; k++) {
            double value = spectrum.values()[k];
            if (value >= part.lowest() && value <= part.highest()) {
                int bin = (int) Math.clamp((Math.log(Math.max(value, edges[0])) - low) / (high - low) * BINS, 0, BINS - 1);
                height[bin] += spectrum.shares()[k] * BINS / (high - low);
            }
        }
        return new Layer.Histogram(part.name(), edges, height, new double[BINS]);
    }

    private static double smoothed(EigenvalueShares spectrum, double x) {
        double sum = 0;
        for (int k = 0; k < spectrum.values().length; k++) {
            double distance = Math.log(x / Math.max(spectrum.values()[k], Double.MIN_NORMAL)) / WIDTH;
            sum += spectrum.shares()[k] * Math.exp(-0.5 * distance * distance) / (WIDTH * Math.sqrt(2 * Math.PI));
        }
        return sum;
    }

    /// Points dense near both edges, where the density falls like a root.
    private static double inside(Bulk bulk, int i) {
        double share = 0.5 * (1 - Math.cos(Math.PI * i / POINTS));
        return Math.exp(Math.log(bulk.lower()) + share * Math.log(bulk.upper() / bulk.lower()));
    }
}
