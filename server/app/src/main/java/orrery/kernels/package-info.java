/** Kernel processes: their files, their command line, their start and their end. */
@NullMarked
package orrery.kernels;

import org.jspecify.annotations.NullMarked;
