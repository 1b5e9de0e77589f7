package org.remanence.process;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import org.remanence.tensor.Check;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Reads axes written `a,b,c`, `start:stop:step` (stop included where a step lands on it) or `log:start:stop:count` (both ends
/// included), and keeps the order given.
///
/// Steps are counted in decimal, so `0.1:1:0.1` has ten values and the third is 0.3.
public final class TimeAxis {
    private static final int LONGEST = 1_000_000;
    private static final String FORMS = "a,b,c or start:stop:step or log:start:stop:count";

    private TimeAxis() { }

    /// The times written in `text`.
    /// @throws IllegalArgumentException for anything but the three forms, and for times that are not positive and finite
    public static double[] parse(String text) {
        double[] times = values("times", text);
        for (double time : times) {
            if (!(time > 0)) {
                throw new BadInput("times must be positive, got %s in \"%s\"", time, text);
            }
        }
        return times;
    }

    /// The values of any axis, of either sign.
    /// @param name of the axis, for messages
    /// @throws IllegalArgumentException for anything but the three forms, and for numbers that are not finite
    public static double[] values(String name, String text) {
        if (text.startsWith("log:")) {
            return logarithmic(name, text, text.substring(4).split(":", -1));
        }
        if (text.contains(":")) {
            return stepped(name, text, text.split(":", -1));
        }
        return Arrays.stream(text.split(",", -1)).mapToDouble(each -> number(name, text, each).doubleValue()).toArray();
    }

    private static double[] stepped(String name, String text, String[] parts) {
        if (parts.length != 3) {
            throw malformed(name, text, Text.of("%d numbers between colons instead of 3", parts.length));
        }
        BigDecimal start = number(name, text, parts[0]);
        BigDecimal span = number(name, text, parts[1]).subtract(start);
        BigDecimal step = number(name, text, parts[2]);
        if (step.signum() == 0 || span.signum() * step.signum() < 0) {
            throw malformed(name, text, Text.of("a step of %s never leads from %s to %s", parts[2], parts[0], parts[1]));
        }
        BigDecimal steps = span.divide(step, 0, RoundingMode.DOWN);
        checkLength(name, text, steps.add(BigDecimal.ONE));
        double[] values = new double[steps.intValueExact() + 1];
        Arrays.setAll(values, i -> start.add(step.multiply(BigDecimal.valueOf(i))).doubleValue());
        return values;
    }

    private static double[] logarithmic(String name, String text, String[] parts) {
        if (parts.length != 3) {
            throw malformed(name, text, Text.of("%d numbers after log: instead of 3", parts.length));
        }
        double start = Check.positive("start of " + name + " \"" + text + "\"", number(name, text, parts[0]).doubleValue());
        double stop = Check.positive("stop of " + name + " \"" + text + "\"", number(name, text, parts[1]).doubleValue());
        BigDecimal wanted = number(name, text, parts[2]);
        if (wanted.stripTrailingZeros().scale() > 0 || wanted.compareTo(BigDecimal.TWO) < 0) {
            throw malformed(name, text, "the count must be a whole number from 2, not " + parts[2]);
        }
        checkLength(name, text, wanted);
        int last = wanted.intValueExact() - 1;
        double ratio = Math.log(stop / start);
        double[] values = new double[last + 1];
        Arrays.setAll(values, i -> i == last ? stop : start * Math.exp(ratio * i / last));
        return values;
    }

    private static BigDecimal number(String name, String text, String part) {
        try {
            BigDecimal value = new BigDecimal(part.strip());
            double rounded = value.doubleValue();
            if (Double.isFinite(rounded) && (rounded != 0 || value.signum() == 0)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw malformed(name, text, part.isBlank() ? "a number is missing" : Text.of("\"%s\" is not a finite number", part.strip()));
        }
        throw malformed(name, text, Text.of("\"%s\" is beyond the range of a double", part.strip()));
    }

    private static void checkLength(String name, String text, BigDecimal length) {
        if (length.compareTo(BigDecimal.valueOf(LONGEST)) > 0) {
            throw malformed(name, text, Text.of("more than %d values", LONGEST));
        }
    }

    private static IllegalArgumentException malformed(String name, String text, String why) {
        return new BadInput("%s must be written %s, got \"%s\": %s", name, FORMS, text, why);
    }
}
