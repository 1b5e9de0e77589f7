package org.remanence.sweep;

import org.remanence.result.Estimate;
import org.remanence.text.BadInput;
import tools.jackson.databind.JsonNode;

/// Where a curve of a result crosses a level, as `sameNeighbour@0.5` names it.
/// @param path of the curve in the result
/// @param level it crosses
public record CurveCrossing(String path, double level) {
    /// Reads `curve@level`.
    /// @throws BadInput if it is written otherwise
    public static CurveCrossing parse(String text) {
        int at = text.lastIndexOf('@');
        try {
            if (at > 0) {
                return new CurveCrossing(text.substring(0, at), Double.parseDouble(text.substring(at + 1)));
            }
        } catch (NumberFormatException _) {
            // refused below
        }
        throw new BadInput("a measure must be a curve and the level it crosses, as in sameNeighbour@0.5, got '%s'", text);
    }

    /// The first crossing, [Estimate#NONE] if there is none.
    /// @throws BadInput if the result has no such curve
    Estimate in(JsonNode result) {
        JsonNode node = result;
        for (String name : path.split("\\.")) {
            node = node.path(name);
        }
        if (!SweepRow.isCurve(node)) {
            throw new BadInput("the results have no curve %s: they have %s", path, String.join(", ", result.propertyNames()));
        }
        return SweepRow.curve(node).crossing(level);
    }

    @Override
    public String toString() {
        return path + "@" + level;
    }
}
