package dev.tidemark.openapi;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What the Javadoc in the sources says of a type, its components and its methods, so that the API is described where it is
 * written. Read from the source, because class files keep no comments.
 */
final class SourceJavadoc {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Comment NONE = new Comment("", "", "", Map.of());

    /** By binary name, for methods followed by a hash and the name; no two handlers of a class share one. */
    private final Map<String, Map<String, Comment>> files = new HashMap<>();

    Comment of(Class<?> type) {
        return file(type).getOrDefault(type.getName(), NONE);
    }

    Comment of(Method method) {
        return file(method.getDeclaringClass())
                .getOrDefault(method.getDeclaringClass().getName() + "#" + method.getName(), NONE);
    }

    /** Where in its file a method stands: the order in which its author tells of them. */
    int position(Method method) {
        return List.copyOf(file(method.getDeclaringClass()).keySet())
                .indexOf(method.getDeclaringClass().getName() + "#" + method.getName());
    }

    private Map<String, Comment> file(Class<?> type) {
        String top = type.getName().replaceFirst("\\$.*", "");
        return files.computeIfAbsent(top, name -> read(SOURCES.resolve(name.replace('.', '/') + ".java")));
    }

    private static Map<String, Comment> read(Path source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
                    files.getJavaFileObjects(source));
            Scanner scanner = new Scanner(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                scanner.scan(unit, String.valueOf(unit.getPackageName()));
            }
            return scanner.found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * A comment as plain text, code between backticks.
     *
     * @param summary its first sentence
     * @param text all of it before the tags
     * @param rest what follows the first sentence
     * @param parameters by their names
     */
    record Comment(String summary, String text, String rest, Map<String, String> parameters) {
        private static Comment of(DocCommentTree comment) {
            return new Comment(plain(comment.getFirstSentence()), plain(comment.getFullBody()),
                    plain(comment.getBody()), comment.getBlockTags()
                            .stream().filter(tag -> tag.getKind() == DocTree.Kind.PARAM).map(ParamTree.class::cast)
                            .collect(Collectors.toMap(tag -> tag.getName().toString(),
                                    tag -> capitalised(plain(tag.getDescription())))));
        }

        private static String capitalised(String text) {
            return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        }

        private static String plain(List<? extends DocTree> parts) {
            return parts.stream().map(part -> switch (part) {
                case LiteralTree code when code.getKind() == DocTree.Kind.CODE -> "`" + code.getBody() + "`";
                case LinkTree link -> "`" + link.getReference() + "`";
                default -> part.toString();
            }).collect(Collectors.joining()).replaceAll("\\s+", " ").strip();
        }
    }

    private static final class Scanner extends TreePathScanner<@Nullable Void, String> {
        private final Map<String, Comment> found = new LinkedHashMap<>();
        private final DocTrees comments;

        private Scanner(DocTrees comments) {
            this.comments = comments;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, String outer) {
            boolean top = Objects.requireNonNull(getCurrentPath().getParentPath())
                    .getLeaf() instanceof CompilationUnitTree;
            String name = outer + (top ? "." : "$") + type.getSimpleName();
            note(name, getCurrentPath());
            return super.visitClass(type, name);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, String type) {
            note(type + "#" + method.getName(), getCurrentPath());
            return super.visitMethod(method, type);
        }

        private void note(String name, TreePath path) {
            DocCommentTree comment = comments.getDocCommentTree(path);
            if (comment != null) {
                found.put(name, Comment.of(comment));
            }
        }
    }
}
