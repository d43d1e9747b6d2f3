/** What those who run the server ask it: is it alive, is it ready, and its numbers. */
@NullMarked
package io.tarn.server.admin;

import org.jspecify.annotations.NullMarked;
