/**
 * Runs cells: splits them into snippets, has JShell compile them, runs them on one thread, and
 * tells what became of them as Events.
 */
@NullMarked
package orrery.kernel.shell;

import org.jspecify.annotations.NullMarked;
