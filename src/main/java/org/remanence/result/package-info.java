/// Measured numbers, curves of them, and the files they are kept in.
package org.remanence.result;
