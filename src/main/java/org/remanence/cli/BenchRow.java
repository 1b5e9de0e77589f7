package org.remanence.cli;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.remanence.text.Text;
import tools.jackson.databind.JsonNode;

/// One benchmark with one choice of parameters, and what it measured. Most run in turn with a yardstick.
/// @param benchmark its class and method
/// @param parameters their names and values, without the yardstick
/// @param yardstick whom it ran against; empty if it ran alone
/// @param unit of both rates
/// @param rate median
/// @param yardstickRate median of the yardstick; NaN without one
/// @param percent median over rounds of rate over yardstick's rate; NaN without one
/// @param low lower quartile of that over the rounds
/// @param high upper quartile
/// @param waited share of the time that the one measuring thread waited for a core; NaN if unknown
/// @param others share of the machine's time that went to other programs and the hypervisor; NaN if unknown
/// @param clean rounds in which nobody waited
/// @param intensity floating-point operations for each byte of patterns; 0 where there is no place on the roofline
/// @param noise why the number deserves no trust; empty if nothing speaks against it
record BenchRow(String benchmark, Map<String, String> parameters, String yardstick, String unit, double rate, double yardstickRate,
                double percent, double low, double high, double waited, double others, int clean, double intensity, String noise) {
    private static final String YARDSTICK = "yardstick";
    /// A share or a relative spread beyond this speaks against a number.
    private static final double TENTH = 0.1;
    /// Fewer rounds leave no median.
    private static final int LEAST_CLEAN = 5;

    /// Reads one entry of JMH's report.
    static BenchRow of(JsonNode entry) {
        Map<String, String> parameters = new TreeMap<>();
        entry.path("params").properties().forEach(each -> parameters.put(each.getKey(), each.getValue().asString()));
        String name = BenchName.shortName(entry.path("benchmark").asString());
        JsonNode found = entry.path("secondaryMetrics");
        return found.has("ours") ? inTurn(name, parameters, found) : alone(name, parameters, entry.path("primaryMetric"));
    }

    private static BenchRow inTurn(String name, Map<String, String> parameters, JsonNode found) {
        String yardstick = String.valueOf(parameters.remove(YARDSTICK));
        double percent = number(found, "percent");
        double low = number(found, "low");
        double high = number(found, "high");
        double waited = number(found, "waited");
        double others = number(found, "others");
        int clean = (int) number(found, "clean");
        return new BenchRow(name, parameters, yardstick, unit(yardstick), number(found, "ours"), number(found, YARDSTICK), percent,
                low, high, waited, others, clean, number(found, "intensity"), noise((high - low) / 2 / percent, waited, others, clean));
    }

    /// Rates are in billions a second.
    private static String unit(String yardstick) {
        return switch (yardstick) {
            case "read" -> "GB/s";
            case "jdk", "fill" -> "10⁹ numbers/s";
            case "score" -> "10⁹ pairs/s";
            default -> "Gflop/s";
        };
    }

    private static BenchRow alone(String name, Map<String, String> parameters, JsonNode metric) {
        double mean = number(metric.path("score"));
        double error = number(metric.path("scoreError"));
        return new BenchRow(name, parameters, "", metric.path("scoreUnit").asString(), mean, Double.NaN, Double.NaN, Double.NaN,
                Double.NaN, Double.NaN, Double.NaN, 0, 0, noise(error / mean, 0, 0, LEAST_CLEAN));
    }

    /// What speaks against a row; NaN is no evidence.
    /// @param spread half the distance of the quartiles, or the error, relative to the value
    /// @param waited share of the time without a core
    /// @param others share of the machine's time
    /// @param clean rounds that counted
    static String noise(double spread, double waited, double others, int clean) {
        return clean < LEAST_CLEAN ? Text.of("noisy: its core was taken, in %.0f %% of the time", 100 * waited)
                : waited > TENTH ? Text.of("noisy: waited %.0f %%", 100 * waited)
                : spread > TENTH ? Text.of("noisy: spread ±%.0f %%", 100 * spread)
                : others > TENTH ? Text.of("noisy: others took %.0f %%", 100 * others) : "";
    }

    private static double number(JsonNode metrics, String name) {
        return number(metrics.path(name).path("score"));
    }

    /// JMH writes NaN as a word.
    private static double number(JsonNode node) {
        return Double.parseDouble(node.asString());
    }

    /// What two revisions are compared by, more is faster: the percentage of a yardstick that no revision of ours changes, for it
    /// drifts with the machine as the rate does. Else it is the rate, or its inverse where the unit is a time for each operation.
    double speed() {
        return switch (yardstick) {
            case "", "score", "fill" -> unit.endsWith("/op") ? 1 / rate : rate;
            default -> percent;
        };
    }

    /// Whether the roofline has a place for it.
    boolean onRoofline() {
        return intensity > 0;
    }

    /// Billions of floating-point operations a second, where the row is on the roofline.
    double gigaflops() {
        return unit.equals("GB/s") ? rate * intensity : rate;
    }

    /// Cells of the table.
    String[] cells() {
        return new String[] {benchmark, BenchName.text(parameters), format(rate), unit, yardstick, format(yardstickRate), format(percent),
                Double.isNaN(percent) ? "" : format(low) + "–" + format(high), noise};
    }

    private static String format(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, value < 100 ? "%.3g" : "%.0f", value);
    }
}
