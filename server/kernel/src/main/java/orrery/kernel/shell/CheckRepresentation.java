package orrery.kernel.shell;

import org.assertj.core.presentation.StandardRepresentation;
import org.hibernate.collection.spi.PersistentCollection;
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
        object instanceof HibernateProxy
            || object instanceof PersistentCollection<?> collection && !collection.wasInitialized();
    return mightLoad ? values.render(object) : super.toStringOf(object);
  }

  @Override
  protected String fallbackToStringOf(Object object) {
    return values.render(object);
  }
}
