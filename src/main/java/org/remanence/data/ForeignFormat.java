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
    /// Archives.
    TAR(".{257}ustar", "a tar archive: unpack it first"),
    /// Compressions other than gzip and zip.
    COMPRESSED("BZh[1-9]1AY|\u00FD7zXZ|7z\u00BC\u00AF|\\x28\u00B5/\u00FD|Rar!",
            "compressed in a way that is not read: unpack it, or compress it by gzip"),
    /// Old workbooks.
    EXCEL("\u00D0\u00CF\u0011\u00E0", "a workbook of an old Excel: save the sheet as CSV"),
    /// Documents.
    PDF("%PDF", "a PDF document: it holds no patterns"),
    /// Pages of the web, such as that of an error.
    HTML("\\s*(?i)<(!doctype html|html|head|\\?xml)", "a page of HTML or XML, not data: was its download refused?"),
    /// What stands for a large file in a repository.
    POINTER("version https://git-lfs", "a pointer of Git LFS, not the data: fetch them by git lfs pull"),
    /// Nested lists.
    JSON("\\s*(\\{\\s*(\"|\\})|\\[\\s*[\\[{])", "JSON, which is not read: save the numbers as .npy or CSV"),
    /// Tables of Weka.
    ARFF("(\\s*%[^\\n]*\\n|\\s)*(?i)@relation", "an ARFF file of Weka, which is not read: save it as CSV"),
    /// Sparse rows.
    SVMLIGHT("[+-]?[\\d.]+( \\d+:[-+\\d.eE]+)+ *\\r?\\n",
            "a sparse table of svmlight, which is not read: save it dense, as .npy or CSV"),
    /// NetCDF before version 4.
    NETCDF("CDF[\\x01\\x02\\x05]", "a NetCDF file of a classic kind, which is not read: save it as NetCDF 4, which is HDF5"),
    /// Databases.
    SQLITE("SQLite format 3", "a database of SQLite, which is not read: save the table as CSV");

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
