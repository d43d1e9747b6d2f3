package io.tarn.core.auth;

/** Writes what is signed: an algorithm, a time, a scope, and lines that follow. */
final class StringToSign {
    private StringToSign() {}

    /** The three lines that every string to sign begins with, and the line break behind them. */
    static SignedText begin(String algorithm, Timestamp time, Scope scope) {
        return new SignedText()
                .append(algorithm)
                .append('\n')
                .append(time.basic())
                .append('\n')
                .append(scope.date())
                .append('/')
                .append(scope.region())
                .append('/')
                .append(scope.service())
                .append('/')
                .append(Scope.TERMINAL)
                .append('\n');
    }
}
