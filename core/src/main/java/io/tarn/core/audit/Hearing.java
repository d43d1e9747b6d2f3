package io.tarn.core.audit;

import io.tarn.core.Connection;
import io.tarn.core.access.AccessRequest;
import io.tarn.core.access.Authorizer;
import io.tarn.core.access.Caller;
import io.tarn.core.access.Decision;
import io.tarn.core.auth.SignatureFault;
import io.tarn.core.auth.Witness;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gathers what is to be remembered of one request while it runs. For one thread. */
public final class Hearing implements Witness {
    /** Most questions remembered of one request; a list of keys asks one for each. */
    public static final int ASKED_MAX = 16;

    private final AuditTrail trail;
    private final Instant time;
    private final String requestId;
    private final Connection connection;
    private final @Nullable String userAgent;
    private final long bytesIn;
    private String service = "s3";
    private String operation = "";
    private @Nullable Caller caller;
    private @Nullable String claimedKeyId;
    private Caller.@Nullable Identity claimedOwner;
    private @Nullable SignatureFault fault;
    private @Nullable String message;
    private @Nullable String bucket;
    private @Nullable String key;
    private @Nullable String versionId;
    private List<Asked> asked = List.of();
    private long askedMore;
    private int status;
    private @Nullable String error;
    private long bytesOut;
    private boolean cut;

    /**
     * Begins with what is known at once.
     *
     * @param trail whom it is gathered for
     * @param time when the request came
     * @param userAgent what the client calls itself, or null
     * @param bytesIn declared length of the body
     */
    public Hearing(
            AuditTrail trail,
            Instant time,
            String requestId,
            @Nullable String userAgent,
            Connection connection,
            long bytesIn) {
        this.trail = trail;
        this.time = time;
        this.requestId = requestId;
        this.connection = connection;
        this.userAgent = userAgent;
        this.bytesIn = bytesIn;
    }

    /** The id that the answer carries. */
    public String requestId() {
        return requestId;
    }

    /** The request is for this service; without a word it is for S3. */
    public void service(String name) {
        service = name;
    }

    /** The request asks for this. */
    public void operation(String name) {
        operation = name;
    }

    /** The request names this; each may be null. */
    public void place(@Nullable String namedBucket, @Nullable String namedKey, @Nullable String namedVersion) {
        bucket = namedBucket;
        key = namedKey;
        versionId = namedVersion;
    }

    @Override
    public void claims(String accessKeyId) {
        claimedKeyId = accessKeyId;
    }

    @Override
    public void wrongSignature(Caller.Identity owner, Supplier<SignatureFault> tried) {
        claimedOwner = owner;
        if (trail.wantsFaults()) {
            fault = tried.get();
        }
    }

    /** It is proven who asks. */
    public void caller(Caller proven) {
        caller = proven;
    }

    /** An authorizer that answers as {@code judge} does while its answers are remembered here. */
    public Authorizer before(Authorizer judge) {
        return request -> decided(request, judge.decide(request));
    }

    private Decision decided(AccessRequest request, Decision decision) {
        if (asked.size() == ASKED_MAX) {
            // A refusal is what somebody will ask about.
            if (!decision.allowed() && asked.getLast().decision().allowed()) {
                asked.set(ASKED_MAX - 1, new Asked(request.action(), request.resource(), decision));
            }
            askedMore++;
            return decision;
        }
        if (asked.isEmpty()) {
            asked = new ArrayList<>(2);
        }
        asked.add(new Asked(request.action(), request.resource(), decision));
        return decision;
    }

    /** The request was refused with this code and these words, which are kept of a known caller only. */
    public void refused(String code, @Nullable String words) {
        error = code;
        message = caller == null ? null : words;
    }

    /** The access key that the request names, proven or not, or null. */
    public @Nullable String claimedKeyId() {
        return claimedKeyId;
    }

    /** Where the request comes from. */
    public InetAddress client() {
        return connection.client();
    }

    /** True as long as nothing is proven of who asks. */
    public boolean isUnproven() {
        return caller == null;
    }

    /** True if nobody signed the request. */
    public boolean isAnonymous() {
        return caller instanceof Caller.Anonymous;
    }

    /** The answer has begun. */
    public void status(int sent) {
        status = sent;
    }

    /** So much of the answer's body was sent. */
    public void sent(long bytes) {
        bytesOut += bytes;
    }

    /** The client did not get all of the answer. */
    public void cut() {
        cut = true;
    }

    /** Tells the trail of the request, which ends now. */
    public void end(Instant now) {
        trail.record(event(now));
    }

    private AuditEvent event(Instant now) {
        return new AuditEvent(
                time,
                requestId,
                service,
                operation,
                caller,
                claimedKeyId,
                claimedOwner,
                fault,
                connection,
                userAgent,
                bucket,
                key,
                versionId,
                asked,
                askedMore,
                status,
                error,
                message,
                bytesIn,
                bytesOut,
                cut,
                Duration.between(time, now).toNanos() / 1_000);
    }
}
