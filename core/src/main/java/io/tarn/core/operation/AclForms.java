package io.tarn.core.operation;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.s3.AccessControlPolicy;
import io.tarn.api.s3.Grant;
import io.tarn.api.s3.Owner;
import io.tarn.core.account.Account;
import io.tarn.core.account.Accounts;
import io.tarn.core.acl.AccessControlList;
import io.tarn.core.acl.AclGrant;
import io.tarn.core.acl.AclPermission;
import io.tarn.core.acl.CannedAcl;
import io.tarn.core.acl.Grantee;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads access control lists from headers and documents, and writes them as answers show them. */
final class AclForms {
    private static final String CANNED = "x-amz-acl";

    private final Accounts accounts;
    private final Owners owners;

    AclForms(Accounts accounts, Owners owners) {
        this.accounts = accounts;
        this.owners = owners;
    }

    /**
     * Whose list is read.
     *
     * @param owner canonical id of the owner of the bucket or object
     * @param bucketOwner canonical id of the owner of the object's bucket; null: the list is a bucket's
     */
    record Subject(String owner, @Nullable String bucketOwner) {
        @Nullable
        String otherBucketOwner() {
            return owner.equals(bucketOwner) ? null : bucketOwner;
        }
    }

    /**
     * The list that headers ask for, or null if none does.
     *
     * @throws S3Exception {@code InvalidArgument}, {@code InvalidRequest}, {@code MethodNotAllowed}
     */
    @Nullable
    AccessControlList ofHeaders(AclHeaders headers, Subject subject) {
        String canned = headers.canned();
        if (canned != null && headers.grants()) {
            throw S3Exception.of(
                    ErrorCode.INVALID_REQUEST, "Specifying both Canned ACLs and Header Grants is not allowed");
        }
        if (canned != null) {
            return canned(canned, subject).list(subject.otherBucketOwner());
        }
        if (!headers.grants()) {
            return null;
        }
        List<AclGrant> grants = new ArrayList<>();
        headers.byPermission().forEach((permission, sent) -> {
            for (String pair : sent.value().split(",", -1)) {
                grants.add(new AclGrant(grantee(sent.header(), pair.strip(), subject), permission));
            }
        });
        if (grants.size() > AccessControlList.GRANTS_MAX) {
            throw argument("x-amz-grant", "Too many grants, at most " + AccessControlList.GRANTS_MAX, "");
        }
        return new AccessControlList(grants);
    }

    private static CannedAcl canned(String name, Subject subject) {
        CannedAcl canned = CannedAcl.of(name);
        boolean ofBucketsOnly = canned == CannedAcl.LOG_DELIVERY_WRITE && subject.bucketOwner() != null;
        if (canned == null || ofBucketsOnly) {
            throw argument(CANNED, "", name);
        }
        return canned;
    }

    private Grantee grantee(String header, String pair, Subject subject) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            throw argument(header, "Argument format not recognized", pair);
        }
        String value = unquoted(pair.substring(equals + 1).strip());
        return switch (pair.substring(0, equals).strip().toLowerCase(Locale.ROOT)) {
            case "id" -> account("id", value, subject);
            case "uri" -> group("uri", value);
            case "emailaddress" -> throw byMail();
            default -> throw argument(header, "Argument format not recognized", pair);
        };
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private Grantee account(String argument, String id, Subject subject) {
        if (id.equals(subject.owner())) {
            return new Grantee.Owner();
        }
        Account account = accounts.findCanonical(id);
        if (account == null) {
            throw argument(argument, "Invalid id", id);
        }
        return new Grantee.CanonicalUser(account.canonicalId());
    }

    private static Grantee group(String argument, String uri) {
        for (Grantee.Group group : Grantee.Group.values()) {
            if (group.uri().equals(uri)) {
                return group;
            }
        }
        throw argument(argument, "Invalid group uri", uri);
    }

    /** Amazon gave grants by e-mail address up in October 2025. */
    private static S3Exception byMail() {
        return S3Exception.of(ErrorCode.METHOD_NOT_ALLOWED)
                .with("Method", "PUT")
                .with("ResourceType", "ACL");
    }

    private static S3Exception argument(String name, String message, String value) {
        return S3Exception.of(ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }

    /**
     * The list of a document.
     *
     * @throws S3Exception {@code MalformedACLError}, {@code InvalidArgument}, {@code AccessDenied} if it names another
     *     owner, {@code MethodNotAllowed}
     */
    AccessControlList ofDocument(AccessControlPolicy document, Subject subject) {
        Owner owner = document.owner();
        List<Grant> sent = document.grants();
        if (owner == null || owner.id() == null || sent == null || sent.size() > AccessControlList.GRANTS_MAX) {
            throw S3Exception.of(ErrorCode.MALFORMED_ACL_ERROR);
        }
        List<AclGrant> grants = new ArrayList<>();
        for (Grant grant : sent) {
            grants.add(new AclGrant(grantee(grant.grantee(), subject), permission(grant.permission())));
        }
        if (!subject.owner().equals(owner.id())) {
            account("CanonicalUser/ID", owner.id(), subject);
            throw S3Exception.of(ErrorCode.ACCESS_DENIED);
        }
        return new AccessControlList(grants);
    }

    private Grantee grantee(io.tarn.api.s3.@Nullable Grantee sent, Subject subject) {
        String type = sent == null ? null : sent.type();
        if (sent == null || type == null) {
            throw S3Exception.of(ErrorCode.MALFORMED_ACL_ERROR);
        }
        return switch (type) {
            case "CanonicalUser" -> account("CanonicalUser/ID", present(sent.id()), subject);
            case "Group" -> group("Group/URI", present(sent.uri()));
            case "AmazonCustomerByEmail" -> throw byMail();
            default -> throw S3Exception.of(ErrorCode.MALFORMED_ACL_ERROR);
        };
    }

    private static String present(@Nullable String text) {
        if (text == null) {
            throw S3Exception.of(ErrorCode.MALFORMED_ACL_ERROR);
        }
        return text;
    }

    private static AclPermission permission(@Nullable String sent) {
        for (AclPermission permission : AclPermission.values()) {
            if (permission.name().equals(sent)) {
                return permission;
            }
        }
        throw S3Exception.of(ErrorCode.MALFORMED_ACL_ERROR);
    }

    /** The grants of a list whose owner is this account. */
    List<Grant> shown(AccessControlList list, String ownerAccount) {
        return list.grants().stream()
                .map(grant -> Grant.builder()
                        .grantee(shown(grant.grantee(), ownerAccount))
                        .permission(grant.permission().name())
                        .build())
                .toList();
    }

    private io.tarn.api.s3.Grantee shown(Grantee grantee, String ownerAccount) {
        return switch (grantee) {
            case Grantee.Owner owner -> canonical(owners.of(ownerAccount).id());
            case Grantee.CanonicalUser user -> canonical(user.canonicalId());
            case Grantee.Group group ->
                io.tarn.api.s3.Grantee.builder().uri(group.uri()).type("Group").build();
        };
    }

    private static io.tarn.api.s3.Grantee canonical(@Nullable String id) {
        return io.tarn.api.s3.Grantee.builder().id(id).type("CanonicalUser").build();
    }

    /** What a header with grants is called, and what it says. */
    record Sent(String header, String value) {}

    /**
     * The headers by which a request asks for a list.
     *
     * @param canned the name of a list, or null
     * @param byPermission the grants, by what they give
     */
    record AclHeaders(@Nullable String canned, Map<AclPermission, Sent> byPermission) {
        boolean grants() {
            return !byPermission.isEmpty();
        }

        boolean asked() {
            return canned != null || grants();
        }
    }
}
