package orrery.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;
import orrery.door.Door;

/** What a browser sees when something is not there or went wrong: words, and a way back. */
@Controller
class ErrorPage implements ErrorController {

  private static final Integer UNAVAILABLE = HttpStatus.SERVICE_UNAVAILABLE.value();

  private final ImportMap importMap;

  ErrorPage(ImportMap importMap) {
    this.importMap = importMap;
  }

  @RequestMapping("/error")
  String show(HttpServletRequest request, HttpServletResponse response, Model model) {
    Door.protect(request, response);
    Integer status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    boolean missing = status != null && status == HttpStatus.NOT_FOUND.value();
    model.addAttribute("nonce", request.getAttribute(Door.NONCE));
    model.addAttribute("importMap", importMap);
    model.addAttribute("status", status == null ? 500 : status);
    model.addAttribute("heading", missing ? "Nothing here" : "That did not work");
    model.addAttribute("message", message(request, missing));
    return "error";
  }

  private static String message(HttpServletRequest request, boolean missing) {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Object words = request.getAttribute(RequestDispatcher.ERROR_MESSAGE);
    if (words instanceof String ours && Objects.equals(status, UNAVAILABLE)) {
      return ours; // nobody else says that it can't be had just now
    }
    return missing
        ? "There is no page at this address."
        : "The fault is Orrery's. Its log, where you started it, says more.";
  }
}
