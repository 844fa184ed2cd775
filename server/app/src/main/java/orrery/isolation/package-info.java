/** What keeps learner code from the machine it runs on. */
@NullMarked
package orrery.isolation;

import org.jspecify.annotations.NullMarked;
