package org.remanence.kernel;

/// The states of a screened pass that so many patterns can matter to that full products in double are cheaper than
/// scoring each of those patterns directly.
///
/// A state is crowded when in some chunk more patterns than the limit can matter. What happens in a chunk depends on
/// neither the other chunks nor the other states, so neither does the verdict, although chunks share what they find.
/// The flags only rise; a thread that sees one late does needless work, no more.
public final class OverfullStates {
    /// Share of a chunk beyond which products in double are cheaper, from measurement.
    private static final int SHARE = 32;

    private final boolean[] watched;
    private final boolean[] crowded;
    private final long limit;

    /// @param watched the states that full products in double resolve, `[B]`; shared, not copied
    /// @param tiling the cut of the patterns
    public OverfullStates(boolean[] watched, Tiling tiling) {
        this.watched = watched;
        this.crowded = new boolean[watched.length];
        this.limit = tiling.chunk() / SHARE;
    }

    /// Whether state b is known to be crowded. Final once the pass is over.
    public boolean has(int b) {
        return crowded[b];
    }

    /// The watched states, as given, `[B]`.
    public boolean[] watched() {
        return watched;
    }

    /// Hears from elsewhere that state b is crowded.
    public void mark(int b) {
        crowded[b] = true;
    }

    /// Hears that in one chunk so many patterns can matter to state b. Returns whether that makes it crowded.
    boolean hears(int b, int scored) {
        if (watched[b] && scored > limit) {
            crowded[b] = true;
        }
        return crowded[b];
    }

    /// Whether none of the states `from` to `to − 1` needs the screen any more.
    boolean hasAll(int from, int to) {
        for (int b = from; b < to; b++) {
            if (!crowded[b]) {
                return false;
            }
        }
        return true;
    }
}
