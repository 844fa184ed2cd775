package orrery.kernel.model;

import java.util.List;
import java.util.Locale;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.SimpleValue;
import org.hibernate.mapping.Value;
import org.hibernate.query.CommonQueryContract;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.QueryParameter;
import org.hibernate.query.SelectionQuery;
import org.hibernate.tool.schema.internal.SchemaCreatorImpl;
import org.jspecify.annotations.Nullable;
import orrery.kernel.trace.Text;

/** Says in one dialect what creates the tables, and what a query becomes. */
final class Translator {

  private static final int MOST_STATEMENTS = 200;
  private static final int STATEMENT_CHARS = 8_000;
  private static final int PROBLEM_CHARS = 500;

  private final Draft draft;
  private final Offline hibernate;

  Translator(Draft draft, Offline hibernate) {
    this.draft = draft;
    this.hibernate = hibernate;
  }

  /** The statements that create the tables. */
  List<String> ddl() {
    return bounded(
        new SchemaCreatorImpl(hibernate.registry())
            .generateCreationCommands(draft.metadata(), false));
  }

  /**
   * The statements that a query becomes; of its parameters it does not matter what they are.
   *
   * @throws RuntimeException of Hibernate's, if it is no query over these classes
   */
  List<String> sql(String query) {
    draft.metadata().getEntityBindings().forEach(Translator::needNoInstance);
    try (SessionFactory factory = draft.metadata().buildSessionFactory()) {
      hibernate.database().takeSent();
      factory.inTransaction(session -> run(session, query));
      return bounded(hibernate.database().takeSent());
    }
  }

  private static void run(Session session, String query) {
    if (isMutation(query)) {
      MutationQuery mutation = session.createMutationQuery(query);
      withoutValues(mutation);
      mutation.executeUpdate();
    } else {
      SelectionQuery<Object> selection = session.createSelectionQuery(query, Object.class);
      withoutValues(selection);
      selection.getResultList();
    }
  }

  private static boolean isMutation(String query) {
    String first = query.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
    return List.of("update", "delete", "insert").contains(first);
  }

  private static void withoutValues(CommonQueryContract query) {
    for (QueryParameter<?> parameter : query.getParameterMetadata().getRegistrations()) {
      if (parameter.getName() != null) {
        query.setParameter(parameter.getName(), unset());
      } else if (parameter.getPosition() != null) {
        query.setParameter(parameter.getPosition(), unset());
      }
    }
  }

  @SuppressWarnings("NullAway") // Hibernate takes null, and does not say so.
  private static Object unset() {
    return null;
  }

  /** Else Hibernate makes an object of the class, to see what its id and version are at first. */
  private static void needNoInstance(PersistentClass entity) {
    Property version = entity.getVersion();
    withoutNullValue(entity.getIdentifier());
    withoutNullValue(version == null ? null : version.getValue());
  }

  private static void withoutNullValue(@Nullable Value value) {
    if (value instanceof SimpleValue simple && simple.getNullValue() == null) {
      simple.setNullValueUndefined();
    }
  }

  private static List<String> bounded(List<String> statements) {
    return statements.stream()
        .limit(MOST_STATEMENTS)
        .map(String::strip)
        .map(one -> Text.shortened(one, STATEMENT_CHARS))
        .toList();
  }

  /** What Hibernate has against it. */
  static String refusal(RuntimeException failure) {
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : Text.shortened(Text.withoutShellPrefix(message), PROBLEM_CHARS);
  }
}
