package orrery.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import orrery.door.Door;

/** What a browser sees when something is not there or went wrong: words, and a way back. */
@Controller
class ErrorPage implements ErrorController {

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
    Object cause = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    if (cause instanceof ResponseStatusException ours && ours.getReason() != null) {
      return ours.getReason();
    }
    return missing
        ? "There is no page at this address."
        : "The fault is Orrery's. Its log, where you started it, says more.";
  }
}
