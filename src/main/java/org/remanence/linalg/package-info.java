/// Dense linear algebra: BLAS and LAPACK behind one interface with a plain twin, and what is built on them. The only
/// package that knows a native symbol. Matrices are row-major; a result's bits may depend on the number of BLAS threads,
/// so everything here uses one unless it is asked for more.
package org.remanence.linalg;
