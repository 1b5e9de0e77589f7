package org.remanence.experiment.geometry;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Reported;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.result.Curve;
import org.remanence.text.Text;

/// Draws of the oracle beside brute force at the same number of patterns.
public record OracleCheck(
        @Reported("number of patterns") long patterns,
        @Reported("Kolmogorov–Smirnov p-values of the gaps above the ten lowest energies") double[] gapPValues,
        @Reported("smallest of the ten p-values, times ten") double leastPValue,
        @Reported("mean of Σw² by brute force") Curve participationRatio,
        @Reported(value = "mean of log Z by brute force", unit = "nats") Curve logPartition,
        @Reported(value = "standard deviation of log Z by brute force", unit = "nats") Curve logPartitionSpread,
        @Reported("mean of Σw² drawn; residuals count the errors of both") Expected oracleParticipationRatio,
        @Reported(value = "mean of log Z drawn", unit = "nats") Expected oracleLogPartition,
        @Reported(value = "standard deviation of log Z drawn", unit = "nats") Expected oracleLogPartitionSpread) {

    /// No brute force was asked for.
    static OracleCheck none() {
        Curve empty = Curve.empty("ratio");
        Expected nothing = Expected.beside("none", empty, empty);
        return new OracleCheck(0, new double[0], Double.NaN, empty, empty, empty, nothing, nothing, nothing);
    }

    /// Whether there was none.
    boolean isEmpty() {
        return patterns == 0;
    }

    static OracleCheck of(long patterns, AxisValues ratios, LevelDraws oracle, LevelDraws brute) {
        double[] p = IntStream.range(0, RemOracle.GAPS)
                .mapToDouble(k -> KolmogorovSmirnovTest.withDefaults().test(oracle.gaps()[k], brute.gaps()[k]).getPValue()).toArray();
        Curve participation = brute.curve(ratios, brute.participation());
        Curve partition = brute.curve(ratios, brute.logPartition());
        Curve spread = brute.spread(ratios);
        return new OracleCheck(patterns, p, Math.min(1, p.length * Arrays.stream(p).min().orElseThrow()), participation, partition, spread,
                Expected.beside("participationRatio", participation, oracle.curve(ratios, oracle.participation())),
                Expected.beside("logPartition", partition, oracle.curve(ratios, oracle.logPartition())),
                Expected.beside("logPartitionSpread", spread, oracle.spread(ratios)));
    }

    /// Distance between both in standard errors, the largest of all curves.
    double most() {
        return Stream.of(oracleParticipationRatio, oracleLogPartition, oracleLogPartitionSpread)
                .flatMapToDouble(each -> Arrays.stream(each.residual())).map(Math::abs).max().orElse(Double.NaN);
    }

    String sentence() {
        return Text.of("""
                For %d patterns brute force and draws differ by at most %.1f standard errors in the mean of Σw² and in mean and \
                spread of log Z. The ten gaps pass Kolmogorov and Smirnov with p = %.2g.""", patterns, most(), leastPValue);
    }

    Figure figure() {
        return Figure.of("rem-oracle-check", "Draws beside brute force")
                .caption(Text.of("Mean of Σw² for %d patterns: points compute the energy of every pattern, the line joins draws of the oracle.", patterns))
                .x(Axis.linear("noise t/t_c")).y(Axis.linear("participation ratio Σw²").between(0, 1))
                .points("brute force", participationRatio)
                .line("oracle", oracleParticipationRatio.x(), oracleParticipationRatio.mean()).build();
    }
}
