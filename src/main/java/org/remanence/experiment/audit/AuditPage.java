package org.remanence.experiment.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.remanence.data.ImageShape;
import org.remanence.experiment.measure.Pictures;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.ImageGrid;
import org.remanence.plot.Notation;
import org.remanence.plot.Picture;
import org.remanence.plot.Report;
import org.remanence.plot.Table;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.result.Histogram;
import org.remanence.text.Text;

/// The page of an audit.
/// @param p of each sample: by held-out data, or by the training set where there are none
/// @param found samples called copies
record AuditPage(Audit audit, AuditSets sets, Audit.Result result, Closeness samples, double[] p, boolean[] found, Ratios ratios) {
    private static final int SHOWN = 24;
    private static final int COLUMNS = 8;
    private static final int LISTED_PATTERNS = 20;
    private static final int BINS = 20;
    private static final double WIDEST_RATIO = 1.5;
    private static final double FAR_SPLIT = 4;

    /// Collapse ratios.
    record Ratios(double[] samples, double[] heldOut, double[] exactScore) { }

    Report report() {
        Report.Builder report = Report.of("Does the model copy " + sets.train().name() + "?").text(how()).table(scores());
        report.figure(values());
        if (sets.train().image().isImage()) {
            report.images(pictures());
        }
        if (result.copied().count() > 0) {
            report.table(mostCopied());
        }
        result.noiseCurve().forEach(curve -> report.figure(noise(curve)));
        if (Arrays.stream(ratios.samples).anyMatch(Double::isFinite)) {
            report.figure(collapse());
        }
        if (!result.controls().isEmpty()) {
            report.figure(power()).table(controls());
        }
        return report.build();
    }

    private String how() {
        return result.heldOut() == 0
                ? Text.of("%d samples against %d patterns, without held-out data: each p-value counts the patterns that are as close to the others.",
                        result.samples(), result.patterns())
                : Text.of("""
                        %d samples and %d held-out points against %d patterns. A p-value is the rank of a sample among held-out points, by closeness, \
                        exact whatever the law of the data. The tail test asks whether the closest are too often samples; the symmetric test, whether \
                        samples lean to the training set rather than to held-out data, which shrinkage and blur do not do.""",
                        result.samples(), result.heldOut(), result.patterns());
    }

    /// What else a reader should know, a sentence each.
    List<String> findings() {
        List<String> more = new ArrayList<>();
        Audit.Duplicated twice = result.duplicates();
        if (twice.training() > 0 || twice.amongSamples() > 0 || twice.heldOutInTraining() > 0) {
            more.add(Text.of("Exact duplicates: %d in the training set, %d among the samples; %d held-out rows are in the training set.", twice.training(),
                    twice.amongSamples(), twice.heldOutInTraining()));
        }
        if (Math.max(Math.abs(result.splitCheck().closeness()), Math.abs(result.splitCheck().distance())) > FAR_SPLIT) {
            more.add(Text.of("""
                    Training set and held-out data do not seem to be of one law (%.1f standard deviations in closeness, %.1f in distance): split the data \
                    at random, or by what belongs together.""", result.splitCheck().closeness(), result.splitCheck().distance()));
        }
        result.controls().stream().filter(each -> !each.verdict().isEmpty() && !each.verdict().equals(FreshComparison.Verdict.NONE.word()))
                .forEach(each -> more.add(Text.of("A control fails: half of the held-out data against the other half is called %s, as chance has it once in 100 audits.", each.verdict())));
        if (result.verdict().startsWith(FreshComparison.Verdict.NONE.word()) && result.symmetric().p() <= FreshComparison.SYMMETRIC) {
            more.add(Text.of("""
                    The samples lean to the training set rather than to held-out data (p = %.2g), but none is close to a pattern for its surroundings: \
                    the model overfits, and may copy if it is trained on.""", result.symmetric().p()));
        }
        if (audit.failAbove() < 1) {
            more.add(Text.of("The lower bound on the share of copies, %s, is %s the limit %s.", Notation.number(result.copied().atLeast()),
                    result.copied().atLeast() > audit.failAbove() ? "above" : "not above", audit.failAbove()));
        }
        return more;
    }

    private Table scores() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("samples called copies", Text.of("%d of %d", result.copied().count(), result.samples()),
                Text.of("a share of %s of them false", Notation.number(audit.falseDiscoveryRate()))));
        rows.add(row("share of copies at least", result.copied().atLeast(), "with 95 % confidence, if all others are fresh"));
        rows.add(row("tail test, p", result.tail().p(), Text.of("copying or shift up to %s", FreshComparison.TAIL)));
        rows.add(row("symmetric test, p", result.symmetric().p(), Text.of("copying up to %s", FreshComparison.SYMMETRIC)));
        rows.add(row("share leaning to the training set", result.symmetric().copiedFraction(), "0 without copying"));
        rows.add(row("C_T, z", result.ct().z(), "0 ± 1 for fresh samples; shrinkage lowers it, too"));
        rows.add(row("AuthPct", result.authPct().value(), Text.of("%s for %s", Notation.number(result.authPct().baseline()), baseline())));
        rows.add(row("d₁/d₂ < 1/3", result.ratioRule().value(), Text.of("%s for %s", Notation.number(result.ratioRule().baseline()), baseline())));
        rows.add(row("collapse ratio, median", result.collapseRatio().samples().mean(),
                result.heldOut() == 0 ? "1 for copies" : Text.of("1 for copies, %s for held-out data", Notation.number(result.collapseRatio().heldOut().mean()))));
        rows.add(row("directions of the residuals of copies", result.residualDimension(), "few for geometric copies"));
        rows.add(List.of("directions with less spread", String.valueOf(result.lostDirections().size()), "shrinkage, no copying by itself"));
        return new Table("What the samples say", List.of("quantity", "measured", "meaning"), rows);
    }

    private String baseline() {
        return result.heldOut() == 0 ? "fresh points among Poisson patterns" : "held-out data";
    }

    private static List<String> row(String quantity, double value, String meaning) {
        return List.of(quantity, Double.isNaN(value) ? "–" : Notation.number(value), meaning);
    }

    private Figure values() {
        double[] edges = IntStream.rangeClosed(0, BINS).mapToDouble(i -> (double) i / BINS).toArray();
        return Figure.of("p-values", "P-values of the samples").caption(Text.of("""
                Share of the samples by p-value%s; copies have small ones, fresh samples would fill all bins alike, up to their errors.""",
                result.heldOut() == 0 ? " against the training set, which errs to the safe side" : " among held-out data"))
                .x(Axis.linear("p-value").between(0, 1)).y(Axis.linear("share of the samples"))
                .histogram("samples", Histogram.of("p", edges, p)).level("fresh", 1.0 / BINS).build();
    }

    /// The closest samples in order.
    private int[] closest(int most) {
        return IntStream.range(0, p.length).boxed().sorted((i, j) -> p[i] != p[j] ? Double.compare(p[i], p[j])
                : Double.compare(samples.value()[i], samples.value()[j])).limit(most).mapToInt(Integer::intValue).toArray();
    }

    private ImageGrid pictures() {
        Pictures pictures = Pictures.of(sets.train());
        int[] order = closest(SHOWN);
        int columns = Math.min(COLUMNS, order.length);
        var grid = ImageGrid.of("copies", "The closest samples, their nearest patterns and the differences", IntStream.range(0, columns).mapToObj(_ -> " ").toList())
                .caption("By p-value, the least first: the sample, below it the nearest pattern of the training set and the size of the difference. "
                        + "Samples called copies are marked.");
        for (int first = 0; first + columns <= order.length; first += columns) {
            List<ImageGrid.Cell> cells = new ArrayList<>();
            for (int i = first; i < first + columns; i++) {
                cells.add(cell(pictures, order[i]));
            }
            grid.row("", cells);
        }
        return grid.build();
    }

    private ImageGrid.Cell cell(Pictures pictures, int sample) {
        double[] x = new double[sets.train().columns()];
        sets.samples().copy(sample, 1, x, 0);
        double[] pattern = sets.train().row(samples.nearest()[sample]);
        double[] difference = new double[x.length];
        Arrays.setAll(difference, k -> Math.abs(x[k] - pattern[k]));
        ImageShape shape = sets.train().image();
        Picture apart = Picture.of(shape.width(), shape.height(), shape.channels(), difference, 0, pictures.high() - pictures.low());
        return ImageGrid.Cell.of(Text.of("%sp = %.2g", found[sample] ? "● " : "", p[sample]), pictures.of(x, 1), pictures.of(pattern, 1), apart);
    }

    private Table mostCopied() {
        record Copied(long pattern, int count, double closest) { }
        List<Copied> copied = IntStream.range(0, found.length).filter(i -> found[i]).mapToLong(i -> samples.nearest()[i]).distinct()
                .mapToObj(row -> {
                    int[] own = IntStream.range(0, found.length).filter(i -> found[i] && samples.nearest()[i] == row).toArray();
                    return new Copied(row, own.length, Arrays.stream(own).mapToDouble(i -> samples.value()[i]).min().orElseThrow());
                }).sorted((a, b) -> a.count != b.count ? Integer.compare(b.count, a.count) : Double.compare(a.closest, b.closest))
                .limit(LISTED_PATTERNS).toList();
        return new Table("The patterns copied most", List.of("row of the training set", "samples", "closeness of the closest"), copied.stream()
                .map(each -> List.of(String.valueOf(each.pattern), String.valueOf(each.count), Notation.number(each.closest))).toList());
    }

    private static Figure noise(NoiseCurve curve) {
        double[] tau = curve.samples().x();
        String label = curve.copies() ? "copies" : "samples";
        return Figure.of("noise", "How much likelier the training set makes samples than held-out data do").caption("""
                g = 2τ (log p_T − log p_H)/d_H²: how much more likely noised patterns make a state than noised held-out data do. 1 at little noise is a copy, \
                0 at much noise is what all states have. Band: 95 % of the held-out points, each without itself.""")
                .x(Axis.log("variance τ of the noise")).y(Axis.linear("g"))
                .band("held-out data", tau, curve.heldOutLower(), curve.heldOutUpper()).line("held-out data", tau, curve.heldOut())
                .points(label, curve.samples()).build();
    }

    private Figure collapse() {
        double[] edges = IntStream.rangeClosed(0, 30).mapToDouble(i -> WIDEST_RATIO * i / 30).toArray();
        Figure.Builder figure = Figure.of("collapse-ratios", "Samples on the scale of the exact score").caption("""
                τ*(x)/τ*(a₁), τ* the variance of the noise at which the exact score hesitates between two patterns: 1 at a copy. From the 64 nearest \
                patterns.""").x(Axis.linear("collapse ratio").between(0, WIDEST_RATIO)).y(Axis.linear("share"));
        histogram(figure, "held-out data", edges, ratios.heldOut);
        histogram(figure, "exact score", edges, ratios.exactScore);
        histogram(figure, "samples", edges, ratios.samples);
        return figure.build();
    }

    private static void histogram(Figure.Builder figure, String label, double[] edges, double... values) {
        double[] there = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (there.length > 0) {
            figure.histogram(label, Histogram.of("collapse ratio", edges, there));
        }
    }

    private Figure power() {
        List<AuditControls.Control> noised = result.controls().stream().filter(each -> Double.isFinite(each.noise()))
                .sorted((a, b) -> Double.compare(a.noise(), b.noise())).toList();
        List<Estimate> found = noised.stream().map(AuditControls.Control::found).toList();
        Curve power = Curve.of("noise", noised.stream().mapToDouble(AuditControls.Control::noise).toArray(), found);
        return Figure.of("power", "What this audit can see").caption(Text.of("""
                Share of noised patterns with p ≤ %s, by the noise in units of the mean standard deviation of a coordinate.""", audit.level()))
                .x(Axis.log("noise")).y(Axis.linear("share found").between(0, 1.05))
                .points("copies", power).line("copies", power).level("false alarms", audit.level()).build();
    }

    private Table controls() {
        return new Table("Controls", List.of("control", "noise", Text.of("share with p ≤ %s", audit.level()), "verdict"), result.controls().stream()
                .map(each -> List.of(each.control(), Double.isNaN(each.noise()) ? "–" : Notation.number(each.noise()), Notation.number(each.found()),
                        each.verdict().isEmpty() ? "–" : each.verdict())).toList());
    }
}
