@NullMarked
package io.tarn.api.xml;

import org.jspecify.annotations.NullMarked;
