package io.tarn.core.admin;

import io.tarn.api.query.QueryForm;

/** The operations of the admin service; each needs the action of its name with {@code tarn:} before it. */
enum AdminOperation {
    CREATE_ACCOUNT("CreateAccount"),
    LIST_ACCOUNTS("ListAccounts"),
    ENABLE_ACCOUNT("EnableAccount"),
    DISABLE_ACCOUNT("DisableAccount"),
    DELETE_ACCOUNT("DeleteAccount"),
    GET_ACCOUNT_PUBLIC_ACCESS_BLOCK("GetAccountPublicAccessBlock"),
    PUT_ACCOUNT_PUBLIC_ACCESS_BLOCK("PutAccountPublicAccessBlock"),
    DELETE_ACCOUNT_PUBLIC_ACCESS_BLOCK("DeleteAccountPublicAccessBlock"),
    EXPLAIN("Explain");

    private final String apiName;

    AdminOperation(String apiName) {
        this.apiName = apiName;
    }

    String apiName() {
        return apiName;
    }

    /** The action that policies name. */
    String action() {
        return "tarn:" + apiName;
    }

    /**
     * The operation that a form asks for.
     *
     * @throws io.tarn.api.query.QueryException {@code InvalidAction}
     */
    static AdminOperation of(QueryForm form) {
        for (AdminOperation operation : values()) {
            if (operation.apiName.equals(form.action()) && AdminService.VERSION.equals(form.version())) {
                return operation;
            }
        }
        throw form.unknown();
    }
}
