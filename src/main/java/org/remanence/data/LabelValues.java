package org.remanence.data;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.remanence.text.BadInput;

/// Labels from numbers and texts in the shapes in which people keep them: one a row, in one column, in one line, or one-hot.
final class LabelValues {
    private static final double MOST = 0x1p53;

    private LabelValues() { }

    /// Labels as texts. Numbers must be whole, but may be written as fractions, such as `3.0`.
    /// @throws BadInput naming one that is missing, or that is a number but not whole
    static Labels ofTexts(List<String> texts, String source) {
        List<String> stripped = texts.stream().map(String::strip).toList();
        boolean numbers = stripped.stream().anyMatch(LabelValues::isNumber)
                && stripped.stream().allMatch(each -> isNumber(each) || isMissing(each));
        List<String> names = new ArrayList<>();
        for (String each : stripped) {
            if (each.isEmpty() || numbers && !isNumber(each)) {
                throw new BadInput("%s must have a label in every row, got '%s' in row %d", source, each, names.size());
            }
            names.add(numbers ? whole(each, names.size(), source) : each);
        }
        return Labels.of(names);
    }

    private static boolean isNumber(String text) {
        return Double.isFinite(Decimal.parse(text, false));
    }

    private static boolean isMissing(String text) {
        return text.matches("(?i)|nan|na|n/a|null|none|\\?");
    }

    /// The digits of a whole number: no two numbers are one label, however large they are.
    private static String whole(String text, int row, String source) {
        BigDecimal number = Decimal.exact(text).stripTrailingZeros();
        if (number.scale() > 0) {
            throw notWhole(source, text, row);
        }
        return number.toPlainString();
    }

    /// Labels as an array of numbers.
    /// @param shape of the array
    /// @throws BadInput if the shape is of no labels, or a number is not whole
    static Labels of(double[] values, List<Long> shape, String source) {
        long columns = isColumn(shape) ? 1 : shape.getLast();
        if (columns == 1) {
            return Labels.of(whole(values, source));
        }
        checkTable(shape, source);
        return Labels.of(hot(values, Math.toIntExact(columns), source));
    }

    /// Labels as an array of texts.
    /// @throws BadInput if the shape is of no labels
    static Labels of(List<String> texts, List<Long> shape, String source) {
        if (!isColumn(shape)) {
            throw new BadInput("%s must have one axis to be labels, got shape %s", source, shape);
        }
        return ofTexts(texts, source);
    }

    /// One axis, whatever axes of length 1 stand beside it.
    private static boolean isColumn(List<Long> shape) {
        return shape.size() <= 1 || shape.stream().filter(length -> length > 1).count() <= 1;
    }

    private static void checkTable(List<Long> shape, String source) {
        if (shape.size() != 2) {
            throw new BadInput("%s must have one axis to be labels, or be one-hot, got shape %s", source, shape);
        }
    }

    private static long[] hot(double[] values, int classes, String source) {
        long[] labels = new long[values.length / classes];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = -1;
            for (int k = 0; k < classes; k++) {
                double value = values[row * classes + k];
                if (value == 1 && labels[row] < 0) {
                    labels[row] = k;
                } else if (value != 0) {
                    throw notHot(source, classes, row);
                }
            }
            if (labels[row] < 0) {
                throw notHot(source, classes, row);
            }
        }
        return labels;
    }

    private static BadInput notHot(String source, int classes, int row) {
        return new BadInput("%s has %d columns and must be one-hot to be labels: row %d has not one 1 among zeros", source,
                classes, row);
    }

    /// Beyond 2⁵³ neighbouring whole numbers would be one label.
    private static long[] whole(double[] values, String source) {
        long[] labels = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            if (values[i] != Math.rint(values[i]) || !Double.isFinite(values[i])) {
                throw notWhole(source, Double.toString(values[i]), i);
            }
            if (Math.abs(values[i]) > MOST) {
                throw new BadInput("%s must hold labels of at most 2^53, got %.0f in row %d: save them as texts", source, values[i], i);
            }
            labels[i] = (long) values[i];
        }
        return labels;
    }

    private static BadInput notWhole(String source, String value, int row) {
        return new BadInput("%s must hold whole numbers or texts to be labels, got %s in row %d", source, value, row);
    }
}
