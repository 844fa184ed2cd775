/** Java source as tokens, for those who cut it or change it. */
@NullMarked
package orrery.kernel.source;

import org.jspecify.annotations.NullMarked;
