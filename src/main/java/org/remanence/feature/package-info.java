/// Random-feature scores of finite size, `S(x) = A σ(W x/√d)/√p`: the moments of their features averaged over the noise, the
/// Gaussian matrices that share their limit, and training by gradient flow in closed form.
package org.remanence.feature;
