package brokenhouse.util;

/** In a package without a subject and without a package-info. */
interface Things {
}
