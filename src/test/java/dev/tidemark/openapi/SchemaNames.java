package dev.tidemark.openapi;

import io.swagger.v3.core.jackson.TypeNameResolver;
import org.jspecify.annotations.Nullable;

/** {@code GroupAnswers.Topic} and {@code ResetAnswers.Topic} become {@code GroupTopic} and {@code ResetTopic}. */
final class SchemaNames extends TypeNameResolver {
    @Override
    protected String getNameOfClass(Class<?> type) {
        return name(type.getSimpleName(), type.getEnclosingClass());
    }

    private static String name(String simple, @Nullable Class<?> enclosing) {
        String owner = enclosing == null ? "" : enclosing.getSimpleName().replaceFirst("(Api|Answers|Input)$", "");
        return enclosing == null || simple.startsWith(owner)
                || !enclosing.getSimpleName().matches(".*(Api|Answers|Input)")
                        ? simple
                        : owner + simple;
    }
}
