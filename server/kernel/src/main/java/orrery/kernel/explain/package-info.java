/**
 * Tells what failures of the ORM really mean: what happened at which line, why, and two ways to
 * mend it. Each kind of failure is known in one place, listed in {@link
 * orrery.kernel.explain.Explainer}. Nothing is loaded and no code of the learner's is called, but
 * for what their exceptions answer about themselves.
 */
@NullMarked
package orrery.kernel.explain;

import org.jspecify.annotations.NullMarked;
