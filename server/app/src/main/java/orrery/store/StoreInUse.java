package orrery.store;

import java.nio.file.Path;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Another Orrery has the store's file open. */
public final class StoreInUse extends RuntimeException {

  private static final long serialVersionUID = 1;

  StoreInUse(Path folder, Throwable cause) {
    super("the notebooks in " + folder + " are open in another Orrery", cause);
  }

  static boolean isCause(@Nullable Throwable failure) {
    if (failure == null) {
      return false;
    }
    return failure instanceof java.sql.SQLException sql
            && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1
        || isCause(failure.getCause());
  }
}
