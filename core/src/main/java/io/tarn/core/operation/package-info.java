/**
 * The operations of S3: each takes its decoded input, calls the domain, and gives its output.
 *
 * <p>Here stands only what is particular to one operation of the wire; what buckets, objects, uploads and listings mean
 * stands in the packages of those names.
 */
@NullMarked
package io.tarn.core.operation;

import org.jspecify.annotations.NullMarked;
