/**
 * Browsers' forms: {@code multipart/form-data} read strictly and in bounds, and the policies that say what a form may hold.
 *
 * <p>{@link io.tarn.core.form.FormReader} reads the fields before the file and then streams the file;
 * {@link io.tarn.core.form.PostPolicy} is what their sender signed. What a form stands for as a request is the gate's to say.
 */
@NullMarked
package io.tarn.core.form;

import org.jspecify.annotations.NullMarked;
