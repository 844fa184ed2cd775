/**
 * What is said between browser, server and kernel: {@link orrery.kernel.protocol.Command} one way,
 * {@link orrery.kernel.protocol.Event} the other, as JSON objects with a {@code type}.
 *
 * <p>Documented message by message, with samples that tests on both sides read, in {@code
 * web/PROTOCOL.md}. Between server and kernel each object travels in a {@link
 * orrery.kernel.protocol.Frames frame}.
 */
@NullMarked
package orrery.kernel.protocol;

import org.jspecify.annotations.NullMarked;
