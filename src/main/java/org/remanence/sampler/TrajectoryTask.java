package org.remanence.sampler;

import org.remanence.process.TimeGrid;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Score;
import org.remanence.score.ScoreRecipe;
import org.remanence.session.ClusterTask;
import org.remanence.session.MessageReader;
import org.remanence.session.MessageWriter;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// Some trajectories of a reverse process under an empirical score. The common part is what
/// [SharedTrajectories] writes; the part is the number of the first trajectory and how many there are; the answer their ends.
public final class TrajectoryTask implements ClusterTask {
    /// A task, without state.
    public TrajectoryTask() { }

    @Override
    public byte[] run(byte[] common, byte[] part, int threads) {
        MessageReader in = new MessageReader(common);
        ScoreRecipe recipe = ScoreRecipe.read(in);
        boolean tracked = in.flag();
        Scheme scheme = Scheme.valueOf(in.text());
        TimeGrid grid = TimeGrid.of(in.numbers());
        Ending ending = Ending.valueOf(in.text());
        MessageReader own = new MessageReader(part);
        long first = own.whole();
        int count = own.integer();
        try (Session session = new Session(in.whole(), threads, Progress.SILENT)) {
            EmpiricalScore whole = recipe.open(session);
            Score score = tracked ? whole.tracked() : whole;
            Matrix ends = new ReverseProcess(scheme.with(score, session), grid, ending, count, session).sample(first, count, in.text());
            double[] values = new double[count * score.dimension()];
            ends.copy(0, count, values, 0);
            return new MessageWriter().numbers(values).bytes();
        }
    }
}
