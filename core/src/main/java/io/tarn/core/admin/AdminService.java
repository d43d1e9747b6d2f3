package io.tarn.core.admin;

import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.query.CommonQueryError;
import io.tarn.api.query.QueryException;
import io.tarn.api.query.QueryForm;
import io.tarn.api.query.QueryNode;
import io.tarn.api.xml.XmlWriter;
import io.tarn.core.access.AccessRequest;
import io.tarn.core.access.Caller;
import io.tarn.core.access.Resource;
import io.tarn.core.account.Account;
import io.tarn.core.auth.GeneratedKey;
import io.tarn.core.auth.Secret;
import io.tarn.core.bucket.Buckets;
import io.tarn.core.explain.Explanations;
import io.tarn.core.gate.QueryService;
import io.tarn.core.identity.AccessKeys;
import io.tarn.core.identity.AccountLife;
import io.tarn.core.identity.AccountRow;
import io.tarn.core.identity.AccountStore;
import io.tarn.core.identity.KeyOwner;
import io.tarn.core.identity.Registry;
import io.tarn.core.layout.AccountRecord;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.setting.PublicAccessBlock;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The admin service, in the Query protocol as IAM is. Safe for many threads. */
public final class AdminService implements QueryService {
    /** The version that requests name. */
    public static final String VERSION = "2026-01-01";

    /** As it stands in the scope of signatures. */
    public static final String NAME = "tarn";

    private static final String NAMESPACE = "urn:tarn:admin:" + VERSION;
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{8,128}");

    private final AccountStore accounts;
    private final AccountLife life;
    private final AccessKeys keys;
    private final Account operator;
    private final Buckets buckets;
    private final Explanations explanations;

    /** Administers the accounts of a registry; its configured root key's account is the operator's. */
    public AdminService(Registry registry, Buckets buckets, Explanations explanations) {
        this.accounts = registry.accounts();
        this.life = registry.life();
        this.keys = registry.keys();
        this.operator = registry.configured().owner().account();
        this.buckets = buckets;
        this.explanations = explanations;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public String operation(QueryForm form) {
        return AdminOperation.of(form).apiName();
    }

    @Override
    public boolean anonymous(String operation) {
        return false;
    }

    @Override
    public void handle(Request request, ResponseWriter response) {
        AdminOperation operation = AdminOperation.of(request.form());
        QueryNode form = request.form().root();
        // Whether an account exists is told only to whom the operation is allowed on every account.
        // Requests are explained to whoever made them, too.
        if (operation != AdminOperation.EXPLAIN) {
            require(request, operation);
        }
        XmlWriter out = new XmlWriter();
        out.open(operation.apiName() + "Response").namespace("", NAMESPACE);
        out.open(operation.apiName() + "Result");
        switch (operation) {
            case CREATE_ACCOUNT -> create(form, request.id(), out);
            case LIST_ACCOUNTS -> list(out);
            case ENABLE_ACCOUNT -> enable(form, true, request.id());
            case DISABLE_ACCOUNT -> enable(form, false, request.id());
            case DELETE_ACCOUNT -> delete(form, request.id());
            case GET_ACCOUNT_PUBLIC_ACCESS_BLOCK -> block(form, out);
            case PUT_ACCOUNT_PUBLIC_ACCESS_BLOCK ->
                buckets.accountBlock(named(form).record().id(), blockOf(form));
            case DELETE_ACCOUNT_PUBLIC_ACCESS_BLOCK ->
                buckets.accountBlock(named(form).record().id(), null);
            case EXPLAIN -> explain(request, out);
        }
        out.close();
        out.open("ResponseMetadata").element("RequestId", request.id());
        out.close();
        response.status(200);
        response.body("text/xml", out.close().toBytes());
    }

    private void require(Request request, AdminOperation operation) {
        if (!may(request, operation)) {
            throw QueryException.of(
                    CommonQueryError.ACCESS_DENIED,
                    request.caller().principal().arn() + " is not authorized to perform: " + operation.action());
        }
    }

    private boolean may(Request request, AdminOperation operation) {
        Resource resource = new Resource.Iam("arn:aws:tarn:::account/*", operator.id(), PolicyContext.EMPTY);
        AccessRequest question =
                new AccessRequest(request.caller(), operation.action(), resource, request.keys(), false);
        boolean ours = request.caller() instanceof Caller.Identity identity
                && identity.account().equals(operator);
        return ours && request.authorizer().decide(question).allowed();
    }

    /** Whoever may not ask about everybody learns of other people's requests what it learns of those that never were. */
    private void explain(Request request, XmlWriter out) {
        String requestId = request.form().root().get("RequestId", QueryNode::text);
        boolean all = may(request, AdminOperation.EXPLAIN);
        String text = requestId == null ? null : explanations.explain(requestId, request.caller(), all);
        if (text == null) {
            throw all
                    ? QueryException.of(AdminError.NO_SUCH_EXPLANATION, "This server remembers no such request")
                    : QueryException.of(
                            CommonQueryError.ACCESS_DENIED,
                            "This server remembers no such request, or another access key made it");
        }
        out.element("Explanation", text);
    }

    private void create(QueryNode form, String requestId, XmlWriter out) {
        String name = form.required("Name", QueryNode::text);
        String chosenId = form.get("AccessKeyId", QueryNode::text);
        String chosenSecret = form.get("SecretAccessKey", QueryNode::text);
        if (!AccountLife.isName(name)) {
            throw QueryException.invalid(
                    "'" + name + "'", "name", "Member must have 1 to 64 letters, digits and +=,.@_-");
        }
        if ((chosenId == null) != (chosenSecret == null)) {
            throw invalid("AccessKeyId and SecretAccessKey go together: give both or none");
        }
        if (chosenSecret != null && !SECRET.matcher(chosenSecret).matches()) {
            throw invalid("SecretAccessKey has 8 to 128 printable characters and no space");
        }
        AccountRow row = life.create(name, requestId);
        if (row == null) {
            throw QueryException.of(AdminError.ACCOUNT_ALREADY_EXISTS, "Another account is called " + name);
        }
        String id = row.record().id();
        KeyOwner root = KeyOwner.root(id);
        AccessKeys.Creation creation = chosenId == null || chosenSecret == null
                ? keys.create(root, requestId)
                : keys.adopt(root, chosenId, Secret.of(chosenSecret), requestId);
        if (!(creation instanceof AccessKeys.Creation.Created created)) {
            life.delete(id, requestId);
            throw QueryException.of(
                    AdminError.ACCESS_KEY_NOT_POSSIBLE,
                    "The access key id is taken, or is not 3 to 64 letters, digits and ._-");
        }
        account(row, out);
        GeneratedKey key = created.key();
        out.element("AccessKeyId", key.accessKeyId());
        out.element("SecretAccessKey", key.secret().reveal());
    }

    private void list(XmlWriter out) {
        out.open("Accounts");
        for (AccountRow row : accounts.all()) {
            if (row.record().state() != AccountRecord.State.PENDING) {
                out.open("member");
                account(row, out);
                out.close();
            }
        }
        out.close();
    }

    private static void account(AccountRow row, XmlWriter out) {
        AccountRecord record = row.record();
        out.element("AccountId", record.id());
        out.element("Name", record.name());
        out.element("CanonicalId", record.canonicalId());
        out.element("State", record.state().name().toLowerCase(Locale.ROOT));
        out.element("Created", Instant.ofEpochMilli(record.created()));
    }

    private void enable(QueryNode form, boolean enabled, String requestId) {
        String id = otherThanOurs(form);
        if (!life.enable(id, enabled, requestId)) {
            throw missing(id);
        }
    }

    private void delete(QueryNode form, String requestId) {
        String id = otherThanOurs(form);
        switch (life.delete(id, requestId)) {
            case DONE -> {}
            case MISSING -> throw missing(id);
            case OWNS_BUCKETS ->
                throw QueryException.of(AdminError.ACCOUNT_OWNS_BUCKETS, "The account owns buckets: delete them first");
        }
    }

    private void block(QueryNode form, XmlWriter out) {
        PublicAccessBlock block = buckets.accountBlock(named(form).record().id());
        if (block == null) {
            throw QueryException.of(
                    AdminError.NO_SUCH_PUBLIC_ACCESS_BLOCK, "The account has no public access block of its own");
        }
        out.element("BlockPublicAcls", (Object) block.blockPublicAcls());
        out.element("IgnorePublicAcls", (Object) block.ignorePublicAcls());
        out.element("BlockPublicPolicy", (Object) block.blockPublicPolicy());
        out.element("RestrictPublicBuckets", (Object) block.restrictPublicBuckets());
    }

    private static PublicAccessBlock blockOf(QueryNode form) {
        return new PublicAccessBlock(
                flag(form, "BlockPublicAcls"),
                flag(form, "IgnorePublicAcls"),
                flag(form, "BlockPublicPolicy"),
                flag(form, "RestrictPublicBuckets"));
    }

    private static boolean flag(QueryNode form, String name) {
        return Boolean.TRUE.equals(form.get(name, QueryNode::flag));
    }

    /** The account that {@code Account} names, by id or by name. */
    private AccountRow named(QueryNode form) {
        String text = form.required("Account", QueryNode::text);
        AccountRow row = AccountLife.isName(text) ? accounts.findName(text) : null;
        AccountRow found = row == null ? byId(text) : row;
        if (found == null) {
            throw missing(text);
        }
        return found;
    }

    private @Nullable AccountRow byId(String text) {
        boolean known = text.length() == 12 && accounts.find(text) != null;
        return known ? accounts.read(text) : null;
    }

    private String otherThanOurs(QueryNode form) {
        String id = named(form).record().id();
        if (id.equals(operator.id())) {
            throw QueryException.of(
                    AdminError.OPERATOR_ACCOUNT, "The operator's own account can be neither disabled nor deleted");
        }
        return id;
    }

    private static QueryException missing(String text) {
        return QueryException.of(AdminError.NO_SUCH_ACCOUNT, "There is no account " + Objects.toString(text));
    }

    private static QueryException invalid(String message) {
        return QueryException.of(CommonQueryError.VALIDATION_ERROR, message);
    }
}
