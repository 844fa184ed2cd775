package orrery.product;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import orrery.kernel.protocol.Json;
import orrery.page.ProtocolSamples;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A cell that writes to its kernel's channel, as only the kernel should: each kind of Event. */
record Forgery(long run, String cell, String poison) {

  /** The Events of PROTOCOL.md, of this run, with poison in the place of every free text. */
  List<ObjectNode> events() {
    return ProtocolSamples.events().stream()
        .map(text -> (ObjectNode) Json.MAPPER.readTree(text))
        .map(this::poisoned)
        .toList();
  }

  private ObjectNode poisoned(ObjectNode event) {
    event.remove("seq");
    if (event.has("run")) {
      event.put("run", run).put("cell", cell);
    }
    if (event.path("type").asString().equals("dialects")) {
      event.putNull("query"); // what the page has asked for
    }
    poison(event, event);
    return event;
  }

  private void poison(ObjectNode event, JsonNode part) {
    if (part instanceof ObjectNode object) {
      for (String name : List.copyOf(object.propertyNames())) {
        JsonNode value = object.get(name);
        if (value.isString() && !(object == event && name.equals("cell"))) {
          object.put(name, poison);
          if (!isEvent(event)) {
            object.set(name, value);
          }
        }
        poison(event, value);
      }
    } else if (part instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i).isString()) {
          array.set(i, JsonNodeFactory.instance.stringNode(poison));
        }
        poison(event, array.get(i));
      }
    }
  }

  /** A word of a fixed set is none any more when it is poisoned. */
  private static boolean isEvent(ObjectNode event) {
    try {
      Json.event(event.toString());
      return true;
    } catch (JacksonException e) {
      return false;
    }
  }

  /**
   * Java that waits for a while and then sends them.
   *
   * @param millis in which a browser can ask what some of them answer
   */
  String source(List<ObjectNode> events, long millis) {
    List<String> frames = new ArrayList<>();
    events.forEach(event -> frames.add('"' + frame(event.toString()) + '"'));
    return """
        var made = java.io.FileDescriptor.class.getDeclaredConstructor(int.class);
        made.setAccessible(true);
        var channel = new java.io.FileOutputStream(made.newInstance(4));
        Thread.sleep(%d);
        for (String frame : List.of(%s)) {
          channel.write(Base64.getDecoder().decode(frame));
          Thread.sleep(20);
        }
        """
        .formatted(millis, frames.stream().collect(Collectors.joining(",\n")));
  }

  private static String frame(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    byte[] frame = ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).array();
    return Base64.getEncoder().encodeToString(frame);
  }
}
