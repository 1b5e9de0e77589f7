package org.remanence.score;

import org.remanence.kernel.Kernels;
import org.remanence.kernel.Tiling;
import org.remanence.session.ClusterTask;
import org.remanence.session.MessageReader;
import org.remanence.session.MessageWriter;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// One pass over one range of chunks. The common part is the recipe of the score, the precision of the
/// products, the centre and the request; the part is the range.
public final class ShardTask implements ClusterTask {
    /// A task, without state.
    public ShardTask() { }

    @Override
    public byte[] run(byte[] common, byte[] part, int threads) {
        MessageReader in = new MessageReader(common);
        ScoreRecipe recipe = ScoreRecipe.read(in);
        Precision by = Precision.valueOf(in.text());
        double[] centre = in.numbers();
        ShardRequest request = ShardRequest.read(in, by);
        MessageReader own = new MessageReader(part);
        ChunkRange range = new ChunkRange(own.integer(), own.integer());
        Rows patterns = recipe.origin().held();
        Kernels kernels = recipe.kernels();
        MessageWriter out = new MessageWriter();
        try (Session session = new Session(0, threads, Progress.SILENT)) {
            ParallelPasses passes = new ParallelPasses(patterns, centre, Tiling.of(patterns.columns(), by), by, kernels.tiles(), session,
                    _ -> { }).over(range);
            request.answer(new Shard(recipe.origin(), by, range, patterns, centre, passes, kernels.distance()), out);
        }
        return out.bytes();
    }
}
