package io.tarn.core.policy;

import java.util.Locale;

/** One question to policies: may this principal do this action to this resource. */
public final class PolicyRequest {
    private final PolicyPrincipal principal;
    private final String action;
    private final String lowerCaseAction;
    private final String resourceArn;
    private final String resourceAccountId;
    private final PolicyContext context;

    /**
     * A question.
     *
     * @param principal who asks
     * @param action for example {@code s3:GetObject}
     * @param resourceArn what it is done to, never normalised
     * @param resourceAccountId the account that owns the resource
     * @param context the condition keys that are known
     */
    public PolicyRequest(
            PolicyPrincipal principal,
            String action,
            String resourceArn,
            String resourceAccountId,
            PolicyContext context) {
        this.principal = principal;
        this.action = action;
        this.lowerCaseAction = action.toLowerCase(Locale.ROOT);
        this.resourceArn = resourceArn;
        this.resourceAccountId = resourceAccountId;
        this.context = context;
    }

    /** Who asks. */
    public PolicyPrincipal principal() {
        return principal;
    }

    /** The action, as it was given. */
    public String action() {
        return action;
    }

    String lowerCaseAction() {
        return lowerCaseAction;
    }

    /** The ARN of what it is done to. */
    public String resourceArn() {
        return resourceArn;
    }

    /** The account that owns the resource. */
    public String resourceAccountId() {
        return resourceAccountId;
    }

    /** The condition keys that are known. */
    public PolicyContext context() {
        return context;
    }
}
