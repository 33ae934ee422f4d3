package dev.tidemark.offsetreset;

/** There is no such reset or preview, or none that the operator may see. */
public final class ResetNotFound extends RuntimeException {
    private final String id;

    public ResetNotFound(String id) {
        super("no reset or preview " + id);
        this.id = id;
    }

    public String id() {
        return id;
    }
}
