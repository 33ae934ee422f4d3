package brokenhouse.offsetreset.web;

import brokenhouse.consumergroup.web.PortController;

/** A page that uses another feature's pages. */
public record ForeignPage(PortController other) {
}
