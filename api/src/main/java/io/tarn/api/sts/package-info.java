/** The words of STS: every operation's name, and the records of those that are served (generated). */
@NullMarked
package io.tarn.api.sts;

import org.jspecify.annotations.NullMarked;
