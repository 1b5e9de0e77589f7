package org.remanence.experiment.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.remanence.random.RandomStream;
import org.remanence.result.Estimate;
import org.remanence.score.NearestPatterns;
import org.remanence.score.NearestTable;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Rows;
import org.remanence.theory.audit.Conformal;

/// What the audit says where the truth is known: of one half of the points held out against the other, where nothing is copied, and of
/// noised patterns `a + σ z`, samples of the exact score that all are copies.
/// @param rows one a control
/// @param ratios collapse ratios of the noised patterns of least noise
record AuditControls(List<Control> rows, double[] ratios) {
    private static final int COPIES = 200;
    private static final double KNOWN = 0.95;

    /// One control.
    /// @param control `held-out data` or `exact score`
    /// @param noise standard deviation σ of the noise, in units of the mean standard deviation of a coordinate; none for held-out data
    /// @param found share of them with a p-value up to the level
    /// @param verdict of the whole audit; none where it was not asked
    public record Control(String control, double noise, Estimate found, String verdict) { }

    /// @param heldOut closeness of the points held out
    /// @param own lists of those among themselves
    static AuditControls of(Audit audit, Pool pool, Closeness heldOut, NearestTable own, NearestPatterns search, double within, Session session) {
        List<Control> rows = new ArrayList<>();
        rows.add(halves(audit, pool, heldOut, own, session));
        double width = width(search.patterns());
        double[] noises = audit.scoreNoise().values();
        double least = Arrays.stream(noises).min().orElseThrow();
        double[] ratios = new double[0];
        for (double noise : noises) {
            Matrix copies = copies(search.patterns(), noise * width, session);
            Closeness close = Closeness.of(copies, search, within, session);
            double[] p = Conformal.values(close.value(), close.duplicated(), heldOut.value(), heldOut.duplicated());
            rows.add(new Control("exact score", noise, share(p, audit.level()), ""));
            if (noise == least) {
                ratios = CollapseRatios.of(close, search, session);
            }
        }
        return new AuditControls(rows, ratios);
    }

    private static Estimate share(double[] p, double level) {
        return Estimate.share(Arrays.stream(p).filter(each -> each <= level).count(), p.length);
    }

    /// One half of the points held out, drawn at random, as samples.
    private static Control halves(Audit audit, Pool pool, Closeness heldOut, NearestTable own, Session session) {
        int m = heldOut.states();
        RandomStream stream = session.stream("control halves");
        int[] order = IntStream.range(0, m).boxed().sorted(Comparator.comparingDouble(i -> stream.uniform(i, 0))).mapToInt(Integer::intValue)
                .toArray();
        int[] one = Arrays.stream(order).limit(m / 2).sorted().toArray();
        int[] other = Arrays.stream(order).skip(m / 2).sorted().toArray();
        Closeness samples = heldOut.some(one);
        FreshComparison halves = FreshComparison.of(samples, heldOut.some(other), pool.test(GatheredRows.of(pool.heldOut(), one), samples.lists(),
                own.rows(one), row -> Arrays.binarySearch(other, (int) row) >= 0, audit.falseDiscoveryRate(), session), audit.falseDiscoveryRate());
        return new Control("held-out data", Double.NaN, share(halves.p(), audit.level()), halves.verdict().word());
    }

    /// Root of the mean variance of a coordinate, over some of the patterns.
    private static double width(Rows patterns) {
        return AuditSets.Spread.of(patterns, "the training set", 3).width() / Math.sqrt(patterns.columns());
    }

    private static Matrix copies(Rows patterns, double noise, Session session) {
        Matrix copies = Matrix.zeros(COPIES, patterns.columns());
        double[] row = new double[patterns.columns()];
        double[] z = new double[row.length];
        for (int i = 0; i < COPIES; i++) {
            patterns.copy(session.stream("control").below(i, 0, patterns.rows()), 1, row, 0);
            session.stream("control noise").gaussians(i, 0, z, 0, z.length);
            for (int k = 0; k < row.length; k++) {
                row[k] = Math.fma(noise, z[k], row[k]);
            }
            copies.setRow(i, row);
        }
        return copies;
    }

    /// The largest noise up to which nearly all copies are found, in units of the mean standard deviation of a coordinate; NaN if
    /// there is none.
    double detectableNoise() {
        double largest = Double.NaN;
        List<Control> noised = rows.stream().filter(each -> Double.isFinite(each.noise)).sorted((a, b) -> Double.compare(a.noise, b.noise)).toList();
        for (Control each : noised) {
            if (each.found.mean() < KNOWN) {
                return largest;
            }
            largest = each.noise;
        }
        return largest;
    }
}
