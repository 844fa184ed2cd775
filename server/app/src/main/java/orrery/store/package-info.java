/** Notebooks on disk; the only place of the server that knows Hibernate. */
@NullMarked
package orrery.store;

import org.jspecify.annotations.NullMarked;
