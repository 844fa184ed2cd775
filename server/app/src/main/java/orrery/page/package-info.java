/** The pages a browser asks for. */
@NullMarked
package orrery.page;

import org.jspecify.annotations.NullMarked;
