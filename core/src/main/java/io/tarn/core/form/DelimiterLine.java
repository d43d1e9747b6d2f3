package io.tarn.core.form;

/** What follows a delimiter on its line. */
final class DelimiterLine {
    /** Most blanks behind a delimiter: gateways may have added some, browsers add none. */
    private static final int BLANKS_MAX = 256;

    private DelimiterLine() {}

    /**
     * Takes it: true if a part follows, false if two hyphens say that none does.
     *
     * @throws io.tarn.api.error.S3Exception {@code MalformedPOSTRequest} for anything else: the delimiter would be the
     *     beginning of a longer one
     */
    static boolean end(FormInput input) {
        byte b = input.next();
        if (b == '-') {
            if (input.next() != '-') {
                throw FormErrors.malformed();
            }
            return false;
        }
        for (int blanks = 0; blanks < BLANKS_MAX && (b == ' ' || b == '\t'); blanks++) {
            b = input.next();
        }
        if (b != '\r' || input.next() != '\n') {
            throw FormErrors.malformed();
        }
        return true;
    }
}
