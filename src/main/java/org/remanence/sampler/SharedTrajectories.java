package org.remanence.sampler;

import java.util.ArrayList;
import java.util.List;
import org.remanence.score.ScoreRecipe;
import org.remanence.session.Cluster;
import org.remanence.session.MessageReader;
import org.remanence.session.MessageWriter;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// A reverse process whose trajectories the machines of a cluster share, each of them with all patterns. A trajectory depends on the
/// seed, the purpose and its number alone, so the ends are those of [ReverseProcess#sample], to the bit.
/// @param cluster the machines
/// @param recipe of the score
/// @param tracked whether states are followed by [org.remanence.score.TrackedScore]
public record SharedTrajectories(Cluster cluster, ScoreRecipe recipe, boolean tracked) {
    /// Trajectories of a task at most: as many share a pass over the patterns.
    private static final int MOST = 1024;

    /// Data from noise.
    /// @param process under the same score on this machine
    /// @param count trajectories
    /// @param purpose names their streams under the session's seed
    /// @return `[count × d]`
    public Matrix sample(ReverseProcess process, long count, String purpose) {
        Check.atLeast("count", 1, count);
        MessageWriter common = new MessageWriter();
        recipe.write(common);
        common.flag(tracked).text(process.sampler().scheme().name()).numbers(process.grid().toArray()).text(process.ending().name())
                .whole(process.session().seed()).text(purpose);
        int size = Math.clamp(Math.ceilDiv(count, cluster.slots()), 1, MOST);
        List<byte[]> parts = new ArrayList<>();
        for (long first = 0; first < count; first += size) {
            parts.add(new MessageWriter().whole(first).integer((int) Math.min(size, count - first)).bytes());
        }
        long steps = count * process.grid().steps();
        process.session().progress().begin("reverse process", steps);
        process.session().progress().expect(steps);
        try {
            return joined(cluster.run(TrajectoryTask.class, common.bytes(), parts, process.session()), count, process.sampler().score().dimension(), size);
        } finally {
            process.session().progress().end();
        }
    }

    private static Matrix joined(List<byte[]> answers, long count, int dimension, int size) {
        Matrix ends = Matrix.zeros(count, dimension);
        for (int i = 0; i < answers.size(); i++) {
            double[] values = new MessageReader(answers.get(i)).numbers();
            ends.write((long) i * size, values.length / dimension, values, 0);
        }
        return ends;
    }
}
