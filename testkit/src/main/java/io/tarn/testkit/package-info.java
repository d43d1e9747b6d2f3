/**
 * An S3 inside the process of a test: on a free port of this machine, in memory, with a key of its own. Names no type
 * of another module or of Netty in what is public.
 */
@NullMarked
package io.tarn.testkit;

import org.jspecify.annotations.NullMarked;
