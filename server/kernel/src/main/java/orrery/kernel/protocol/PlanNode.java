package orrery.kernel.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a plan; its inputs are below it.
 *
 * @param words for a beginner: {@code read all of books}, {@code find in authors by primary key}
 * @param table it reads; null if it reads none itself
 * @param access how it finds the rows: {@code table scan}, or the index's name
 * @param condition by which it finds or keeps them
 * @param visited rows looked at; -1 if not measured
 */
public record PlanNode(
    String words,
    @Nullable String table,
    @Nullable String access,
    @Nullable String condition,
    long visited,
    List<PlanNode> inputs) {}
