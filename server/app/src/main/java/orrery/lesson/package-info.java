/**
 * Lessons: Markdown files, read into immutable records and checked for faults. Knows nothing of
 * notebooks and kernels.
 */
@NullMarked
package orrery.lesson;

import org.jspecify.annotations.NullMarked;
