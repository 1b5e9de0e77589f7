package org.remanence.experiment.memories;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.Locale;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.text.Text;

/// The phases of a dense memory, coloured and named.
/// @param kind of the patterns
/// @param lambdas in order, their kinks among them
/// @param lines between the phases there
record PhasePicture(MemoryPatterns kind, double[] lambdas, PhaseLines lines) {
    /// Share of the height below which a name does not fit into its phase.
    private static final double NARROW = 0.06;

    Figure figure() {
        double[] single = lines.single();
        double[] zero = new double[lambdas.length];
        double top = 1.6 * Arrays.stream(single).max().orElseThrow();
        double[] upper = new double[lambdas.length];
        Arrays.setAll(upper, i -> Double.isNaN(lines.condensed()[i]) ? single[i] : Math.min(top, lines.condensed()[i]));
        double[] roof = new double[lambdas.length];
        Arrays.fill(roof, top);
        Figure.Builder figure = Figure.of("phases", Text.of("Phases of a dense memory, %s patterns",
                kind.patterns().name().toLowerCase(Locale.ROOT)))
                .caption(caption()).x(Axis.linear("inverse temperature λ").between(lambdas[0], lambdas[lambdas.length - 1]))
                .y(Axis.linear("load α = (log P)/N").between(0, top));
        if (kind.patterns() == MemoryPatterns.Kind.GAUSSIAN) {
            phase(figure, "all patterns retrieved", zero, lines.all(), top);
            phase(figure, "single patterns retrieved", lines.all(), single, top);
        } else {
            phase(figure, lines.all().length > 0 ? "all patterns retrieved" : "single patterns retrieved", zero, single, top);
        }
        if (!Arrays.equals(single, upper)) {
            phase(figure, "condensed", single, upper, top);
        }
        phase(figure, "uncondensed", upper, roof, top);
        figure.line("α_1, a pattern", lambdas, single);
        if (kind.patterns() == MemoryPatterns.Kind.GAUSSIAN) {
            figure.line("α_c, all patterns", lambdas, lines.all());
        }
        return figure.build();
    }

    private String caption() {
        return "Retrieval: patterns are minima of the energy. Without retrieval, exponentially many patterns (uncondensed) or few (condensed) win."
                + (kind.patterns() == MemoryPatterns.Kind.SPHERE || kind.patterns() == MemoryPatterns.Kind.BINARY
                        ? " Patterns are equally long: all of them are retrieved where one is." : "");
    }

    /// A band with its name where it is highest.
    private void phase(Figure.Builder figure, String name, double[] low, double[] high, double top) {
        figure.band(name, lambdas, low, high);
        int from = lambdas.length / 5;
        int to = lambdas.length - 1 - from;
        int widest = IntStream.rangeClosed(from, to).boxed().max((i, k) -> Double.compare(high[i] - low[i], high[k] - low[k]))
                .orElse(from);
        // The middle of all places that are nearly as high.
        int[] near = IntStream.rangeClosed(from, to).filter(i -> high[i] - low[i] > 0.9 * (high[widest] - low[widest]))
                .toArray();
        int at = near.length == 0 ? widest : near[near.length / 2];
        if (high[at] - low[at] > NARROW * top) {
            figure.inscription(name, lambdas[at], 0.5 * (low[at] + high[at]));
        }
    }
}
