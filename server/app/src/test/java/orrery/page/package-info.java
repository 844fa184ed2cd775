/** Tests of the page: its modules, their types and directions, and the browser that runs them. */
@NullMarked
package orrery.page;

import org.jspecify.annotations.NullMarked;
