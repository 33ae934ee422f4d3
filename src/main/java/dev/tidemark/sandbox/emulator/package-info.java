/** The HTTP side of the CKafka API: signatures, envelope, request quotas, faults and the log of requests as received. */
@NullMarked
package dev.tidemark.sandbox.emulator;

import org.jspecify.annotations.NullMarked;
