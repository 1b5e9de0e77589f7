package org.remanence.experiment.features;

import java.util.ArrayList;
import java.util.List;

/// Neighbouring eigenvalues of U that play one role in the limit of Gaussian data.
/// @param name of the role
/// @param from the first of them, counted from the smallest eigenvalue
/// @param to the first beyond them
record GroupRange(String name, int from, int to) {
    /// Counted from the largest. With more features than patterns than directions, d eigenvalues generalize, n − d are noise, d
    /// memorize, and the rest is fresh in each noising. Otherwise d that generalize, and the rest.
    static List<GroupRange> of(int features, int patterns, int dimension) {
        List<GroupRange> ranges = new ArrayList<>();
        if (features > patterns + dimension && patterns > dimension) {
            int fresh = features - patterns - dimension;
            ranges.add(new GroupRange("fresh", 0, fresh));
            ranges.add(new GroupRange("memorization", fresh, fresh + dimension));
            ranges.add(new GroupRange("noise", fresh + dimension, features - dimension));
        } else if (features > dimension) {
            ranges.add(new GroupRange("rest", 0, features - dimension));
        }
        ranges.add(new GroupRange("generalization", Math.max(0, features - dimension), features));
        return ranges;
    }
}
