package dev.tidemark.ckafka.account;

/** An account cannot be used because its keys are missing or incomplete; ends the start with one readable message. */
public final class MissingCredentials extends RuntimeException {
    MissingCredentials(String account, String why) {
        super("Account '" + account + "': " + why);
    }
}
