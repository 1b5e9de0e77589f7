package org.remanence.score;

import org.remanence.session.Cluster;

/// Machines that share the passes of a score, and how they have it.
/// @param cluster the machines
/// @param recipe of the score
record Shards(Cluster cluster, ScoreRecipe recipe) {
    /// Ranges a machine's slot gets: with more than one, a slow one holds the others up for less.
    private static final int PER_SLOT = 2;

    /// How many ranges of chunks there should be.
    int wanted() {
        return PER_SLOT * cluster.slots();
    }
}
