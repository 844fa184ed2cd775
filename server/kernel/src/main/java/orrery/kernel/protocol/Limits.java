package orrery.kernel.protocol;

/**
 * What a kernel lets through. The server sets them when it starts the kernel (see {@code
 * application.properties}), since what a kernel sends must stay bounded whatever the learner's code
 * does.
 *
 * @param outputChars of standard output and error, per run
 * @param statements Events of the trace, per run
 * @param valueChars of one rendered value
 * @param sqlChars of one statement
 * @param bindChars of one bind value
 */
public record Limits(int outputChars, int statements, int valueChars, int sqlChars, int bindChars) {

  /** Values that a lesson does not meet and a browser bears. */
  public static final Limits DEFAULT = new Limits(262_144, 5_000, 16_384, 16_384, 200);
}
