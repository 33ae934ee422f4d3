package dev.tidemark.alert;

import java.time.Instant;

/**
 * One message on its way to one receiver.
 *
 * @param id 0 until it is stored
 * @param subject what it is about; messages about the same arrive in their order
 * @param attempts how often it was tried
 */
public record Delivery(long id, String receiver, String subject, Alert alert, Instant createdAt, int attempts) {
}
