package org.remanence.plot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.result.Histogram;
import org.remanence.result.OutputDirectory;

/// A portrait-like report with invented numbers; `main` writes it to a directory to be looked at.
final class Example {
    private Example() { }

    static Figure sameClass() {
        double[] time = DoubleStream.iterate(0.05, t -> t < 2.2, t -> t + 0.15).toArray();
        return Figure.of("same-class", "Clones part their class at t_S")
                .caption("Two clones released at time t end in the same class with probability φ(t). Its crossing of 0.775 is the "
                        + "speciation time t_S = ½ ln Λ of the largest eigenvalue Λ.")
                .x(Axis.linear("time t")).y(Axis.linear("same class φ").between(0.4, 1.02))
                .points("measured by cloning", noisy("time", time, t -> 0.5
                + 0.5 / (1 + Math.exp(5 * (t - 0.75))), 0.012))
                .line("two Gaussians", DoubleStream.iterate(0.02, t -> t < 2.25, t -> t + 0.02).toArray(),
                        DoubleStream.iterate(0.02, t -> t < 2.25, t -> t + 0.02)
                        .map(t -> 0.5 + 0.5 / (1 + Math.exp(5 * (t - 0.74)))).toArray())
                .level("0.775", 0.775).mark("t_S", 0.514).mark("φ = 0.775", new Estimate(0.72, 0.03, 500))
                .build();
    }

    static Figure excessEntropy() {
        double[] time = DoubleStream.iterate(0.02, t -> t < 2.4, t -> t * 1.35).toArray();
        double[] theory = DoubleStream.iterate(0.02, t -> t < 2.4, t -> t * 1.05).toArray();
        Figure.Builder figure = Figure.of("excess-entropy", "Memory condenses: f^e/α vanishes below t_C")
                .caption("The excess entropy per dimension over its largest value α = ln n/d. "
                        + "Bands are ± 2 standard errors of the theory's input.")
                .x(Axis.log("time t")).y(Axis.linear("normalized excess entropy f^e/α"));
        figure.band("surrogate ± 2σ", theory, map(theory, t -> saturate(t / 0.9) - 0.03),
                map(theory, t -> saturate(t / 0.9) + 0.03));
        for (int n : new int[] {200, 1797}) {
            double scale = n == 200 ? 0.4 : 0.6;
            figure.points("n = " + n, noisy("time", time, t -> t > 1.5 && n == 200 ? Double.NaN
                    : saturate(t / scale), 0.01));
            figure.line("n = " + n, theory, map(theory, t -> saturate(t / scale)));
        }
        return figure.line("isotropic", theory, map(theory, t -> saturate(t / 0.8)))
                .line("anisotropic surrogate", theory, map(theory, t -> saturate(t / 0.9)))
                .mark("t_C isotropic", 0.21).mark("t_C measured", new Estimate(0.24, 0.012, 900)).build();
    }

    static Figure lastChange() {
        Random random = new Random(3);
        double[] samples = IntStream.range(0, 600).mapToDouble(i -> 0.24 * Math.exp(0.45 * random.nextGaussian()))
                .toArray();
        double[] edges = DoubleStream.iterate(0.05, e -> e < 1.2, e -> e * 1.2).toArray();
        return Figure.of("last-change", "When the nearest pattern changes for the last time")
                .caption("600 trajectories.").x(Axis.log("time t")).y(Axis.linear("fraction of trajectories")
                .between(0, 0.25))
                .histogram("measured", Histogram.of("time", edges, samples))
                .mark("median", new Estimate(0.24, 0.006, 600)).build();
    }

    static Figure map() {
        double[] edges = IntStream.rangeClosed(0, 30).mapToDouble(i -> i / 10.0).toArray();
        double[] loads = IntStream.rangeClosed(0, 20).mapToDouble(i -> 0.01 * Math.pow(10, i / 10.0)).toArray();
        double[] value = new double[30 * 20];
        for (int i = 0; i < value.length; i++) {
            value[i] = saturate(edges[i % 30 + 1] / Math.sqrt(loads[i / 30] * 3));
        }
        value[44] = Double.NaN;
        return Figure.of("phase-diagram", "Where memory condenses").caption("Invented.")
                .x(Axis.linear("time t").between(0, 3)).y(Axis.log("logLoad ln n/d").between(0.01, 1))
                .add(new Layer.HeatMap("f^e/α", edges, loads, value))
                .line("t_C theory", map(loads, l -> 0.8 * Math.sqrt(3 * l)), loads).build();
    }

    static ImageGrid samples() {
        Random random = new Random(5);
        List<String> times = List.of("t = 0.01", "t = 0.05", "t = 0.1", "t = 0.2", "t = 0.4", "t = 0.8", "t = 1.6",
                "t = 3");
        ImageGrid.Builder grid =
                ImageGrid.of("samples", "Samples stopped at a ladder of times, above their nearest patterns", times)
                .caption("Top: denoised sample x_t; bottom: nearest pattern; "
                        + "d₁/d₂ is the ratio of the two smallest distances.");
        for (int row = 1; row <= 3; row++) {
            List<ImageGrid.Cell> cells = new ArrayList<>();
            for (int column = 0; column < times.size(); column++) {
                cells.add(ImageGrid.Cell.of("0.%02d".formatted(column * 12), digit(random, 0.1 * column),
                        digit(random, 0)));
            }
            grid.row("sample " + row, cells);
        }
        return grid.build();
    }

    static Picture digit(Random random, double noise) {
        double[] pixels = new double[64];
        double radius = 2.2 + random.nextDouble();
        for (int i = 0; i < 64; i++) {
            double r = Math.hypot(i % 8 - 3.5, (i / 8 - 3.5) * 0.8);
            pixels[i] = 2 * Math.exp(-Math.pow(r - radius, 2)) - 1 + noise * random.nextGaussian();
        }
        return Picture.of(8, 8, 1, pixels, -1, 1);
    }

    static Timeline timeline() {
        return new Timeline(Axis.log("time t (generation runs from right to left)").between(0.02, 3), List.of(
                new Timeline.Regime("memorization", "Each trajectory falls onto one training pattern.", 0.02, 0.24),
                new Timeline.Regime("generalization", "The class is decided, the pattern is not.", 0.24, 0.514),
                new Timeline.Regime("noise", "All trajectories look alike.", 0.514, 3)),
                List.of(new Layer.Mark("t_S", 0.514, 0), new Layer.Mark("t_C (last change)", 0.24, 0.012),
                new Layer.Mark("t_C (φ_C = ½)", 0.21, 0.01),
                        new Layer.Mark("t_C (f^e/α = 0.05)", Double.NaN, Double.NaN)));
    }

    static Map<String, Object> manifest() {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("data", "digits, 1797 × 64, scaled by range, centred");
        manifest.put("seed", 7);
        manifest.put("draws", 2000);
        manifest.put("machine", new LinkedHashMap<>(Map.of("jdk", "25.0.3")));
        return manifest;
    }

    static Report report() {
        return Report.of("Memorization portrait of digits")
                .summary("Reversed diffusions of 1797 patterns in 64 dimensions choose a class at t_S = 0.514 and a single training "
                        + "pattern at t_C = 0.240 ± 0.012.")
                .timeline(timeline())
                .section("Speciation")
                .text("The largest eigenvalue of the covariance is Λ = 2.795, hence t_S = ½ ln Λ.").figure(sameClass())
                .section("Collapse").figure(excessEntropy()).figure(lastChange())
                .table(Table.compare("Transition times")
                        .row("t_C from φ_C = ½", new Estimate(0.2404, 0.0121, 900), 0.2123)
                        .row("t_C from the median last change", new Estimate(0.24, 0.006, 600))
                        .exact("t_S = ½ ln Λ", 0.513989).row("f^e/α at t = 0.5", new Estimate(0.50631, 0.00041, 2000),
                        0.50609).build())
                .figure(map())
                .section("Samples").images(samples())
                .command("./remanence portrait digits --seed 7 --out portrait")
                .manifest(manifest())
                .file("result.json", "all numbers").file("manifest.json", "how they were computed")
                .build();
    }

    static double saturate(double x) {
        return x * x / (1 + x * x);
    }

    private static double[] map(double[] x, java.util.function.DoubleUnaryOperator f) {
        return Arrays.stream(x).map(f).toArray();
    }

    private static Curve noisy(String axis, double[] x, java.util.function.DoubleUnaryOperator truth, double stderr) {
        Random random = new Random(1);
        return Curve.of(axis, x, Arrays.stream(x).mapToObj(t ->
                new Estimate(truth.applyAsDouble(t) + stderr * random.nextGaussian(), stderr, 2000)).toList());
    }

    static void main(String[] arguments) {
        try (var directory = OutputDirectory.open(Path.of(arguments[0]))) {
            directory.json(OutputDirectory.MANIFEST, Map.of("software", "remanence"));
            report().writeInto(directory);
            directory.publish();
        }
    }
}
