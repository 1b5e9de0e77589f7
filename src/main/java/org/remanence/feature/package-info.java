/// Random-feature scores of finite size, `S(x) = A σ(W x/√d)/√p`: the moments of their features averaged over the noise, and
/// training by gradient flow in closed form.
package org.remanence.feature;
