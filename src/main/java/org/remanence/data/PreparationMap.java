package org.remanence.data;

import java.util.Arrays;
import java.util.Optional;
import org.remanence.tensor.Check;
import org.remanence.tensor.Rows;
import org.remanence.text.BadInput;

/// The way from the units of a data set to those it was prepared in: what [Preparation] learned from its values, to be applied
/// to whatever else is given in the same units.
public final class PreparationMap {
    /// Nothing was done.
    public static final PreparationMap NONE = new PreparationMap(Optional.empty(), Optional.empty());

    private final Optional<PreparationStep> scaling;
    private final Optional<ColumnMap> centring;

    /// @param scaling what is done to values first
    /// @param centring what takes the mean of each column away afterwards
    PreparationMap(Optional<PreparationStep> scaling, Optional<ColumnMap> centring) {
        this.scaling = scaling;
        this.centring = centring;
    }

    /// Whether rows stay as they are.
    public boolean isNone() {
        return scaling.isEmpty() && centring.isEmpty();
    }

    /// Rows of the same data, prepared when they are read; computed in double.
    /// @param rows `[B × d]`, in the units of the data
    public Rows apply(Rows rows) {
        Rows scaled = scaling.isPresent() ? new MappedRows(rows, scaling.get()) : rows;
        return centring.isPresent() ? new MappedRows(scaled, centring.get()) : scaled;
    }

    /// One row, prepared.
    /// @param row `[d]`, in the units of the data
    public double[] apply(double[] row) {
        double[] values = row.clone();
        scaling.ifPresent(step -> step.apply(values, 0));
        centring.ifPresent(step -> step.apply(values, 0));
        return values;
    }

    /// One row in the units of the data. A row that was divided by its length keeps length 1.
    /// @param row `[d]`, prepared
    public double[] undo(double[] row) {
        double[] values = row.clone();
        centring.ifPresent(step -> step.undo(values, 0));
        scaling.ifPresent(step -> step.undo(values, 0));
        return values;
    }

    /// The map as one shift and one factor for all columns.
    /// @param columns d
    /// @throws BadInput if columns were scaled by different factors, or each row by its length
    public UniformScaling uniform(int columns) {
        UniformScaling scaled = scaling.map(step -> uniform(step, columns)).orElseGet(() -> UniformScaling.none(columns));
        double[] mean = mean(columns);
        double[] shift = new double[columns];
        Arrays.setAll(shift, k -> scaled.shift()[k] + mean[k] / scaled.factor());
        return new UniformScaling(shift, scaled.factor());
    }

    private static UniformScaling uniform(PreparationStep step, int columns) {
        switch (step) {
            case UnitLength _ -> throw new BadInput("""
                    patterns that were each divided by its length are seen by no network that was trained in other units: \
                    choose another --scale than unit-norm""");
            case ColumnMap map -> {
                Check.size("columns", columns, "columns of the data", map.shift().length);
                double divisor = map.divisor()[0];
                for (double each : map.divisor()) {
                    if (each != divisor) {
                        throw new BadInput("""
                                columns that were scaled by different factors are seen by no network that was trained in \
                                other units: choose another --scale than standardize""");
                    }
                }
                return new UniformScaling(map.shift(), 1 / divisor);
            }
        }
    }

    /// The mean of each column that centring took away, after any scaling.
    /// @param columns d
    /// @return `[d]`; zeros where nothing was centred
    public double[] mean(int columns) {
        double[] mean = centring.map(step -> step.shift().clone()).orElse(new double[columns]);
        Check.size("columns", columns, "columns of the data", mean.length);
        return mean;
    }
}
