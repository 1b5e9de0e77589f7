/// The fast loops on vector lanes; the only package that knows `jdk.incubator.vector`.
package org.remanence.kernel.simd;
