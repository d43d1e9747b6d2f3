/** JSON that strangers send: read strictly, into plain maps, lists and texts. */
@NullMarked
package io.tarn.core.json;

import org.jspecify.annotations.NullMarked;
