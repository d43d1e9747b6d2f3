package io.tarn.core.form;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;

/** The refusals of forms, as S3 words them. */
final class FormErrors {
    private FormErrors() {}

    /** Another kind of body than a form. */
    static S3Exception notForm() {
        return S3Exception.of(ErrorCode.PRECONDITION_FAILED)
                .with("Condition", "Bucket POST must be of the enclosure-type multipart/form-data");
    }

    /** A form that two readers could read in two ways, or that none can. */
    static S3Exception malformed() {
        return S3Exception.of(ErrorCode.MALFORMED_POST_REQUEST);
    }

    /** More bytes in front of the file than a form may have. */
    static S3Exception fieldsTooLarge() {
        return S3Exception.of(ErrorCode.MAX_POST_PRE_DATA_LENGTH_EXCEEDED)
                .with("MaxPostPreDataLengthBytes", Integer.toString(FormReader.FIELD_BYTES_MAX));
    }

    static S3Exception noFile() {
        return argument("POST requires exactly one file upload per request.", "file", "0");
    }

    /** A field that is not there, or not in front of the file. */
    static S3Exception missing(String name) {
        return argument(
                "Bucket POST must contain a field named '" + name
                        + "'.  If it is specified, please check the order of the fields.",
                name,
                "");
    }

    static S3Exception argument(String message, String name, String value) {
        return S3Exception.of(ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }

    /** A policy that cannot be read. */
    static S3Exception invalidPolicy(String why) {
        return S3Exception.of(ErrorCode.INVALID_POLICY_DOCUMENT, "Invalid Policy: " + why);
    }

    /** A policy that the form does not keep. */
    static S3Exception againstPolicy(String why) {
        return S3Exception.of(ErrorCode.ACCESS_DENIED, "Invalid according to Policy: " + why);
    }
}
