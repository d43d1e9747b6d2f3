package io.tarn.storage;

/** A failing store: not an answer that a caller decides on, but what stops the operation. */
public abstract sealed class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StorageException(String message, Throwable cause) {
        super(message, cause);
    }

    StorageException(String message) {
        super(message);
    }

    /** Stored bytes are not what was written. */
    public static final class Corrupt extends StorageException {
        private static final long serialVersionUID = 1;

        public Corrupt(String message) {
            super(message);
        }
    }

    /** The space reserve is reached: writes stop, deletes and reads go on. */
    public static final class OutOfSpace extends StorageException {
        private static final long serialVersionUID = 1;

        public OutOfSpace(String message) {
            super(message);
        }
    }

    /** Too much is being done at once; nothing happened, and the same may be asked again a little later. */
    public static final class Busy extends StorageException {
        private static final long serialVersionUID = 1;

        public Busy(String message) {
            super(message);
        }
    }

    /** The store cannot do this now: closed, read-only after a failed sync, or the device failed. */
    public static final class Unavailable extends StorageException {
        private static final long serialVersionUID = 1;

        public Unavailable(String message) {
            super(message);
        }

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
