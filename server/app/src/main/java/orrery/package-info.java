/**
 * The server. A Run click travels: {@code notebook.NotebookSocket} reads the Command, {@code
 * notebook.Notebook} decides, {@code notebook.LiveNotebook} does it, {@code kernels.KernelProcess}
 * carries it to the kernel, and each Event comes back the same way.
 */
@NullMarked
package orrery;

import org.jspecify.annotations.NullMarked;
