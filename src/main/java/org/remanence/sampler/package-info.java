/// From noise to data: steppers of the reverse process, whole trajectories, clones.
///
/// A step takes a batch of states, one a row, from time t back to s < t in place. Its noise is addressed by (seed, purpose,
/// trajectory, step, coordinate), so trajectories do not depend on how they are batched, threaded or ordered.
package org.remanence.sampler;
