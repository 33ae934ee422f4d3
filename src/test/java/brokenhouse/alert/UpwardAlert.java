package brokenhouse.alert;

import brokenhouse.ckafka.Adapter;

/** An alert knows which cloud it is about. */
public record UpwardAlert(Adapter adapter) {
}
