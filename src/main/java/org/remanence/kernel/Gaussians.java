package org.remanence.kernel;

/// Standard normal numbers from Philox words, by the Box–Muller transform.
///
/// Words (0, 1) of a block give its numbers 0 and 1, words (2, 3) its numbers 2 and 3. Of the first word of a pair, bit 0
/// is a sign and the other 31 bits, h, the uniform `u = (h + ½) / 2³¹` of the radius `r = ±√(−2 ln u)`; of the second, bit 0
/// swaps the pair and the other 31 bits, a, are the angle `φ = (a − 2³⁰ + ½) π / 2³²` in (−π/4, π/4). The pair is
/// `(r cos φ, r sin φ)`, swapped or not: sign and swap spread the angle over the circle. No number is zero and none exceeds `√(64 ln 2) = 6.66`: a normal number does so
/// once in 4·10¹⁰, a radius once in 4·10⁹.
///
/// The logarithm is `−k ln 2 + 2 artanh(f / (2 + f))` for `u = 2⁻ᵏ (1 + f)`, `1 + f` in [√½, √2); artanh, sine and cosine are
/// Taylor series that end below the rounding of their type. Only IEEE operations and fused multiply-adds occur, so
/// every implementation, platform and vector width gives the same bits. The double version is within 4·10⁻¹⁵ of the
/// exact transform; the float version is computed in float arithmetic from the same words and within 3·10⁻⁶ of the
/// double version.
public interface Gaussians {
    /// Fills whole blocks with double arithmetic.
    /// @param key the cipher's key
    /// @param index high half of the counter
    /// @param block low half of the first counter
    /// @param into receives `4 · blocks` numbers
    /// @param offset index of the first number written
    /// @param blocks how many blocks
    void into(long key, long index, long block, double[] into, int offset, int blocks);

    /// As the double version, with float arithmetic.
    /// @param key the cipher's key
    /// @param index high half of the counter
    /// @param block low half of the first counter
    /// @param into receives `4 · blocks` numbers
    /// @param offset index of the first number written
    /// @param blocks how many blocks
    void into(long key, long index, long block, float[] into, int offset, int blocks);

    /// Fills a table of which row i holds the first blocks of index `first + i`.
    /// @param key the cipher's key
    /// @param first index of row 0
    /// @param rows how many
    /// @param blocks of a row, from 1 to 2²²
    /// @param into receives `4 · blocks · rows` numbers, row-major
    /// @param offset index of the first number written
    default void rows(long key, long first, int rows, int blocks, double[] into, int offset) {
        for (int i = 0; i < rows; i++) {
            into(key, first + i, 0, into, offset + 4 * blocks * i, blocks);
        }
    }

    /// As the double version, with float arithmetic.
    /// @param key the cipher's key
    /// @param first index of row 0
    /// @param rows how many
    /// @param blocks of a row, from 1 to 2²²
    /// @param into receives `4 · blocks · rows` numbers, row-major
    /// @param offset index of the first number written
    default void rows(long key, long first, int rows, int blocks, float[] into, int offset) {
        for (int i = 0; i < rows; i++) {
            into(key, first + i, 0, into, offset + 4 * blocks * i, blocks);
        }
    }

    /// `2 ln 2`.
    double TWO_LN_2 = 1.3862943611198906;

    /// One number at a time: the definition.
    Gaussians SCALAR = new Gaussians() {
        @Override
        public void into(long key, long index, long block, double[] into, int offset, int blocks) {
            int[] words = new int[4];
            for (int i = 0; i < blocks; i++) {
                Philox.block(key, index, block + i, words);
                pair(words[0], words[1], into, offset + 4 * i);
                pair(words[2], words[3], into, offset + 4 * i + 2);
            }
        }

        @Override
        public void into(long key, long index, long block, float[] into, int offset, int blocks) {
            int[] words = new int[4];
            for (int i = 0; i < blocks; i++) {
                Philox.block(key, index, block + i, words);
                pair(words[0], words[1], into, offset + 4 * i);
                pair(words[2], words[3], into, offset + 4 * i + 2);
            }
        }

        private static void pair(int first, int second, double[] into, int at) {
            double r = Math.sqrt(minusTwoLog(first >>> 1)) * ((first & 1) == 0 ? 1 : -1);
            double phi = Math.fma((second >>> 1) - 0x1p30, Math.PI * 0x1p-32, Math.PI * 0x1p-33);
            double y = phi * phi;
            double sin = 1.0 / 1307674368000L;
            sin = Math.fma(sin, -y, 1.0 / 6227020800L);
            sin = Math.fma(sin, -y, 1.0 / 39916800);
            sin = Math.fma(sin, -y, 1.0 / 362880);
            sin = Math.fma(sin, -y, 1.0 / 5040);
            sin = Math.fma(sin, -y, 1.0 / 120);
            sin = Math.fma(sin, -y, 1.0 / 6);
            sin = Math.fma(sin * -y, phi, phi);
            double cos = 1.0 / 20922789888000L;
            cos = Math.fma(cos, -y, 1.0 / 87178291200L);
            cos = Math.fma(cos, -y, 1.0 / 479001600);
            cos = Math.fma(cos, -y, 1.0 / 3628800);
            cos = Math.fma(cos, -y, 1.0 / 40320);
            cos = Math.fma(cos, -y, 1.0 / 720);
            cos = Math.fma(cos, -y, 1.0 / 24);
            cos = Math.fma(cos, -y, 1.0 / 2);
            cos = Math.fma(cos, -y, 1.0);
            boolean swap = (second & 1) != 0;
            into[at] = r * (swap ? sin : cos);
            into[at + 1] = r * (swap ? cos : sin);
        }

        private static double minusTwoLog(int h) {
            long bits = Double.doubleToRawLongBits((h + 0.5) * 0x1p-31);
            long k = (BELOW_ROOT_TWO - bits) >>> 52;
            double f = Double.longBitsToDouble(bits + (k << 52)) - 1;
            double s = f / (2 + f);
            double z = s * s;
            double p = 1.0 / 19;
            p = Math.fma(p, z, 1.0 / 17);
            p = Math.fma(p, z, 1.0 / 15);
            p = Math.fma(p, z, 1.0 / 13);
            p = Math.fma(p, z, 1.0 / 11);
            p = Math.fma(p, z, 1.0 / 9);
            p = Math.fma(p, z, 1.0 / 7);
            p = Math.fma(p, z, 1.0 / 5);
            p = Math.fma(p, z, 1.0 / 3);
            return Math.fma(k, TWO_LN_2, -4 * Math.fma(p * z, s, s));
        }

        private static void pair(int first, int second, float[] into, int at) {
            float r = (float) Math.sqrt(minusTwoLogFloat(first >>> 1)) * ((first & 1) == 0 ? 1 : -1);
            float phi = Math.fma((second >>> 1) - (1 << 30), (float) (Math.PI * 0x1p-32), (float) (Math.PI * 0x1p-33));
            float y = phi * phi;
            float sin = 1f / 362880;
            sin = Math.fma(sin, -y, 1f / 5040);
            sin = Math.fma(sin, -y, 1f / 120);
            sin = Math.fma(sin, -y, 1f / 6);
            sin = Math.fma(sin * -y, phi, phi);
            float cos = 1f / 3628800;
            cos = Math.fma(cos, -y, 1f / 40320);
            cos = Math.fma(cos, -y, 1f / 720);
            cos = Math.fma(cos, -y, 1f / 24);
            cos = Math.fma(cos, -y, 1f / 2);
            cos = Math.fma(cos, -y, 1f);
            boolean swap = (second & 1) != 0;
            into[at] = r * (swap ? sin : cos);
            into[at + 1] = r * (swap ? cos : sin);
        }

        /// A float holds u with 24 bits only, too few where u is near 1: there f = u − 1 comes from the integer.
        private static float minusTwoLogFloat(int h) {
            int bits = Float.floatToRawIntBits(Math.fma(h, 0x1p-31f, 0x1p-32f));
            int k = (BELOW_ROOT_TWO_FLOAT - bits) >>> 23;
            float far = Float.intBitsToFloat(bits + (k << 23)) - 1;
            float near = Math.fma(h ^ Integer.MIN_VALUE, 0x1p-31f, 0x1p-32f);
            float f = k == 0 ? near : far;
            float s = f / (2 + f);
            float z = s * s;
            float p = 1f / 9;
            p = Math.fma(p, z, 1f / 7);
            p = Math.fma(p, z, 1f / 5);
            p = Math.fma(p, z, 1f / 3);
            return Math.fma(k, (float) TWO_LN_2, -4 * Math.fma(p * z, s, s));
        }
    };

    /// Bits of the double just below √2: from here `u` needs k ≥ 1 halvings to be reached.
    long BELOW_ROOT_TWO = Double.doubleToRawLongBits(Math.sqrt(2)) - 1;

    /// Bits of the float just below √2.
    int BELOW_ROOT_TWO_FLOAT = Float.floatToRawIntBits((float) Math.sqrt(2)) - 1;
}
