package orrery.door;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** An answer in place of what was asked for: a status and words. */
record Refusal(int status, String words, long retryAfter) {

  Refusal(int status, String words) {
    this(status, words, 0);
  }

  void write(HttpServletResponse response) throws IOException {
    if (retryAfter > 0) {
      response.setHeader("Retry-After", String.valueOf(retryAfter));
    }
    write(response, status, "<h1>Orrery</h1><p>" + words + "</p>");
  }

  /** A page without styles or scripts: who was not let in gets none of ours. */
  static void write(HttpServletResponse response, int status, String body) throws IOException {
    response.setStatus(status);
    response.setContentType("text/html;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response
        .getWriter()
        .write(
            "<!doctype html><html lang=\"en\"><meta name=\"viewport\" content=\"width=device-width\"><title>Orrery</title><link rel=\"icon\" href=\"data:,\">"
                + body
                + "</html>");
  }
}
