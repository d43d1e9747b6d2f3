/** What generated codecs stand on: a request in parts on one side, a response being written on the other. */
@NullMarked
package io.tarn.api.codec;

import org.jspecify.annotations.NullMarked;
