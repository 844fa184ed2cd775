/**
 * Notebooks: what is decided (Notebook, pure), what is done (LiveNotebook), who watches (Viewer).
 */
@NullMarked
package orrery.notebook;

import org.jspecify.annotations.NullMarked;
