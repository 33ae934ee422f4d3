package brokenhouse.consumergroup;

import brokenhouse.ckafka.Adapter;

/** A service that names the adapter of its port. */
record UpwardService(Adapter adapter) {
}
