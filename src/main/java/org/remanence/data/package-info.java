/// Pattern sets (stored, memory-mapped, generated on the fly), the models they can be drawn from, the file formats they
/// are read from, and their preparation.
package org.remanence.data;
