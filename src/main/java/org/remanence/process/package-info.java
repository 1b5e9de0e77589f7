/// Forward noising of data, the clocks it runs on, and grids of times.
package org.remanence.process;
