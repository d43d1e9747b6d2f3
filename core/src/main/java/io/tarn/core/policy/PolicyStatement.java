package io.tarn.core.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement of a policy, compiled. */
public final class PolicyStatement {
    private final int index;
    private final @Nullable String sid;
    private final boolean allows;
    private final @Nullable PrincipalPattern principals;
    private final boolean otherPrincipals;
    private final List<Glob> actions;
    private final boolean otherActions;
    private final List<ArnPattern> resources;
    private final boolean otherResources;
    private final List<PolicyCondition> conditions;
    private final StatementTexts texts;

    /**
     * A statement.
     *
     * @param principals whom it names, or null in kinds that name nobody
     * @param actions patterns in lower case
     * @param resources patterns, none in kinds that name none
     */
    PolicyStatement(
            StatementTexts texts,
            @Nullable PrincipalPattern principals,
            List<Glob> actions,
            List<ArnPattern> resources,
            List<PolicyCondition> conditions) {
        this.texts = texts;
        this.index = texts.index();
        this.sid = texts.sid();
        this.allows = texts.allows();
        this.otherPrincipals = texts.notPrincipal();
        this.otherActions = texts.notAction();
        this.otherResources = texts.notResource();
        this.principals = principals;
        this.actions = List.copyOf(actions);
        this.resources = List.copyOf(resources);
        this.conditions = List.copyOf(conditions);
    }

    /** Where it stands in its document, from 0. */
    public int index() {
        return index;
    }

    /** Its Sid, or null. */
    public @Nullable String sid() {
        return sid;
    }

    /** Whether it allows; otherwise it denies. */
    public boolean allows() {
        return allows;
    }

    StatementTexts texts() {
        return texts;
    }

    @Nullable
    PrincipalPattern principals() {
        return principals;
    }

    List<PolicyCondition> conditions() {
        return conditions;
    }

    /** How it applies to a request: to the principal by grade, or not at all. Kinds without principals apply directly. */
    PrincipalPattern.Grade applies(PolicyRequest request) {
        boolean applies = action(request) && resource(request);
        PrincipalPattern.Grade grade = applies ? principal(request.principal()) : PrincipalPattern.Grade.NONE;
        return grade != PrincipalPattern.Grade.NONE && satisfied(request.context())
                ? grade
                : PrincipalPattern.Grade.NONE;
    }

    private PrincipalPattern.Grade principal(PolicyPrincipal principal) {
        if (principals == null) {
            return PrincipalPattern.Grade.DIRECT;
        }
        return otherPrincipals ? principals.gradeOfOthers(principal, allows) : principals.grade(principal, allows);
    }

    private boolean action(PolicyRequest request) {
        for (Glob pattern : actions) {
            if (pattern.matches(request.lowerCaseAction())) {
                return !otherActions;
            }
        }
        return otherActions;
    }

    private boolean resource(PolicyRequest request) {
        if (resources.isEmpty()) {
            return true;
        }
        // A pattern whose variable has no value must not widen what is allowed, nor narrow what is denied.
        boolean unresolved = otherResources && allows;
        for (ArnPattern pattern : resources) {
            if (pattern.matches(request.resourceArn(), request.context(), unresolved)) {
                return !otherResources;
            }
        }
        return otherResources;
    }

    private boolean satisfied(PolicyContext context) {
        for (PolicyCondition condition : conditions) {
            if (!condition.satisfied(context, allows)) {
                return false;
            }
        }
        return true;
    }
}
