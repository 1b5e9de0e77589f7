/// The list of all published figures, and the page of all of them.
package org.remanence.reproduce.catalogue;
