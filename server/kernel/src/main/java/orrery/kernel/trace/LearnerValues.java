package orrery.kernel.trace;

import org.hibernate.query.sqm.spi.BaseSemanticQueryWalker;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.hibernate.query.sqm.tree.expression.JpaCriteriaParameter;
import org.hibernate.query.sqm.tree.expression.SqmLiteral;
import org.hibernate.query.sqm.tree.expression.ValueBindJpaCriteriaParameter;

/**
 * Looks through a criteria query for values of the learner's own classes: to render such a query
 * would run their {@code toString}, which may load.
 */
final class LearnerValues extends BaseSemanticQueryWalker {

  private boolean found;

  private LearnerValues() {}

  static boolean in(SqmStatement<?> statement) {
    LearnerValues values = new LearnerValues();
    statement.accept(values);
    return values.found;
  }

  @Override
  public Object visitLiteral(SqmLiteral<?> literal) {
    found |= !Text.isBasic(literal.getLiteralValue());
    return super.visitLiteral(literal);
  }

  @Override
  public Object visitJpaCriteriaParameter(JpaCriteriaParameter<?> parameter) {
    found |=
        parameter instanceof ValueBindJpaCriteriaParameter<?> bound
            && !Text.isBasic(bound.getValue());
    return super.visitJpaCriteriaParameter(parameter);
  }
}
