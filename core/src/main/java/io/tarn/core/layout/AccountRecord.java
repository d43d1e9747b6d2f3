package io.tarn.core.layout;

import io.tarn.storage.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * An account: the value of an {@code a} row in its anchor, rewritten by every change of the account's IAM.
 *
 * @param state whether it exists and may act
 * @param id twelve digits
 * @param name what people call it; no two accounts have one name
 * @param canonicalId 64 hexadecimal digits
 * @param created milliseconds since 1970
 * @param changes counts the changes of the account's IAM
 * @param writer id of the request that wrote it
 * @param before the state before the account was closing; null in any other state
 */
public record AccountRecord(
        State state,
        String id,
        String name,
        String canonicalId,
        long created,
        long changes,
        String writer,
        @Nullable State before) {
    private static final int VERSION = 1;
    private static final int FIELDS = 8;

    /** Whether an account exists and may act. */
    public enum State {
        /** It is being created and does not exist yet. */
        PENDING(1),
        /** It exists. */
        ACTIVE(2),
        /** It exists, and nobody of it may do anything. */
        DISABLED(3),
        /** It is being deleted. */
        CLOSING(4);

        private final int code;

        State(int code) {
            this.code = code;
        }
    }

    /** The same after one more change of the account's IAM. */
    public AccountRecord changed(String requestId) {
        return new AccountRecord(state, id, name, canonicalId, created, changes + 1, requestId, before);
    }

    /** The same in another state, which remembers the one it was in only while closing. */
    public AccountRecord in(State other, String requestId) {
        State remembered = other == State.CLOSING ? state : null;
        return new AccountRecord(other, id, name, canonicalId, created, changes + 1, requestId, remembered);
    }

    /** The stored form. */
    public Bytes encode() {
        return RecordEncoder.version(VERSION)
                .number(1, state.code)
                .text(2, id)
                .text(3, name)
                .text(4, canonicalId)
                .number(5, created)
                .number(6, changes)
                .text(7, writer)
                .optionalNumber(8, before == null ? 0 : before.code)
                .finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static AccountRecord decode(Bytes value) {
        RecordDecoder record = RecordDecoder.of("Account", value, VERSION, FIELDS);
        State state = state(record, 1);
        State before = record.has(8) ? state(record, 8) : null;
        if ((state == State.CLOSING) != (before != null)) {
            throw record.corrupt("has a state before closing and is not closing, or the other way round");
        }
        return new AccountRecord(
                state,
                record.text(2),
                record.text(3),
                record.text(4),
                record.number(5),
                record.number(6),
                record.text(7),
                before);
    }

    private static State state(RecordDecoder record, int field) {
        long code = record.number(field);
        for (State state : State.values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw record.corrupt("has the unknown state " + code);
    }
}
