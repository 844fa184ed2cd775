package orrery.door;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is answered to what is no request at all, and so never came to the {@link Door}: a few
 * words, no stack trace, no name and number of a server.
 */
public final class PlainErrors extends ErrorReportValve {

  private static final Logger LOG = LoggerFactory.getLogger(PlainErrors.class);

  /** Made by Tomcat, by its name. */
  public PlainErrors() {}

  @Override
  protected void report(Request request, Response response, Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    Protection.of("", response::setHeader);
    try {
      new Refusal(status, "Orrery cannot read this request.").write(response);
      response.finishResponse();
    } catch (IOException e) {
      LOG.debug("whoever sent it has gone", e);
    }
  }
}
