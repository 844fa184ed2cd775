/**
 * What the check of an exercise is given to judge, and what comes of its judgement. {@link
 * orrery.kernel.check.Account} and {@link orrery.kernel.check.Sent} are what lessons' checks are
 * compiled against, so they name nothing but Java's own types.
 */
@NullMarked
package orrery.kernel.check;

import org.jspecify.annotations.NullMarked;
