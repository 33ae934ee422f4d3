/** HTTP as the emulator sees it: raw requests in, whole answers or cut connections out. */
@NullMarked
package dev.tidemark.sandbox.emulator.http;

import org.jspecify.annotations.NullMarked;
