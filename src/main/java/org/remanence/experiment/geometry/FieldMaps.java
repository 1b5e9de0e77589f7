package org.remanence.experiment.geometry;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Names;
import org.remanence.linalg.Spectrum;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Layer;
import org.remanence.plot.Notation;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.GaussianMixtureScore;
import org.remanence.score.Posterior;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Maps of densities, scores and responsibilities in the plane.
/// @param patterns `[n × 2]`
/// @param inverseTemperatures β
/// @param cells from left to right
/// @param score of the patterns
/// @param truth the score of their law, if known
record FieldMaps(PatternSet patterns, AxisValues inverseTemperatures, int cells, EmpiricalScore score, Optional<GaussianMixtureScore> truth) {
    /// Height over width of the maps.
    private static final double SHAPE = 0.62;
    private static final int ARROWS = 24;
    private static final int SHOWN_PATTERNS = 2000;

    /// The page: three maps an inverse temperature, then the errors.
    Answer<ScoreField.Result> answer(ScoreField.Result result, ScoreField.Theory theory) {
        Window window = window();
        double[] betas = inverseTemperatures.values();
        List<Posterior> posteriors = Arrays.stream(betas).mapToObj(beta -> score.posterior(window.states(), 1 / beta)).toList();
        Report.Builder report = Report.of("Score field of " + patterns.name());
        for (int i = 0; i < betas.length; i++) {
            maps(report, window, betas[i], posteriors.get(i));
        }
        if (result.errorFirst().size() > 0) {
            report.section("Which direction is lost").figure(errors(result, theory));
        }
        Answer<ScoreField.Result> answer = Answer.of(result, theory, report.build()).finding(finding(result))
                .array("states", window.states());
        for (int i = 0; i < betas.length; i++) {
            String name = "beta-" + Names.number(betas[i]);
            Posterior posterior = posteriors.get(i);
            answer = answer.array("score-" + name, posterior.score()).array("density-" + name, density(posterior.logDensity()))
                    .array("entropy-" + name, posterior.entropy());
        }
        return answer;
    }

    /// The three maps at one inverse temperature.
    private void maps(Report.Builder report, Window window, double beta, Posterior posterior) {
        String name = "beta-" + Names.number(beta);
        String words = "β = " + Notation.number(beta);
        double typical = window.typicalLength(posterior.score());
        report.section(Text.of("%s, t = %s", words, Notation.number(1 / beta)))
                .figure(window.field("patterns-" + name, "The score of the patterns at " + words, density(posterior.logDensity()),
                        window.arrows("score of the patterns", posterior.score(), typical)));
        truth.ifPresent(law -> {
            Matrix exact = Matrix.zeros(window.states().rows(), 2);
            law.score(window.states(), 1 / beta, exact);
            report.figure(window.field("law-" + name, "The score of their law at " + words,
                    density(law.logDensity(window.states(), 1 / beta)), window.arrows("score of the law", exact, typical)));
        });
        Figure.Builder entropy = window.figure("entropy-" + name, "Entropy of the responsibilities at " + words,
                "H(w), nats", posterior.entropy())
                .caption("Entropy of the responsibilities of the patterns: 0 where one pattern alone makes the score.");
        report.figure((patterns.rows() > SHOWN_PATTERNS ? entropy : entropy.points("patterns", positions())).build());
    }

    private Figure errors(ScoreField.Result result, ScoreField.Theory theory) {
        Axis across = inverseTemperatures.size() > 1 ? Axis.log("inverse temperature β = 1/t") : Axis.linear("inverse temperature β = 1/t");
        var figure = Figure.of("score-error", "The wide direction goes wrong first")
                .caption("Relative squared error of each coordinate of the score, over data sets; lines: leading order in 1/n.")
                .x(across).y(Axis.log("E (s − s*)² / E s*²"))
                .points("first coordinate", result.errorFirst()).points("second coordinate", result.errorSecond());
        if (Arrays.stream(theory.errorFirst().mean()).allMatch(Double::isFinite)) {
            figure.line("first coordinate", theory.errorFirst().x(), theory.errorFirst().mean())
                    .line("second coordinate", theory.errorSecond().x(), theory.errorSecond().mean());
        }
        return figure.build();
    }

    private String finding(ScoreField.Result result) {
        if (result.errorFirst().size() == 0) {
            return Text.of("The law of %s is not known, so its score is drawn alone.", patterns.name());
        }
        int last = result.errorFirst().size() - 1;
        return Text.of("""
                At β = %s the relative squared error of the score of %d patterns is %s along the first coordinate and %s along \
                the second.""", Notation.number(result.errorFirst().x()[last]), patterns.rows(),
                Notation.number(result.errorFirst().at(last)), Notation.number(result.errorSecond().at(last)));
    }

    private Curve positions() {
        int count = Math.toIntExact(patterns.rows());
        double[] x = new double[count];
        double[] y = new double[count];
        for (int row = 0; row < count; row++) {
            double[] pattern = patterns.row(row);
            x[row] = pattern[0];
            y[row] = pattern[1];
        }
        return Curve.of("x", x, Arrays.stream(y).mapToObj(each -> new Estimate(each, 0, 1)).toList());
    }

    private static double[] density(double[] log) {
        return Arrays.stream(log).map(Math::exp).toArray();
    }

    /// Around the patterns, as wide as the wider of the two coordinates asks, in the shape of the page.
    private Window window() {
        double[] mean = Spectrum.of(patterns).mean();
        double width = 0;
        for (long row = 0; row < patterns.rows(); row++) {
            double[] pattern = patterns.row(row);
            width = Math.max(width, Math.max(Math.abs(pattern[0] - mean[0]), Math.abs(pattern[1] - mean[1]) / SHAPE));
        }
        if (!(width > 0)) {
            throw new BadInput("the patterns must differ from each other, but all %d of %s are the same", patterns.rows(), patterns.name());
        }
        int rows = Math.max(2, (int) Math.round(SHAPE * cells));
        return Window.around(mean, 1.1 * width, cells, rows);
    }

    /// A rectangle of square cells.
    /// @param xEdges `[columns + 1]`
    /// @param yEdges `[rows + 1]`
    /// @param states middles of the cells, rows from the lowest up, `[rows · columns × 2]`
    private record Window(double[] xEdges, double[] yEdges, Matrix states) {
        static Window around(double[] centre, double halfWidth, int columns, int rows) {
            double cell = 2 * halfWidth / columns;
            double[] xEdges = new double[columns + 1];
            double[] yEdges = new double[rows + 1];
            Arrays.setAll(xEdges, k -> centre[0] + cell * (k - columns / 2.0));
            Arrays.setAll(yEdges, k -> centre[1] + cell * (k - rows / 2.0));
            Matrix states = Matrix.zeros((long) rows * columns, 2);
            for (int i = 0; i < rows * columns; i++) {
                states.set(i, 0, xEdges[i % columns] + cell / 2);
                states.set(i, 1, yEdges[i / columns] + cell / 2);
            }
            return new Window(xEdges, yEdges, states);
        }

        int columns() {
            return xEdges.length - 1;
        }

        int rows() {
            return yEdges.length - 1;
        }

        Figure.Builder figure(String name, String title, String measure, double[] value) {
            return Figure.of(name, title)
                    .x(Axis.linear("x_1").between(xEdges[0], xEdges[columns()]))
                    .y(Axis.linear("x_2").between(yEdges[0], yEdges[rows()]))
                    .add(new Layer.HeatMap(measure, xEdges, yEdges, value));
        }

        Figure field(String name, String title, double[] density, Layer arrows) {
            return figure(name, title, "density p_t", density).add(arrows)
                    .caption("Arrows point along the score; their length grows with it up to a limit, so that weak and strong ones are seen.")
                    .build();
        }

        /// The median length of the vectors.
        double typicalLength(Matrix vectors) {
            double[] length = new double[Math.toIntExact(vectors.rows())];
            Arrays.setAll(length, i -> Math.hypot(vectors.get(i, 0), vectors.get(i, 1)));
            return Estimate.median(length).mean();
        }

        /// Some of the vectors, none longer than the distance between them.
        Layer arrows(String label, Matrix vectors, double typical) {
            int every = Math.max(1, columns() / ARROWS);
            double reach = 1.6 * every * (xEdges[1] - xEdges[0]);
            int across = columns() / every;
            int count = across * (rows() / every);
            double[][] arrows = new double[4][count];
            for (int a = 0; a < count; a++) {
                long i = (long) (a / across * every + every / 2) * columns() + a % across * every + every / 2;
                double x = vectors.get(i, 0);
                double y = vectors.get(i, 1);
                double factor = reach / (Math.hypot(x, y) + typical);
                arrows[2][a] = factor * x;
                arrows[3][a] = factor * y;
                // the middle of an arrow lies at its state
                arrows[0][a] = states.get(i, 0) - arrows[2][a] / 2;
                arrows[1][a] = states.get(i, 1) - arrows[3][a] / 2;
            }
            return new Layer.Arrows(label, arrows[0], arrows[1], arrows[2], arrows[3]);
        }
    }
}
