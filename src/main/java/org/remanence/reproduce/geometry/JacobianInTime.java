package org.remanence.reproduce.geometry;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.geometry.Jacobian;
import org.remanence.experiment.geometry.JacobianSpectra;
import org.remanence.experiment.geometry.JacobianTheory;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Notation;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.text.Text;
import org.remanence.theory.geometry.FigureCode;

/// Singular values of the empirical score's Jacobian in time on a manifold of two variances: after the code of the published
/// figure, after random matrices, and measured; and the lengths along the directions, which the sorted values hide.
/// @param listing which figure
/// @param high directions of variance 1
/// @param low directions of variance 0.3
/// @param innerFirst whether 1000 patterns are enough for the inner gap to be the larger one at t = 1, as it is for the law; with
///     more directions the scatter within both blocks narrows it more than the gap of the manifold
record JacobianInTime(Listing listing, int high, int low, boolean innerFirst) implements Reproduction {
    private static final int DIMENSION = 30;
    private static final int PATTERNS = 1000;
    private static final double LOW = 0.3;
    /// Times whose spectra are drawn, as positions in the grid from the smallest.
    private static final int DRAWN = 6;
    /// Ratio up to which theory to first order in 1/n is compared.
    private static final double FIRST_ORDER = 1.25;

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing, size, session);
        Answer<Jacobian.Result> answer = study.answer("spectra", Jacobian.class, "data",
                Text.of("manifold:d=%d,n=%d,variance=1x%d+%sx%d", DIMENSION, PATTERNS, high, LOW, low),
                "times", study.sized("log:0.01:1:13", "log:0.01:1:100"), "realizations", study.sized("12", "30"), "control", study.sized("0", "16"));
        JacobianSpectra spectra = answer.result().spectra();
        var theory = (JacobianTheory) answer.theory();
        check(study, answer.result(), theory);
        int[] drawn = IntStream.range(0, DRAWN).map(i -> i * (spectra.times().length - 1) / (DRAWN - 1)).toArray();
        study.page().figure(panel("code", "After the code of the published figure", """
                Column norms by the formula behind the left panels, unit dependent and with eq. 15 for the condensation, sorted, over their \
                largest; its first values are those of the normal directions.""", spectra.times(), drawn, code(spectra.times())))
                .figure(panel("random", "Random matrices after eq. 18", "Mean singular values of t J.", spectra.times(), drawn, theory.sampled()))
                .figure(panel("measured", "Measured", "Mean singular values of t J over data sets, at the origin.", spectra.times(), drawn,
                        spectra.singularValues()))
                .append(answer.report());
        return study.end(Text.of("""
                The steps after %d and %d values close again as the noise falls on. The columns of the wide directions go wrong at t = %s, those of the narrow ones at %s.""", DIMENSION - high, DIMENSION - high - low,
                Notation.number(answer.result().lossTimes().get(0).time()), Notation.number(answer.result().lossTimes().get(1).time())));
    }

    private void check(Study study, Jacobian.Result result, JacobianTheory theory) {
        JacobianSpectra spectra = result.spectra();
        int last = spectra.times().length - 1;
        int inner = Arrays.binarySearch(spectra.times(), LOW);
        int middle = inner >= 0 ? inner : -inner - 1;
        if (innerFirst) {
            study.check(FigureCheck.within("largest gap at t = 1 lies after d − m_1 values", spectra.commonGap()[last], DIMENSION - high, 0, "an integer"));
        }
        study.check(FigureCheck.within(Text.of("largest gap at t = %s lies after d − m values", Notation.number(spectra.times()[middle])),
                spectra.commonGap()[middle], DIMENSION - high - low, 0, "an integer"));
        for (JacobianTheory.Direction each : theory.directions()) {
            JacobianSpectra.Direction measured = spectra.directions().stream().filter(group -> group.variance() == each.variance()).findFirst().orElseThrow();
            int[] first = IntStream.range(0, measured.ratio().size()).filter(i -> each.derived().mean()[i] < FIRST_ORDER).toArray();
            study.check(FigureCheck.curve(Text.of("column norms of variance %s to first order in 1/n", Notation.number(each.variance())),
                    some(measured.ratio(), first), Arrays.stream(first).mapToDouble(i -> each.derived().mean()[i]).toArray()));
        }
        Estimate wide = result.lossTimes().get(0).time();
        Estimate narrow = result.lossTimes().get(1).time();
        study.check(FigureCheck.notBelow("wide directions are lost first: time over that of the narrow ones", ratio(wide, narrow), 1));
    }

    static Estimate ratio(Estimate first, Estimate second) {
        double ratio = first.mean() / second.mean();
        return new Estimate(ratio, ratio * Math.hypot(first.stderr() / first.mean(), second.stderr() / second.mean()), first.count());
    }

    private static Curve some(Curve curve, int[] indices) {
        return Curve.of(curve.axis(), Arrays.stream(indices).mapToDouble(i -> curve.x()[i]).toArray(),
                Arrays.stream(indices).mapToObj(curve::at).toList());
    }

    /// Sorted values, one time a row.
    private Matrix code(double[] times) {
        double[] sigmas = new double[DIMENSION];
        Arrays.fill(sigmas, 0, high, 1);
        Arrays.fill(sigmas, high, high + low, Math.sqrt(LOW));
        var law = new FigureCode(sigmas, PATTERNS, false);
        Matrix values = Matrix.zeros(times.length, DIMENSION);
        for (int t = 0; t < times.length; t++) {
            double[] norms = law.columnNorms(times[t]);
            Arrays.sort(norms);
            double[] row = new double[DIMENSION];
            Arrays.setAll(row, k -> norms[DIMENSION - 1 - k] / norms[DIMENSION - 1]);
            values.setRow(t, row);
        }
        return values;
    }

    private Figure panel(String name, String title, String caption, double[] times, int[] drawn, Matrix values) {
        double[] rank = new double[values.columns()];
        Arrays.setAll(rank, k -> k + 1);
        var figure = Figure.of(Text.of("%s-%s", listing.name(), name), title).caption(caption)
                .x(Axis.linear("rank")).y(Axis.linear("singular value of t J").between(-0.03, 1.6));
        for (int t : drawn) {
            figure.line("t = " + Notation.number(times[t]), rank, values.row(t));
        }
        return figure.mark("d − m", DIMENSION - high - low + 0.5).mark("d − m_1", DIMENSION - high + 0.5).build();
    }
}
