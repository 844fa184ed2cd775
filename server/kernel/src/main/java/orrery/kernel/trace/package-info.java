/**
 * Watches Hibernate and JDBC from outside: nothing here is imported, configured or seen by the
 * learner's code. It attaches by {@code META-INF/services} and by wrapped connections.
 */
@NullMarked
package orrery.kernel.trace;

import org.jspecify.annotations.NullMarked;
