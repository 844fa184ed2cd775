package orrery.kernel.shell;

import java.util.Map;
import org.assertj.core.presentation.StandardRepresentation;
import org.hibernate.proxy.HibernateProxy;

/** How a failed check shows the learner's objects: as cells show values, loading nothing. */
final class CheckRepresentation extends StandardRepresentation {

  private final Values values;

  CheckRepresentation(Values values) {
    this.values = values;
  }

  @Override
  public String toStringOf(Object object) {
    boolean mightLoad =
        object instanceof Iterable || object instanceof Map || object instanceof HibernateProxy;
    return mightLoad ? values.render(object) : super.toStringOf(object);
  }

  @Override
  protected String fallbackToStringOf(Object object) {
    return values.render(object);
  }
}
