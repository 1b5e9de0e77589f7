package org.remanence.data;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// Formats that are not read, told by their first bytes, and what to do instead.
enum ForeignFormat {
    /// One picture.
    IMAGE("\u0089PNG|\u00FF\u00D8\u00FF|GIF8[79]a", "one image: give the folder of images"),
    /// Columns of Apache Parquet.
    PARQUET("PAR1(?![\\w,;\\t ])",
            "a Parquet file, which is not read: save the columns as .npy or CSV, as by pandas.read_parquet(f).to_csv(g)"),
    /// Columns of Apache Arrow.
    ARROW("ARROW1\\x00|FEA1\\x00", "an Arrow or Feather file, which is not read: save the columns as .npy or CSV"),
    /// Objects of Python, as PyTorch and scikit-learn save them too.
    PICKLE("\u0080[\u0002-\u0005]", "a Python pickle, which is not read: load it in Python and save its array with numpy.save"),
    /// MATLAB before version 7.3.
    MATLAB("MATLAB 5\\.0 MAT-file", "a MATLAB file of version 5, which is not read: save it with -v7.3, which is HDF5"),
    /// Weights of a network.
    SAFETENSORS("[\\x00-\\xFF]{7}\\x00\\{",
            "a safetensors file, which holds weights rather than patterns: save the array with numpy.save"),
    /// Archives.
    TAR(".{257}ustar", "a tar archive: unpack it first"),
    /// Compressions other than gzip and zip.
    COMPRESSED("BZh[1-9]1AY|\u00FD7zXZ|7z\u00BC\u00AF|\\x28\u00B5/\u00FD|Rar!",
            "compressed in a way that is not read: unpack it, or compress it by gzip"),
    /// Old workbooks.
    EXCEL("\u00D0\u00CF\u0011\u00E0", "a workbook of an old Excel: save the sheet as CSV"),
    /// Documents.
    PDF("%PDF", "a PDF document: it holds no patterns");

    private final Pattern start;
    private final String sentence;

    ForeignFormat(String start, String sentence) {
        this.start = Pattern.compile(start, Pattern.DOTALL);
        this.sentence = sentence;
    }

    /// The format of a file that begins so, each byte as a letter of ISO 8859-1.
    static Optional<ForeignFormat> of(String head) {
        return Arrays.stream(values()).filter(each -> each.start.matcher(head).lookingAt()).findFirst();
    }

    /// What it is and what to do, as the end of a sentence.
    String sentence() {
        return sentence;
    }
}
