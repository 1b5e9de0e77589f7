/// ∇ log p_t: of Gaussians, mixtures, linear manifolds, and of a finite set of patterns.
package org.remanence.score;
