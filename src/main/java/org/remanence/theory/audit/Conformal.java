package org.remanence.theory.audit;

import java.util.Arrays;
import org.remanence.tensor.Check;

/// Conformal p-values: how small a number is among numbers of the same law. Under exchangeability a p-value is at most α with
/// probability at most α, whatever the law; ties count against a finding.
/// Source: Bates, Candès, Lei, Romano and Sesia, Testing for outliers with conformal p-values, 2023.
public final class Conformal {
    private Conformal() { }

    /// `(1 + #{calibration ≤ x}) / (1 + #calibration)` of each number.
    /// @param calibration may be empty: then nothing is small
    public static double[] values(double[] numbers, double[] calibration) {
        double[] sorted = calibration.clone();
        Arrays.sort(sorted);
        return Arrays.stream(numbers).map(x -> (1.0 + atMost(sorted, x)) / (1.0 + sorted.length)).toArray();
    }

    /// The same within two groups: numbers are compared with those of their own group.
    /// @param inGroup whether a number is in the second group
    /// @param calibrationInGroup the same of the calibration
    public static double[] values(double[] numbers, boolean[] inGroup, double[] calibration, boolean[] calibrationInGroup) {
        Check.size("groups", inGroup.length, "numbers", numbers.length);
        Check.size("groups", calibrationInGroup.length, "calibration", calibration.length);
        double[] values = new double[numbers.length];
        for (boolean group : new boolean[] {false, true}) {
            double[] of = values(numbers, some(calibration, calibrationInGroup, group));
            for (int i = 0; i < values.length; i++) {
                values[i] = inGroup[i] == group ? of[i] : values[i];
            }
        }
        return values;
    }

    /// The numbers of one group.
    public static double[] some(double[] numbers, boolean[] groups, boolean group) {
        double[] some = new double[numbers.length];
        int count = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (groups[i] == group) {
                some[count++] = numbers[i];
            }
        }
        return Arrays.copyOf(some, count);
    }

    /// How many of sorted numbers are at most x.
    public static int atMost(double[] sorted, double x) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
