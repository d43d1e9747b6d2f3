# AWS SDK for Java 2: sync (URL connection, Apache, CRT), async (Netty, CRT), CRT S3 client, transfer manager, presigner; HTTP.
exec bash "$IT/lib/java.sh"
