package org.remanence.kernel;

/// The Philox4x32-10 block cipher: a 128-bit counter and a 64-bit key give four 32-bit words.
///
/// The counter is (block, index), 64 bits each, least significant word first; so is the key. Ten rounds, each two
/// 32 × 32 → 64-bit products. A bijection of the counter for every key: no two blocks of a stream are ever the same.
/// Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
public final class Philox {
    /// Multiplier of the first word.
    public static final long FIRST_MULTIPLIER = 0xD2511F53L;
    /// Multiplier of the third word.
    public static final long THIRD_MULTIPLIER = 0xCD9E8D57L;
    /// Added to the low half of the key after each round.
    public static final int LOW_STEP = 0x9E3779B9;
    /// Added to the high half of the key after each round.
    public static final int HIGH_STEP = 0xBB67AE85;
    /// Number of rounds.
    public static final int ROUNDS = 10;

    private static final long WORD = 0xFFFFFFFFL;

    private Philox() { }

    /// The four words of one block.
    /// @param key the cipher's key
    /// @param index high half of the counter
    /// @param block low half of the counter
    /// @param into receives words 0 … 3
    public static void block(long key, long index, long block, int[] into) {
        int a = (int) block;
        int b = (int) (block >>> 32);
        int c = (int) index;
        int d = (int) (index >>> 32);
        int low = (int) key;
        int high = (int) (key >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long first = FIRST_MULTIPLIER * (a & WORD);
            long third = THIRD_MULTIPLIER * (c & WORD);
            a = (int) (third >>> 32) ^ b ^ low;
            b = (int) third;
            c = (int) (first >>> 32) ^ d ^ high;
            d = (int) first;
            low += LOW_STEP;
            high += HIGH_STEP;
        }
        into[0] = a;
        into[1] = b;
        into[2] = c;
        into[3] = d;
    }
}
