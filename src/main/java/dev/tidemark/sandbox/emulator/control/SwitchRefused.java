package dev.tidemark.sandbox.emulator.control;

/** A switch of the emulator was asked for something it cannot do; the text names the field. */
final class SwitchRefused extends RuntimeException {
    private final int status;

    SwitchRefused(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static SwitchRefused badRequest(String message) {
        return new SwitchRefused(400, message);
    }

    static SwitchRefused notAllowed(String method) {
        return new SwitchRefused(405, "the method " + method + " means nothing here");
    }

    int status() {
        return status;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
