package brokenhouse.consumergroup.web;

/** A page that is read by counting. */
record CrowdedPage(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k) {
}
