/// Off-heap matrices with an owner, shapes, and the checks made at every entrance.
package org.remanence.tensor;
