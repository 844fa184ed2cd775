/** Text whose author is not to be trusted. */
@NullMarked
package orrery.text;

import org.jspecify.annotations.NullMarked;
