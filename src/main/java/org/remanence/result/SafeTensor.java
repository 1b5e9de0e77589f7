package org.remanence.result;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.remanence.tensor.Check;

/// Numbers of one type in a row-major array of any number of axes; a number alone has none.
public final class SafeTensor {
    private final Type type;
    private final List<Long> shape;
    private final ByteBuffer values;

    /// Of that many bytes, little-endian, which become this tensor's own.
    SafeTensor(Type type, List<Long> shape, byte[] values) {
        this.type = type;
        this.shape = List.copyOf(shape);
        this.values = ByteBuffer.wrap(values);
        Check.size("bytes of a tensor", values.length, "its shape " + shape, shape.stream().reduce((long) type.bytes(),
                Math::multiplyExact));
    }

    /// Types of numbers, as the format names them.
    public enum Type {
        /// Floats of 4 bytes.
        F32(Float.BYTES),
        /// Floats of 8 bytes.
        F64(Double.BYTES),
        /// Floats of 2 bytes, 10 bits of them for the fraction.
        F16(Short.BYTES),
        /// Floats of 2 bytes, the upper half of those of 4.
        BF16(Short.BYTES),
        /// Signed whole numbers of 8 bytes.
        I64(Long.BYTES),
        /// Signed whole numbers of 4 bytes.
        I32(Integer.BYTES),
        /// Signed whole numbers of 2 bytes.
        I16(Short.BYTES),
        /// Signed whole numbers of 1 byte.
        I8(Byte.BYTES),
        /// Whole numbers ≥ 0 of 8 bytes.
        U64(Long.BYTES),
        /// Whole numbers ≥ 0 of 4 bytes.
        U32(Integer.BYTES),
        /// Whole numbers ≥ 0 of 2 bytes.
        U16(Short.BYTES),
        /// Whole numbers ≥ 0 of 1 byte.
        U8(Byte.BYTES),
        /// False or true, a byte each.
        BOOL(Byte.BYTES);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        /// Bytes of one number.
        public int bytes() {
            return bytes;
        }

        static boolean isKnown(String name) {
            return Arrays.stream(values()).anyMatch(each -> each.name().equals(name));
        }
    }

    /// A copy of these floats.
    /// @param shape lengths of the axes, outermost first
    /// @throws org.remanence.tensor.ShapeException if they do not fill it
    public static SafeTensor of(float[] values, long... shape) {
        ByteBuffer bytes = room(values.length, Type.F32);
        bytes.asFloatBuffer().put(values);
        return new SafeTensor(Type.F32, boxed(shape), bytes.array());
    }

    /// A copy of these doubles.
    /// @param shape lengths of the axes, outermost first
    /// @throws org.remanence.tensor.ShapeException if they do not fill it
    public static SafeTensor of(double[] values, long... shape) {
        ByteBuffer bytes = room(values.length, Type.F64);
        bytes.asDoubleBuffer().put(values);
        return new SafeTensor(Type.F64, boxed(shape), bytes.array());
    }

    /// A copy of these whole numbers.
    /// @param shape lengths of the axes, outermost first
    /// @throws org.remanence.tensor.ShapeException if they do not fill it
    public static SafeTensor of(long[] values, long... shape) {
        ByteBuffer bytes = room(values.length, Type.I64);
        bytes.asLongBuffer().put(values);
        return new SafeTensor(Type.I64, boxed(shape), bytes.array());
    }

    /// Type of the numbers.
    public Type type() {
        return type;
    }

    /// Lengths of the axes, outermost first.
    public List<Long> shape() {
        return shape;
    }

    /// A copy of the numbers of a tensor of type F32.
    public float[] floats() {
        float[] floats = new float[count(Type.F32)];
        bytes().asFloatBuffer().get(floats);
        return floats;
    }

    /// A copy of the numbers of a tensor of type F64.
    public double[] doubles() {
        double[] doubles = new double[count(Type.F64)];
        bytes().asDoubleBuffer().get(doubles);
        return doubles;
    }

    /// A copy of the numbers of a tensor of type I64.
    public long[] longs() {
        long[] longs = new long[count(Type.I64)];
        bytes().asLongBuffer().get(longs);
        return longs;
    }

    /// Bytes of all numbers.
    int byteSize() {
        return values.capacity();
    }

    /// The numbers, little-endian, to be read.
    ByteBuffer bytes() {
        return values.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private int count(Type asked) {
        if (type != asked) {
            throw new IllegalStateException("the numbers of a tensor are of type " + type + ", not " + asked);
        }
        return byteSize() / type.bytes();
    }

    private static ByteBuffer room(int count, Type type) {
        return ByteBuffer.allocate(Math.multiplyExact(count, type.bytes())).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static List<Long> boxed(long[] shape) {
        return Arrays.stream(shape).boxed().toList();
    }
}
