package org.remanence.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Where an axis is labelled: round numbers, a handful of them.
final class Ticks {
    private static final int FEW = 3;
    private static final int MANY = 7;

    private Ticks() { }

    /// Values to label, increasing.
    static List<Double> of(Axis axis) {
        return switch (axis.scale()) {
            case LINEAR -> linear(axis);
            case LOG -> log(axis);
        };
    }

    /// Multiples 2 … 9 of each power of ten, to be ticked without a label; none on a linear axis.
    static List<Double> minor(Axis axis) {
        boolean roomy = axis.scale() == AxisScale.LOG && decades(axis) < 2 * MANY;
        return roomy ? multiples(axis, 2, 3, 4, 5, 6, 7, 8, 9) : List.of();
    }

    /// How a tick is labelled: `0.01`, `2000`, `10⁻⁵`.
    static String label(double value) {
        if (value != 0 && (Math.abs(value) < 1e-3 * (1 - 1e-9) || Math.abs(value) >= 1e5)) {
            int power = (int) Math.floor(Math.log10(Math.abs(value)) + 1e-9);
            String digits = decimal(value / Math.pow(10, power));
            return Maths.plain((digits.equals("1") ? "" : digits + "·") + "10^{" + power + "}");
        }
        return decimal(value);
    }

    private static String decimal(double value) {
        return new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros().toPlainString().replace('-', '−');
    }

    private static List<Double> linear(Axis axis) {
        double rough = (axis.high() - axis.low()) / MANY;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double enough = rough / power * (1 - 1e-9);
        double step = power * DoubleStream.of(1, 2, 5).filter(m -> m >= enough).findFirst().orElse(10);
        long first = (long) Math.ceil(axis.low() / step - 1e-9);
        long last = (long) Math.floor(axis.high() / step + 1e-9);
        return IntStream.rangeClosed(0, (int) (last - first)).mapToObj(i -> rounded((first + i) * step, step)).toList();
    }

    private static List<Double> log(Axis axis) {
        if (decades(axis) >= FEW) {
            int stride = (int) Math.ceil(decades(axis) / MANY);
            return multiples(axis, 1).stream().filter(v -> Math.floorMod(Math.round(Math.log10(v)), stride) == 0)
                    .toList();
        }
        List<Double> steps = multiples(axis, 1, 2, 5);
        return steps.size() >= FEW ? steps : linear(axis);
    }

    private static double decades(Axis axis) {
        return Math.log10(axis.high() / axis.low());
    }

    private static List<Double> multiples(Axis axis, int... digits) {
        int first = (int) Math.floor(Math.log10(axis.low()));
        int last = (int) Math.ceil(Math.log10(axis.high()));
        return IntStream.rangeClosed(first, last).boxed()
                .flatMap(power -> IntStream.of(digits).mapToObj(digit -> Double.parseDouble(digit + "e" + power)))
                .filter(v -> v >= axis.low() * (1 - 1e-9) && v <= axis.high() * (1 + 1e-9))
                .toList();
    }

    /// Removes the dust of a product such as 3 · 0.1.
    private static double rounded(double value, double step) {
        double scale = Math.pow(10, 2 - Math.floor(Math.log10(step)));
        return Math.round(value * scale) / scale;
    }
}
