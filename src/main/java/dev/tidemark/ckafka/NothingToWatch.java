package dev.tidemark.ckafka;

/** Configuration names no account that could be used; ends the start with one readable message. */
final class NothingToWatch extends RuntimeException {
    NothingToWatch(String why) {
        super(why);
    }
}
