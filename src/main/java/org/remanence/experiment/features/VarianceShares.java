package org.remanence.experiment.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.remanence.tensor.Check;
import org.remanence.text.BadInput;
import org.remanence.theory.features.PopulationSpectrum;

/// Variances of Gaussian data with the share of directions that each has: the spectrum of Σ for any dimension.
/// @param variances ≥ 0
/// @param shares of sum 1
record VarianceShares(double[] variances, double[] shares) {
    private static final double ROUNDING = 1e-12;
    private static final String MALFORMED = "variances must be written value x share, joined by +, as in 0.5x0.5+1.5x0.5, got '%s'";

    /// Reads `0.5x0.5+1.5x0.5`, a variance and its share each. Directions that are left over do not vary, unless the last
    /// variance comes without a share and takes them all.
    static VarianceShares parse(String text) {
        List<double[]> pairs = new ArrayList<>();
        double left = 1;
        String[] terms = text.strip().split("\\+", -1);
        for (int i = 0; i < terms.length; i++) {
            String[] factors = terms[i].split("x", -1);
            boolean rest = factors.length == 1 && i == terms.length - 1;
            if (factors.length != 2 && !rest) {
                throw new BadInput(MALFORMED, text);
            }
            double share = rest ? left : number(factors[1], text);
            if (!(share > 0 && share <= left + ROUNDING)) {
                throw new BadInput("shares of variances must be positive and sum to 1 at most, got '%s'", text);
            }
            pairs.add(new double[] {Check.nonNegative("variance", number(factors[0], text)), share});
            left -= share;
        }
        if (left > ROUNDING) {
            pairs.add(new double[] {0, left});
        }
        if (pairs.stream().allMatch(pair -> pair[0] == 0)) {
            throw new BadInput("data must vary in some direction, got variances '%s'", text);
        }
        return of(pairs);
    }

    private static VarianceShares of(List<double[]> pairs) {
        return new VarianceShares(pairs.stream().mapToDouble(pair -> pair[0]).toArray(),
                pairs.stream().mapToDouble(pair -> pair[1]).toArray());
    }

    private static double number(String digits, String text) {
        try {
            return Check.finite("number", Double.parseDouble(digits.strip()));
        } catch (NumberFormatException e) {
            throw new BadInput(e, MALFORMED, text);
        }
    }

    /// The same variances in a share of directions alone; the others do not vary.
    /// @param latent ψ_D, from 0 to 1
    VarianceShares within(double latent) {
        if (latent == 1) {
            return this;
        }
        List<double[]> pairs = new ArrayList<>();
        for (int k = 0; k < shares.length; k++) {
            pairs.add(new double[] {variances[k], latent * shares[k]});
        }
        pairs.add(new double[] {0, 1 - latent});
        return of(pairs);
    }

    /// For the limit.
    PopulationSpectrum spectrum() {
        return new PopulationSpectrum(variances, shares);
    }

    /// Of d coordinates, shares rounded to whole numbers of them.
    double[] coordinates(int d) {
        double[] all = new double[d];
        double sum = 0;
        int from = 0;
        for (int k = 0; k < shares.length; k++) {
            sum += shares[k];
            int to = (int) Math.round(Math.min(1, sum) * d);
            Arrays.fill(all, from, to, variances[k]);
            from = to;
        }
        return all;
    }

    /// What [#parse] reads.
    @Override
    public String toString() {
        return IntStream.range(0, shares.length).mapToObj(k -> variances[k] + "x" + shares[k]).collect(Collectors.joining("+"));
    }
}
