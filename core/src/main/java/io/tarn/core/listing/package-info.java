/**
 * Lists keys in pages: one loop over a seeking scan for objects, versions and uploads, with prefixes, delimiters, start
 * places and page sizes as S3 means them. A page holds at most {@link io.tarn.core.listing.PageSize#MAX} entries,
 * whatever lies in the bucket.
 */
@NullMarked
package io.tarn.core.listing;

import org.jspecify.annotations.NullMarked;
