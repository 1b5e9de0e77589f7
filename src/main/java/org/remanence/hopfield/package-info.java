/// Associative memories of finite size: the dense memory on the kernel of the empirical score, and the Hopfield model of signs.
package org.remanence.hopfield;
