/** Small XML documents, read with limits and written exactly as Amazon S3 writes them. */
@NullMarked
package io.tarn.api.xml;

import org.jspecify.annotations.NullMarked;
