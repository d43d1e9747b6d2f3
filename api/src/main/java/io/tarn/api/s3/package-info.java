/**
 * The words of Amazon S3: the operation table, a record for every structure of AWS's model (generated), and the values
 * that requests are made of (bucket names, keys, addresses).
 */
@NullMarked
package io.tarn.api.s3;

import org.jspecify.annotations.NullMarked;
