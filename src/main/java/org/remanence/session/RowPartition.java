package org.remanence.session;

/// Splits rows that do not depend on each other among the workers of a session.
///
/// Each share is a run of consecutive rows with a number, so that a caller can keep one scratch per share and allocate nothing
/// in a loop. How rows are split depends on the number of threads, hence nothing computed may depend on the split.
public final class RowPartition {
    private static final int PER_THREAD = 4;
    private static final double WORTH_HANDING_OVER = 50_000;

    private final Session session;

    /// @param session whose workers take the shares
    public RowPartition(Session session) {
        this.session = session;
    }

    /// Largest number of shares ever used, the number of scratches to hold.
    public int most() {
        return PER_THREAD * session.threads();
    }

    /// Runs `task` over rows 0 … `rows − 1` and waits.
    /// @param rows how many, from 0
    /// @param work multiplications one row takes, roughly: little work stays on the calling thread
    /// @param task one share
    public void run(long rows, double work, Task task) {
        long worthwhile = (long) Math.min(most(), rows * work / WORTH_HANDING_OVER);
        int shares = (int) Math.max(1, Math.min(rows, worthwhile));
        session.parallel(shares, i -> task.run(i, rows * i / shares, rows * (i + 1) / shares));
    }

    /// What is done to the rows of a share.
    @FunctionalInterface
    public interface Task {
        /// @param share number of the share, below [RowPartition#most]
        /// @param from first row
        /// @param to row after the last
        void run(int share, long from, long to);
    }
}
