/** AWS's Query protocol: requests are forms, answers are XML; read with limits, written as AWS writes them. */
@NullMarked
package io.tarn.api.query;

import org.jspecify.annotations.NullMarked;
