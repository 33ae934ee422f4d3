package dev.tidemark.kafka;

/**
 * Which part of a list to read, as the CKafka API pages: {@code offset} entries are skipped and at most {@code limit}
 * (1 to 50, the API's maximum) returned.
 */
public record PageRequest(int offset, int limit) {
    public static final int MAX_LIMIT = 50;

    public PageRequest {
        if (offset < 0) {
            throw InvalidInput.coded("offset", "not-negative");
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw InvalidInput.coded("limit", "between", 1, MAX_LIMIT);
        }
    }
}
