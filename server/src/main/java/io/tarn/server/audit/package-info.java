/** Keeps the audit log in files: JSON lines, rotated by size, a bounded number of files, readable by their owner alone. */
@NullMarked
package io.tarn.server.audit;

import org.jspecify.annotations.NullMarked;
