package dev.tidemark.ckafka;

/** Configuration names no account that could be used; ends the start with one readable message. */
public final class NoAccounts extends RuntimeException {
    NoAccounts(String why) {
        super(why);
    }
}
