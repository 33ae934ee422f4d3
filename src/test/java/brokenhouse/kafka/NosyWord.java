package brokenhouse.kafka;

import brokenhouse.consumergroup.web.PortController;

/** Imports a feature's pages. */
record NosyWord(PortController controller) {
}
