package org.remanence.random;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.remanence.kernel.Gaussians;
import org.remanence.kernel.Kernels;
import org.remanence.kernel.Philox;
import org.remanence.tensor.Check;

/// A counter-based stream of random numbers, Philox4x32-10, named by (seed, purpose).
///
/// The number at (index, position) is a pure function of (seed, purpose, index, position): the same bits for any number of
/// threads, any split of a fill, any order of calls and any vector width. An index is a trajectory, a pattern or a draw;
/// positions count within it from 0 to 2⁶² − 1. One block of the cipher, counter (index, position / 4), yields positions 4j … 4j + 3.
/// All kinds of numbers at one address come from the same words, so one address serves one draw: a second kind of draw
/// takes another purpose or other positions.
///
/// @param key the cipher's key
/// Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
public record RandomStream(long key) {
    /// Turns the key into that of the low words, for numbers of more than 32 bits.
    private static final long LOW_WORDS = 0xD1B54A32D192ED03L;

    /// Numbers generated at once where rows must be cut to length, so that they stay in the cache.
    private static final int STRIP = 4096;

    /// The stream of that purpose under a seed. Two purposes under one seed, and two seeds of one purpose, have different streams.
    /// Where both differ they may meet, since a seed joins the first byte by an exclusive or: `named(0, "c…")` is `named(2, "a…")`.
    public static RandomStream named(long seed, String purpose) {
        long hash = seed ^ 0x9E3779B97F4A7C15L;
        for (byte each : purpose.getBytes(StandardCharsets.UTF_8)) {
            hash = mix(hash ^ (each & 0xFF));
        }
        return new RandomStream(mix(hash));
    }

    /// 64 uniform bits: the word at that position, and in the low half the same word under a second key.
    public long bits(long index, long position) {
        int[] words = new int[4];
        int at = (int) (position & 3);
        Philox.block(key, index, position >>> 2, words);
        long high = words[at];
        Philox.block(key ^ LOW_WORDS, index, position >>> 2, words);
        return high << 32 | words[at] & 0xFFFFFFFFL;
    }

    /// A uniform number in (0, 1), an odd multiple of 2⁻⁵³: neither 0 nor 1 occurs.
    public double uniform(long index, long position) {
        return uniform(bits(index, position));
    }

    /// An integer in `[0, bound)`. No value's probability differs from `1 / bound` by more than 2⁻⁶⁴.
    /// @throws IllegalArgumentException if the bound is below 1
    public long below(long index, long position, long bound) {
        Check.atLeast("bound", 1, bound);
        return Math.unsignedMultiplyHigh(bits(index, position), bound);
    }

    /// As the version for longs.
    /// @throws IllegalArgumentException if the bound is below 1
    public int below(long index, long position, int bound) {
        return (int) below(index, position, (long) bound);
    }

    /// A standard normal number, at most 6.66 from 0; see [Gaussians].
    public double gaussian(long index, long position) {
        double[] block = new double[4];
        Gaussians.SCALAR.into(key, index, position >>> 2, block, 0, 1);
        return block[(int) (position & 3)];
    }

    /// Fills with uniform numbers: element j is `uniform(index, position + j)`.
    public void uniforms(long index, long position, double[] into, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, into.length);
        int[] high = new int[4];
        int[] low = new int[4];
        for (int i = 0; i < count; ) {
            Philox.block(key, index, position + i >>> 2, high);
            Philox.block(key ^ LOW_WORDS, index, position + i >>> 2, low);
            for (int word = (int) (position + i & 3); word < 4 && i < count; word++, i++) {
                into[offset + i] = uniform((long) high[word] << 32 | low[word] & 0xFFFFFFFFL);
            }
        }
    }

    /// Fills with standard normal numbers: element j is `gaussian(index, position + j)`.
    public void gaussians(long index, long position, double[] into, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, into.length);
        int head = Math.min(count, (int) (-position & 3));
        int blocks = count - head >>> 2;
        double[] block = new double[4];
        if (head > 0) {
            Gaussians.SCALAR.into(key, index, position >>> 2, block, 0, 1);
            System.arraycopy(block, (int) (position & 3), into, offset, head);
        }
        Kernels.get().gaussians().into(key, index, position + head >>> 2, into, offset + head, blocks);
        int done = head + 4 * blocks;
        if (done < count) {
            Gaussians.SCALAR.into(key, index, position + done >>> 2, block, 0, 1);
            System.arraycopy(block, 0, into, offset + done, count - done);
        }
    }

    /// As the double version, in float arithmetic: within 3·10⁻⁶ of it.
    public void gaussians(long index, long position, float[] into, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, into.length);
        int head = Math.min(count, (int) (-position & 3));
        int blocks = count - head >>> 2;
        float[] block = new float[4];
        if (head > 0) {
            Gaussians.SCALAR.into(key, index, position >>> 2, block, 0, 1);
            System.arraycopy(block, (int) (position & 3), into, offset, head);
        }
        Kernels.get().gaussians().into(key, index, position + head >>> 2, into, offset + head, blocks);
        int done = head + 4 * blocks;
        if (done < count) {
            Gaussians.SCALAR.into(key, index, position + done >>> 2, block, 0, 1);
            System.arraycopy(block, 0, into, offset + done, count - done);
        }
    }

    /// Fills a table of standard normal numbers at the speed of one long fill: element (i, k) is
    /// `gaussian(first + i, k)`.
    /// @param first index of row 0
    /// @param rows how many
    /// @param columns numbers of a row, from 1
    /// @param into receives row i from `offset + i · stride` on
    /// @param stride from row to row, at least `columns`; what lies between rows is left alone
    public void gaussianRows(long first, int rows, int columns, double[] into, int offset, int stride) {
        int blocks = columns + 3 >>> 2;
        if (columns == 4 * blocks && columns == stride) {
            Kernels.get().gaussians().rows(key, first, rows, blocks, into, offset);
            return;
        }
        int strip = Math.clamp(STRIP / (4 * blocks), 1, Math.max(1, rows));
        double[] whole = new double[strip * 4 * blocks];
        for (int done = 0; done < rows; done += strip) {
            int count = Math.min(strip, rows - done);
            Kernels.get().gaussians().rows(key, first + done, count, blocks, whole, 0);
            for (int i = 0; i < count; i++) {
                System.arraycopy(whole, i * 4 * blocks, into, offset + (done + i) * stride, columns);
            }
        }
    }

    /// As the double version, in float arithmetic.
    public void gaussianRows(long first, int rows, int columns, float[] into, int offset, int stride) {
        int blocks = columns + 3 >>> 2;
        if (columns == 4 * blocks && columns == stride) {
            Kernels.get().gaussians().rows(key, first, rows, blocks, into, offset);
            return;
        }
        int strip = Math.clamp(STRIP / (4 * blocks), 1, Math.max(1, rows));
        float[] whole = new float[strip * 4 * blocks];
        for (int done = 0; done < rows; done += strip) {
            int count = Math.min(strip, rows - done);
            Kernels.get().gaussians().rows(key, first + done, count, blocks, whole, 0);
            for (int i = 0; i < count; i++) {
                System.arraycopy(whole, i * 4 * blocks, into, offset + (done + i) * stride, columns);
            }
        }
    }

    /// The first words of an index, 32 fair bits each.
    /// @param into filled from the word at position 0 on
    public void words(long index, int[] into) {
        int[] block = new int[4];
        for (int at = 0; at < into.length; at += 4) {
            Philox.block(key, index, at >>> 2, block);
            System.arraycopy(block, 0, into, at, Math.min(4, into.length - at));
        }
    }

    private static double uniform(long bits) {
        return ((bits >>> 12) + 0.5) * 0x1p-52;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
