package dev.tidemark.ckafka;

/** Who waits for a call: people go first when the quota is short. */
enum Urgency {
    PERSON, BACKGROUND
}
