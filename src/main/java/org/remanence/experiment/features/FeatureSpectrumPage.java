package org.remanence.experiment.features;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Layer;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.text.Text;
import org.remanence.theory.features.Bulk;
import org.remanence.theory.features.FeatureBulks;
import org.remanence.theory.features.FeatureLaw;

/// The page of a feature spectrum: a histogram under the bulks of the limit, and who does what.
/// @param asked parameters
/// @param result measured numbers
/// @param theory what they should be
/// @param limit the density, where it is known
/// @param lanczos whether random vectors saw the spectrum
record FeatureSpectrumPage(FeatureSpectrum asked, FeatureSpectrum.Result result, FeatureSpectrum.Theory theory,
        Optional<FeatureBulks> limit, boolean lanczos) {
    private static final int BINS = 90;
    private static final int POINTS = 160;
    /// Standard deviation of ln λ over which the nodes of a quadrature are spread.
    private static final double WIDTH = 0.12;
    private static final double ROOM = 1.6;

    /// The answer with figure and findings.
    Answer<FeatureSpectrum.Result> answer(EigenvalueShares spectrum) {
        String title = Text.of("Spectrum of %d random features of %d patterns", result.features(), result.patterns());
        return Answer.of(result, theory, Report.of(title).figure(figure(spectrum)).build())
                .array(lanczos ? "nodes" : "eigenvalues", spectrum.values()).array("shares", spectrum.shares())
                .finding(asked.data().isGiven() ? roles() : bulks());
    }

    private String bulks() {
        Bulk slowest = theory.bulks().getFirst();
        Bulk fastest = theory.bulks().getLast();
        FeatureLaw law = asked.system().law();
        return Text.of("""
                The limit has %d bulks%s. The top one is learned by τ = %.3g. The lowest one brings %.0f %% of the fall \
                of the training loss, by τ = %.3g.""", theory.bulks().size(),
                theory.atom().mass() > 0 ? Text.of(" and an atom of mass %.3g", theory.atom().mass()) : "",
                fastest.slowestTime(law), 100 * slowest.lossShare(), slowest.slowestTime(law));
    }

    private String roles() {
        FeatureSpectrum.Part top = result.parts().getLast();
        FeatureSpectrum.Part low = result.parts().stream().filter(each -> each.name().equals("memorization")).findFirst()
                .orElse(result.parts().getFirst());
        double noise = -Math.expm1(-2 * asked.system().time());
        double ratio = (double) result.features() / result.dimension();
        return Text.of("""
                The %d largest eigenvalues of U, one a direction of the data, lie between %.3g and %.3g and are learned by \
                τ = %.3g. The group called %s is learned by τ = %.3g. %s""",
                Math.round(top.share() * result.features()), top.lowest(), top.highest(), ratio / (2 * noise * top.lowest()),
                low.name(), ratio / (2 * noise * low.lowest()),
                limit.isPresent() ? Text.of("Gaussian data of the same covariance have %d bulks.", theory.bulks().size())
                        : "The bulks of Gaussian data of the same covariance lie too close to be told apart.");
    }

    private Figure figure(EigenvalueShares spectrum) {
        double[] values = spectrum.values();
        double bottom = Math.max(values[0], 0.1 * theory.atom().position());
        double low = Math.log(Math.min(bottom, theory.atom().position()) / 1.3);
        double top = theory.bulks().stream().mapToDouble(Bulk::upper).reduce(values[values.length - 1], Math::max);
        double high = Math.log(top * 1.3);
        Figure.Builder figure = Figure.of("feature-spectrum", "Each bulk of U is learned at its own time")
                .caption(caption()).x(Axis.log("eigenvalue λ of U"));
        List<Layer.Histogram> bars = lanczos ? List.of()
                : result.parts().stream().map(part -> histogram(spectrum, part, low, high)).toList();
        if (lanczos) {
            double[] x = IntStream.rangeClosed(0, 4 * BINS).mapToDouble(i -> Math.exp(low + i * (high - low) / (4 * BINS)))
                    .toArray();
            figure.line(Text.of("measured, ln λ smoothed by %.2f", WIDTH), x, IntStream.range(0, x.length)
                    .mapToDouble(i -> smoothed(spectrum, x[i])).toArray());
        } else {
            bars.forEach(figure::add);
        }
        Axis density = Axis.linear("λ · density");
        if (asked.data().isGiven()) {
            limit.ifPresent(known -> figure.line("Gaussian data of the same covariance", everywhere(known)));
            figure.mark("s²", theory.atom().position());
            double highest = bars.stream().flatMapToDouble(each -> Arrays.stream(each.height())).max().orElse(0);
            return figure.y(highest > 0 ? density.between(0, ROOM * highest) : density).build();
        }
        double highest = 0;
        for (Bulk bulk : theory.bulks()) {
            Curve curve = inside(bulk, limit.orElseThrow());
            highest = Math.max(highest, Arrays.stream(curve.mean()).max().orElseThrow());
            figure.line(bulk.name(), curve).mark(Text.of("%.3g", bulk.lower()), bulk.lower())
                    .mark(Text.of("%.3g", bulk.upper()), bulk.upper());
        }
        if (theory.atom().mass() > 0) {
            figure.mark(Text.of("atom, %.0f %%", 100 * theory.atom().mass()), theory.atom().position());
        }
        // The bars of an atom have no height in the limit: the axis leaves them out.
        return figure.y(theory.atom().mass() > 0 ? density.between(0, ROOM * highest) : density).build();
    }

    private String caption() {
        FeatureSystem system = asked.system();
        String form = asked.matrix() == FeatureSpectrum.Form.EXACT ? "" : " Gaussian equivalent.";
        String shown = lanczos ? "quadrature" : "bars";
        return asked.data().isGiven()
                ? Text.of("""
                        Share of eigenvalues per factor e, of %d features of %d patterns in %d dimensions, t = %s: %s the \
                        data, line d → ∞.%s""", result.features(), result.patterns(), result.dimension(), system.time(), shown, form)
                : Text.of("Share of eigenvalues per factor e, at ψ_p = %s, ψ_n = %s, t = %s: %s d = %d, lines d → ∞.%s",
                        system.psiP(), system.psiN(), system.time(), shown, system.d(), form);
    }

    /// The density in all bulks, and none between them.
    private static Curve everywhere(FeatureBulks limit) {
        List<Curve> parts = limit.bulks().stream().map(bulk -> inside(bulk, limit)).toList();
        return exact(parts.stream().flatMapToDouble(each -> Arrays.stream(each.x())).toArray(),
                parts.stream().flatMapToDouble(each -> Arrays.stream(each.mean())).toArray());
    }

    private static Curve inside(Bulk bulk, FeatureBulks limit) {
        double[] x = IntStream.rangeClosed(0, POINTS).mapToDouble(i -> inside(bulk, i)).toArray();
        double[] density = limit.density(x);
        return exact(x, IntStream.range(0, x.length).mapToDouble(i -> x[i] * density[i]).toArray());
    }

    private static Curve exact(double[] x, double[] y) {
        return new Curve("eigenvalue", x, y, new double[x.length], new long[x.length]);
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
