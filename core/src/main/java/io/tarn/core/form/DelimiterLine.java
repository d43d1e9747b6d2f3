package io.tarn.core.form;

/** What follows a delimiter on its line. */
final class DelimiterLine {
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
        while (b == ' ' || b == '\t') {
            b = input.next();
        }
        if (b != '\r' || input.next() != '\n') {
            throw FormErrors.malformed();
        }
        return true;
    }
}
