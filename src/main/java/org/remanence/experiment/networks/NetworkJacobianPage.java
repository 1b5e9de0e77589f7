package org.remanence.experiment.networks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Names;
import org.remanence.experiment.measure.DataAxes;
import org.remanence.experiment.measure.VarianceGroup;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Notation;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.text.Text;
import org.remanence.theory.GaussianJacobian;

/// The page of Jacobians: spectra beside the exact ones, dimensions, lengths of columns, asymmetry.
/// @param question parameters
/// @param pool data of the first run
/// @param axes of the data
/// @param result measured numbers
/// @param theory the score of the law
record NetworkJacobianPage(NetworkJacobian question, PatternPool pool, DataAxes axes, NetworkJacobian.Result result,
        NetworkJacobian.Theory theory) {
    private static final Map<String, String> PLACES = Map.of(ProbeStates.DATUM, "patterns of the training",
            ProbeStates.FRESH, "fresh draws", ProbeStates.ORIGIN, "the origin");
    /// A direction counts as lost once its column is that many times as long as that of the true score.
    private static final double LOST = 1.5;

    /// The answer with figures and findings.
    Answer<NetworkJacobian.Result> answer() {
        Report.Builder report = Report.of(Text.of("Jacobians of networks trained on %s", pool.about().name()));
        double[] levels = question.levels();
        IntStream.range(0, levels.length).forEach(level -> report.figure(spectra(ProbeStates.DATUM, level)));
        for (String place : result.trained().lastEntry().getValue().keySet()) {
            if (!place.equals(ProbeStates.DATUM)) {
                report.figure(spectra(place, question.readingLevel()));
            }
        }
        report.figure(dimensionInSize()).figure(dimensionInNoise()).figure(dimensionInSteps());
        if (!axes.groups().isEmpty()) {
            report.figure(relativeLengths()).figure(lengths());
        }
        report.figure(asymmetry());
        Answer<NetworkJacobian.Result> answer = Answer.of(result, theory, report.build());
        return answer.finding(result.trained().keySet().stream().map(this::gapFound).toList()).finding(findings());
    }

    private List<String> findings() {
        List<String> findings = new ArrayList<>();
        List<VarianceGroup> tangent = tangent();
        if (tangent.size() > 1) {
            findings.add(orderFound(tangent));
            findings.add(innerGapFound(tangent));
        }
        findings.add(asymmetryFound());
        findings.addAll(pool.remarks(question.training(), (int) question.sizes().min()));
        return findings;
    }

    private List<VarianceGroup> tangent() {
        return axes.groups().stream().filter(group -> group.variance() > 0).toList();
    }

    private String gapFound(String size) {
        String network = gap(result.trained().get(size).get(ProbeStates.DATUM));
        String exact = gap(result.empirical().get(size).get(ProbeStates.DATUM));
        String law = theory.spectra().isEmpty() ? ""
                : Text.of("; that of the law %s", gap(theory.spectra().get(ProbeStates.DATUM)));
        return Text.of("n = %s: at σ = %s, at its patterns, the network has %s; the exact score of the patterns %s%s.",
                size,
                Notation.number(question.reading()), network, exact, law);
    }

    private String gap(NetworkSpectra spectra) {
        long position = spectra.commonGap()[question.readingLevel()];
        if (position == 0 || position == result.dimension()) {
            return position == 0 ? "no gap, all directions tangent" : "no gap, all directions normal";
        }
        return Text.of("its gap after %d of %d singular values, %d directions left, height %s", position,
                result.dimension(),
                result.dimension() - position,
                Notation.number(spectra.gapHeight().at(question.readingLevel()).mean()));
    }

    /// The level where relative lengths tell most: the next one above that of reading, if there is one.
    private int wide() {
        return Math.min(question.readingLevel() + 1, question.levels().length - 1);
    }

    private String orderFound(List<VarianceGroup> tangent) {
        double sigma = question.levels()[wide()];
        String sizes = result.trained().keySet().stream().map(size -> Text.of("n = %s: %s, in units of 1/σ² %s", size,
                joined(tangent, group -> Text.of("%.2g", ratio(size, group, wide()).mean())),
                joined(tangent, group -> Text.of("%.2f", length(size, group, wide()).mean()))))
                .collect(Collectors.joining("; "));
        String variances = joined(tangent, group -> Names.number(group.variance()));
        String order = lost().isEmpty() ? "None is lost." : Text.of("""
                Of n = %s, which lose them, high variance is %s in units of the true score and %s in those of the \
                noise.""",
                String.join(", ", lost()), ahead(this::ratio), ahead(this::length));
        return Text.of("Columns along variance %s at σ = %s, over those of the true score: %s. %s", variances,
                Notation.number(sigma), sizes, order);
    }

    private static String joined(List<VarianceGroup> groups, Function<VarianceGroup, String> told) {
        return groups.stream().map(told).collect(Collectors.joining(" and "));
    }

    /// Sizes whose columns are too long.
    private List<String> lost() {
        return result.trained().keySet().stream().filter(size -> ratio(size, tangent().getFirst(), wide())
                .mean() > LOST)
                .toList();
    }

    private String ahead(Length of) {
        long first = lost().stream().filter(size -> of.at(size, tangent().getFirst(), wide()).mean()
                > of.at(size, tangent().getLast(), wide()).mean()).count();
        return first == lost().size() ? "ahead" : first == 0 ? "not ahead" : "ahead for some";
    }

    private String innerGapFound(List<VarianceGroup> tangent) {
        long low = result.dimension() - tangent.getLast().members().length;
        List<String> stopped = result.trained().keySet().stream()
                .filter(size -> result.trained().get(size).get(ProbeStates.DATUM)
                .commonGap()[question.readingLevel()] == low)
                        .toList();
        return Text.of("""
                A gap after %d values, with the directions of least variance alone left, is %s at σ = %s.""", low,
                stopped.isEmpty() ? "that of no network here" : "that of n = " + String.join(", ", stopped),
                Notation.number(question.reading()));
    }

    private String asymmetryFound() {
        double[] levels = question.levels();
        int[] shown = IntStream.of(0, question.readingLevel(), levels.length - 1).distinct().toArray();
        String sigmas = Arrays.stream(shown).mapToObj(s -> Notation.number(levels[s])).collect(Collectors.joining("/"));
        String values = result.asymmetry().entrySet().stream().map(each -> Text.of("%s for n = %s", Arrays.stream(shown)
                .mapToObj(s -> Text.of("%.2f", each.getValue().mean()[s])).collect(Collectors.joining("/")),
                each.getKey()))
                .collect(Collectors.joining(", "));
        return Text.of("The networks' scores are no gradients: |J − Jᵀ|/|J| at σ = %s is %s.", sigmas, values);
    }

    private Axis noise() {
        return Axis.log("noise σ");
    }

    private Figure spectra(String place, int level) {
        double sigma = question.levels()[level];
        Figure.Builder figure = Figure.of(Text.of("spectra-%s-%d", place, level),
                        Text.of("Singular values at %s, σ = %s", PLACES.get(place), Notation.number(sigma)))
                .caption(Text.of("""
                        Singular values of σ² J in decreasing order. Points: networks after %d steps, mean over \
                        states; lines of their colours: the exact score of the same patterns%s. Values near 1 belong \
                        to directions normal to the data.""", question.training().steps(),
                        theory.spectra().isEmpty() ? "" : "; ‘law’: the true score"))
                .x(Axis.linear("rank")).y(Axis.linear("singular value of σ² J"));
        result.trained().forEach((size, places) -> {
            if (places.containsKey(place)) {
                figure.points("n = " + size, row(places.get(place), level));
                figure.line("n = " + size, row(result.empirical().get(size).get(place), level));
            }
        });
        if (theory.spectra().containsKey(place)) {
            figure.line("law", row(theory.spectra().get(place), level));
        }
        theory.gaps().forEach(gap -> figure.mark("after " + gap, gap + 0.5));
        return figure.build();
    }

    private static Curve row(NetworkSpectra spectra, int level) {
        double[] mean = spectra.singularValues().row(level);
        double[] error = spectra.singularValueErrors().row(level);
        long count = spectra.effectiveDimension().at(level).count();
        return Curve.of("rank", IntStream.rangeClosed(1, mean.length).asDoubleStream().toArray(),
                IntStream.range(0, mean.length).mapToObj(k -> new Estimate(mean[k], error[k], count)).toList());
    }

    /// Something at one noise level, in the number of patterns, where every size has it.
    private Optional<Curve> inSize(BiFunction<String, SequencedMap<String, NetworkSpectra>, Optional<Estimate>> told,
                                   SequencedMap<String, SequencedMap<String, NetworkSpectra>> of) {
        List<Double> sizes = new ArrayList<>();
        List<Estimate> values = new ArrayList<>();
        of.forEach((size, places) -> told.apply(size, places).ifPresent(value -> {
            sizes.add(Double.valueOf(size));
            values.add(value);
        }));
        return sizes.isEmpty() ? Optional.empty()
                : Optional.of(Curve.of("patterns", sizes.stream().mapToDouble(each -> each).toArray(), values));
    }

    private Figure dimensionInSize() {
        int level = question.readingLevel();
        Figure.Builder figure = Figure.of("dimension-size", "Dimension in the number of patterns")
                .caption(Text.of("""
                        Singular values below the gap at σ = %s, mean over states, after %d steps. Points: networks; \
                        lines of their colours: the exact score of the patterns.""",
                        Notation.number(question.reading()), question.training().steps()))
                .x(Axis.log("number of patterns n")).y(dimensionAxis());
        for (String place : result.trained().firstEntry().getValue().keySet()) {
            BiFunction<String, SequencedMap<String, NetworkSpectra>, Optional<Estimate>> told =
                    (_, places) -> Optional.ofNullable(places.get(place)).map(each -> each.dimension().at(level));
            inSize(told, result.trained()).ifPresent(curve -> figure.points("at " + PLACES.get(place), curve));
            inSize(told, result.empirical()).ifPresent(curve -> figure.line("at " + PLACES.get(place), curve));
        }
        lawDimensions(figure);
        return figure.build();
    }

    private static Axis dimensionAxis() {
        return Axis.linear("dimension by the gap");
    }

    private void lawDimensions(Figure.Builder figure) {
        theory.gaps().forEach(gap -> figure.level(Text.of("%d − %d", result.dimension(), gap),
                result.dimension() - gap));
    }

    private Figure dimensionInNoise() {
        Figure.Builder figure = Figure.of("dimension-noise", "Directions that the data fill, by noise")
                .caption("""
                        Effective dimension d + σ² tr J at patterns of the training, the directions that the data fill \
                        at a noise level. Points: networks; lines of their colours: the exact score of the same \
                        patterns; ‘law’: the true score.""")
                .x(noise()).y(Axis.linear("d + σ² tr J"));
        result.trained().forEach((size, places) -> {
            figure.points("n = " + size, places.get(ProbeStates.DATUM).effectiveDimension());
            figure.line("n = " + size, result.empirical().get(size).get(ProbeStates.DATUM).effectiveDimension());
        });
        if (!theory.spectra().isEmpty()) {
            figure.line("law", theory.spectra().get(ProbeStates.DATUM).effectiveDimension());
        }
        return figure.build();
    }

    private Figure dimensionInSteps() {
        Figure.Builder figure = Figure.of("dimension-steps", "Dimension on the way")
                .caption(Text.of("Singular values below the gap at σ = %s, at patterns of the training, on the way.",
                        Notation.number(question.reading())))
                .x(Axis.log("steps")).y(dimensionAxis());
        result.dimensionInSteps().forEach((size, curve) -> figure.points("n = " + size, curve)
                .line("n = " + size, curve));
        lawDimensions(figure);
        return figure.build();
    }

    private Estimate ratio(String size, VarianceGroup group, int level) {
        return result.trained().get(size).get(ProbeStates.DATUM).directions().stream()
                .filter(each -> each.variance() == group.variance())
                .findFirst().orElseThrow().ratio().at(level);
    }

    private Estimate length(String size, VarianceGroup group, int level) {
        double sigma = question.levels()[level];
        return ratio(size, group, level).times(GaussianJacobian.level(group.variance(), sigma * sigma));
    }

    private Figure relativeLengths() {
        return lengths(Figure.of("columns-relative", "Columns of the Jacobian, in units of the true score")
                .y(Axis.log("length over that of the true score")).level("the true score", 1), this::ratio);
    }

    private Figure lengths() {
        return lengths(Figure.of("columns", "The same columns, in units of the noise")
                .y(Axis.linear("root mean square |σ² J u|")).level("normal", 1), this::length);
    }

    private Figure lengths(Figure.Builder figure, Length of) {
        figure.caption("""
                Root mean square length of the columns of σ² J along directions of equal variance, at patterns of the \
                training, in the number of patterns.""").x(Axis.log("number of patterns n"));
        for (int level : new int[] {question.readingLevel(), wide()}) {
            for (VarianceGroup group : tangent()) {
                String label = Text.of("variance %s, σ = %s", Names.number(group.variance()),
                        Notation.number(question.levels()[level]));
                inSize((size, _) -> Optional.of(of.at(size, group, level)), result.trained())
                        .ifPresent(curve -> figure.points(label, curve).line(label, curve));
            }
        }
        return figure.build();
    }

    private interface Length {
        Estimate at(String size, VarianceGroup group, int level);
    }

    private Figure asymmetry() {
        Figure.Builder figure = Figure.of("asymmetry", "Asymmetry: a trained score is no gradient")
                .caption("""
                        |J − Jᵀ|/|J| of the networks at patterns of the training, in Frobenius norms; 0 for both exact \
                        scores.""")
                .x(noise()).y(Axis.log("asymmetry"));
        result.asymmetry().forEach((size, curve) -> figure.points("n = " + size, curve).line("n = " + size, curve));
        return figure.build();
    }
}
