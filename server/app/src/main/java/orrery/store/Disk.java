package orrery.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.api.ErrorCode;

/** What a failure of the disk, or of the database on it, means to a user. */
final class Disk {

  /** With less than this no batch of Events can be written. */
  private static final long LEAST = 256 << 10;

  private Disk() {}

  /** Whether the folder's disk takes nothing more. */
  static boolean isFull(Path folder, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("No space left") || message.contains("not enough space")) {
        return true;
      }
    }
    try {
      return Files.getFileStore(folder).getUsableSpace() < LEAST;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the values are at fault, so that another attempt would fare no better. */
  static boolean isOfValues(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("23");
      }
    }
    return false;
  }

  static boolean isInUse(Throwable failure) {
    return isOf(failure, ErrorCode.DATABASE_ALREADY_OPEN_1);
  }

  static boolean isOf(Throwable failure, int errorCode) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getErrorCode() == errorCode) {
        return true;
      }
    }
    return false;
  }

  /** Where it began. */
  static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }

  /** What the page says while nothing can be kept. */
  static String words(Path folder, Throwable failure) {
    return isFull(folder, failure)
        ? "The disk is full: nothing new is saved or shown. Free space on the computer that runs"
            + " Orrery, and it goes on by itself."
        : "The notebooks cannot be saved just now, so nothing new is shown. Orrery tries again;"
            + " its log says more.";
  }
}
