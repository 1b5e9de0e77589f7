package org.remanence.experiment.features;

import java.util.Arrays;
import java.util.List;
import org.remanence.data.WholeNumber;
import org.remanence.text.BadInput;

/// How often each pattern is noised in training, m; 0 stands for the average over the noise, `inf`.
/// @param draws m
record Noisings(int draws) {
    private static final int MOST = 1_000_000;

    /// Reads a list such as `1,inf`.
    static List<Noisings> parse(String text) {
        List<Noisings> all = Arrays.stream(text.split(",", -1)).map(each -> one(each.strip())).toList();
        if (all.stream().distinct().count() < all.size()) {
            throw new BadInput("each number of noisings must be listed once, got '%s'", text);
        }
        return all;
    }

    private static Noisings one(String text) {
        if (text.equals("inf")) {
            return new Noisings(0);
        }
        try {
            long draws = WholeNumber.parse(text);
            if (draws >= 1 && draws <= MOST) {
                return new Noisings((int) draws);
            }
        } catch (NumberFormatException e) {
            throw new BadInput(e, "m must list inf and whole numbers of noisings, such as 1,inf, got '%s'", text);
        }
        throw new BadInput("m must be from 1 to %d, or inf, got '%s'", MOST, text);
    }

    /// Whether the noise is averaged over.
    boolean averaged() {
        return draws == 0;
    }

    /// m as a number, +∞ for the average.
    double number() {
        return averaged() ? Double.POSITIVE_INFINITY : draws;
    }

    /// As on the command line.
    @Override
    public String toString() {
        return averaged() ? "inf" : Integer.toString(draws);
    }
}
