/** S3, IAM and STS over one store, put together: what an edge serves. */
@NullMarked
package io.tarn.core.service;

import org.jspecify.annotations.NullMarked;
