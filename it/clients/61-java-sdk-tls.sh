# it-needs: tls
# AWS SDK for Java 2, as 60-java-sdk, over HTTPS.
exec bash "$IT/lib/java.sh"
