package io.tarn.testkit;

/**
 * An access key of a principal.
 *
 * @param accountId the principal's account, twelve digits
 * @param arn of the principal, as policies name it
 * @param accessKeyId the id of the key
 * @param secretAccessKey the secret of the key
 */
public record TarnCredentials(String accountId, String arn, String accessKeyId, String secretAccessKey) {
    /** Says whose they are, never the secret. */
    @Override
    public String toString() {
        return "TarnCredentials[" + arn + ", " + accessKeyId + "]";
    }
}
