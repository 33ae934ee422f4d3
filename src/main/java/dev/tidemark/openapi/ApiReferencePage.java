package dev.tidemark.openapi;

import java.util.List;

/** What the page about the API prints: the document's operations by subject, and the types they use. */
record ApiReferencePage(List<Subject> subjects, List<ObjectType> types) {
    /** Operations of one subject, in the order in which they are used. */
    record Subject(String name, List<Operation> operations) {
    }

    /**
     * One operation.
     *
     * @param id its name in a generated client, and its anchor
     * @param body fields of the request body, those of the types within after a dot; empty where it takes none
     */
    record Operation(String id, String method, String path, List<TextPart> summary, List<TextPart> description,
            List<Field> parameters, boolean bodyRequired, List<Field> body, List<Answer> answers,
            List<Command> commands) {
    }

    /**
     * A parameter, or a field of a type.
     *
     * @param place {@code path}, {@code query} or {@code header}; empty for a field
     * @param standard the default; empty without one
     * @param choices values it can have, as far as the description does not name them
     */
    record Field(String name, String place, SchemaType type, boolean required, String standard, List<String> choices,
            List<TextPart> description) {
    }

    /** A status, and the types its body can have: none, one, or text beside JSON. */
    record Answer(String status, List<TextPart> description, List<Content> contents) {
        /** Whether it is what was asked for. */
        public boolean good() {
            return status.startsWith("2");
        }
    }

    /** A body of an answer. */
    record Content(String mediaType, SchemaType type) {
    }

    /** An example to copy; {@code name} is its anchor, {@code summary} empty where there is but one without a body. */
    record Command(String name, String summary, String text) {
    }

    /** A type of the document's own. */
    record ObjectType(String name, List<TextPart> description, List<Field> fields) {
    }
}
