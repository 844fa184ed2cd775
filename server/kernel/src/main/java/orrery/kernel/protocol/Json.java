package orrery.kernel.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one JSON mapper: enums in lower case, an unknown property is a fault. */
public final class Json {

  /** Shared and thread-safe. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(tools.jackson.databind.MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  /**
   * Makes what writes each kind of Event. The first of a kind would wait for it otherwise: 28 ms
   * for a {@link Event.Step} on a cold kernel.
   */
  public static void prepare() {
    JsonSubTypes kinds = Objects.requireNonNull(Event.class.getAnnotation(JsonSubTypes.class));
    for (JsonSubTypes.Type kind : kinds.value()) {
      MAPPER.writerFor(kind.value());
    }
  }

  /**
   * {@code message} as JSON with its {@code type}. It can always be sent: half a surrogate pair,
   * which UTF-8 can't say, becomes a question mark.
   */
  public static String write(Object message) {
    return new String(MAPPER.writeValueAsString(message).getBytes(UTF_8), UTF_8);
  }

  /**
   * Reads a Command.
   *
   * @throws JacksonException if {@code json} is not one
   */
  public static Command command(String json) {
    return complete(MAPPER.readValue(json, Command.class));
  }

  /**
   * Reads an Event.
   *
   * @throws JacksonException if {@code json} is not one
   */
  public static Event event(String json) {
    return complete(MAPPER.readValue(json, Event.class));
  }

  private static <T> T complete(@Nullable T message) {
    String missing = message == null ? "everything" : Completeness.missing(message);
    if (message == null || missing != null) {
      throw DatabindException.from((JsonParser) null, missing + " is missing");
    }
    return message;
  }
}
