package io.tarn.storage.local;

/** Waiting for threads of ours, which are never interrupted. */
final class Threads {
    private Threads() {}

    /** Returns after the thread has ended; an interrupt of the caller is kept for later. */
    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
