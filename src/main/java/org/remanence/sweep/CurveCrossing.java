package org.remanence.sweep;

import org.remanence.result.Estimate;
import org.remanence.text.BadInput;
import tools.jackson.databind.JsonNode;

/// Where a curve of a result crosses a level, as `sameNeighbour@0.5` names it, or `sameNeighbour@0.5=collapseTime`
/// together with what theory says of that place.
/// @param path of the curve in the result
/// @param level it crosses
/// @param theory path of a number of theory, or of a group of them; empty if there is none
public record CurveCrossing(String path, double level, String theory) {
    /// Reads `curve@level` or `curve@level=theory`.
    /// @throws BadInput if it is written otherwise
    public static CurveCrossing parse(String text) {
        String[] sides = text.split("=", 2);
        int at = sides[0].lastIndexOf('@');
        try {
            if (at > 0) {
                return new CurveCrossing(sides[0].substring(0, at), Double.parseDouble(sides[0].substring(at + 1)),
                        sides.length > 1 ? sides[1] : "");
            }
        } catch (NumberFormatException _) {
            // refused below
        }
        throw new BadInput("a measure must be a curve and the level it crosses, as in sameNeighbour@0.5, got '%s'",
                text);
    }

    /// The first crossing, [Estimate#NONE] if there is none.
    /// @throws BadInput if the result has no such curve
    Estimate in(JsonNode result) {
        JsonNode node = result;
        for (String name : path.split("\\.")) {
            node = node.path(name);
        }
        if (!SweepRow.isCurve(node)) {
            throw new BadInput("the results have no curve %s: they have %s", path,
                    String.join(", ", result.propertyNames()));
        }
        return SweepRow.curve(node).crossing(level);
    }

    /// Whether a number of theory says where this is.
    boolean isExplainedBy(String other) {
        return !theory.isEmpty() && (other.equals(theory) || other.startsWith(theory + "."));
    }

    /// The name of the number.
    @Override
    public String toString() {
        return path + "@" + level;
    }
}
