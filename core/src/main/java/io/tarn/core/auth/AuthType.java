package io.tarn.core.auth;

/** Where a request carried its signature. */
public enum AuthType {
    /** In the {@code Authorization} header. */
    HEADER("REST-HEADER"),
    /** In the query: a presigned URL. */
    QUERY("REST-QUERY-STRING"),
    /** In the fields of a form, over its policy. */
    FORM("POST");

    private final String text;

    AuthType(String text) {
        this.text = text;
    }

    /** As policies know it: the value of {@code s3:authType}. */
    public String text() {
        return text;
    }
}
