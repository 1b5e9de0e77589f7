package org.remanence.reproduce.regimes;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Answer;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.NoisedDraws;
import org.remanence.experiment.measure.Pictures;
import org.remanence.linalg.Spectrum;
import org.remanence.plot.ImageGrid;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.TimeGrid;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.Scheme;
import org.remanence.sampler.StepObserver;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// Images that drown in noise, and noise that turns into images under the exact score of the digits.
final class NoiseStrips implements Reproduction {
    private static final double[] TIMES = {0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2};
    private static final int SHOWN = 8;
    /// Beyond it the law of the digits is N(0, I) to e^{−2·7}.
    private static final double HORIZON = 7;
    private static final double END = 0.01;
    private static final int STEPS = 60;
    private static final Diffusion PROCESS = new OrnsteinUhlenbeck();

    @Override
    public Listing listing() {
        return new Listing("strips", Listing.Document.REGIMES, "forward and backward strips", "Images become noise, and noise becomes images", "10 s", "60 s");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        int count = study.sized(500, 5000);
        try (Arena arena = Arena.ofShared()) {
            var choice = new DataChoice("digits", DataChoice.ScaleChoice.AUTO, DataChoice.Centering.AUTO);
            PatternSet patterns = choice.open(arena, Precision.DOUBLE, session);
            Pictures pictures = Pictures.of(patterns);
            forward(study, patterns, pictures, count);
            backward(study, patterns, pictures, count);
        }
        return study.end("The digits are lost to the eye from t = 1.6 on, both ways.");
    }

    private static void forward(Study study, PatternSet patterns, Pictures pictures, int count) {
        var draws = new NoisedDraws(patterns, PROCESS, study.session());
        List<Matrix> strip = new ArrayList<>();
        List<Estimate> noise = new ArrayList<>();
        List<Estimate> signal = new ArrayList<>();
        for (double time : TIMES) {
            Matrix states = Matrix.zeros(count, patterns.columns());
            draws.states(0, time, states);
            strip.add(states);
            double[][] moments = moments(draws, patterns, states, time);
            noise.add(Estimate.of(moments[0]));
            signal.add(Estimate.of(moments[1]));
        }
        study.check(FigureCheck.curve("variance of the noise over v_t, forward", Curve.of("t", TIMES, noise), ones()));
        study.check(FigureCheck.curve("projection on the datum over s_t |a|², forward", Curve.of("t", TIMES, signal), ones()));
        Matrix data = Matrix.zeros(SHOWN, patterns.columns());
        for (int i = 0; i < SHOWN; i++) {
            data.setRow(i, patterns.row(draws.pattern(i)));
        }
        study.page().images(grid("forward", "Forward: images drown in noise", "Each row is one digit, noised to the time above.", data, strip, pictures));
    }

    /// Of each draw, |x − s a|² / (v d) and x·a / (s |a|²), of which the mean is 1.
    private static double[][] moments(NoisedDraws draws, PatternSet patterns, Matrix states, double time) {
        int d = patterns.columns();
        double scale = PROCESS.scale(time);
        double[][] moments = new double[2][Math.toIntExact(states.rows())];
        for (int b = 0; b < moments[0].length; b++) {
            double[] datum = patterns.row(draws.pattern(b));
            double[] state = states.row(b);
            double square = 0;
            double product = 0;
            double length = 0;
            for (int k = 0; k < d; k++) {
                square += (state[k] - scale * datum[k]) * (state[k] - scale * datum[k]);
                product += state[k] * datum[k];
                length += datum[k] * datum[k];
            }
            moments[0][b] = square / (PROCESS.variance(time) * d);
            moments[1][b] = product / (scale * length);
        }
        return moments;
    }

    private static void backward(Study study, PatternSet patterns, Pictures pictures, int count) {
        var score = new EmpiricalScore(patterns, PROCESS, Precision.DOUBLE, study.session());
        var grid = TimeGrid.logNoise(PROCESS, HORIZON, END, STEPS).through(TIMES);
        var seen = new Ladder(count, patterns.columns());
        Matrix samples = new ReverseProcess(Scheme.ANCESTRAL.with(score, study.session()), grid, study.session()).sample(count, "strips", seen);
        double total = Spectrum.of(patterns).total();
        double[] expected = Arrays.stream(TIMES).map(t -> PROCESS.scale(t) * PROCESS.scale(t) * total + PROCESS.variance(t) * patterns.columns()).toArray();
        study.check(FigureCheck.curve("E |x_t|² = s² E |a|² + v d, backward", Curve.of("t", TIMES,
                Arrays.stream(seen.squares).map(Estimate::of).toList()), expected));
        study.page().images(grid("backward", "Backward: noise becomes images", """
                Each row is one trajectory of the reverse process with the exact score of the digits, read from the right. \
                Every sample is one of the digits.""", samples, Arrays.asList(seen.states), pictures));
    }

    private static ImageGrid grid(String name, String title, String caption, Matrix data, List<Matrix> strip, Pictures pictures) {
        List<String> columns = new ArrayList<>(List.of(name.equals("forward") ? "t = 0" : "sample"));
        Arrays.stream(TIMES).forEach(each -> columns.add("t = " + each));
        var grid = ImageGrid.of(name, title, columns).caption(caption);
        for (int i = 0; i < SHOWN; i++) {
            int row = i;
            List<ImageGrid.Cell> cells = new ArrayList<>(List.of(ImageGrid.Cell.of("", pictures.of(data.row(i), 1))));
            IntStream.range(0, TIMES.length).forEach(k -> cells.add(
                    ImageGrid.Cell.of("", pictures.of(strip.get(k).row(row), PROCESS.scale(TIMES[k])))));
            grid.row("", cells);
        }
        return grid.build();
    }

    private static double[] ones() {
        double[] ones = new double[TIMES.length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /// Remembers lengths of all trajectories and states of the first at the times of the strip.
    private static final class Ladder implements StepObserver {
        private final double[][] squares;
        private final Matrix[] states = new Matrix[TIMES.length];

        Ladder(int count, int dimension) {
            this.squares = new double[TIMES.length][count];
            Arrays.setAll(states, _ -> Matrix.zeros(SHOWN, dimension));
        }

        @Override
        public void at(int step, double time, Matrix batch, long firstIndex) {
            int k = Arrays.binarySearch(TIMES, time);
            if (k < 0) {
                return;
            }
            for (int b = 0; b < batch.rows(); b++) {
                double[] state = batch.row(b);
                squares[k][Math.toIntExact(firstIndex) + b] = Arrays.stream(state).map(x -> x * x).sum();
                if (firstIndex + b < SHOWN) {
                    states[k].setRow(firstIndex + b, state);
                }
            }
        }
    }
}
