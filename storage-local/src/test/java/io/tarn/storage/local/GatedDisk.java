package io.tarn.storage.local;

import io.tarn.storage.local.disk.Disk;
import io.tarn.storage.local.disk.DiskFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A disk whose syncs can be held or made to fail, whose reads can be held, and that can be told to be full. */
final class GatedDisk implements Disk {
    private final Disk disk;
    private volatile boolean failing;
    private volatile @Nullable CountDownLatch syncsHeld;
    private volatile CountDownLatch reached = new CountDownLatch(1);
    private volatile long usable = -1;
    private volatile @Nullable Path readsWaitFor;
    private volatile CountDownLatch readers = new CountDownLatch(0);

    GatedDisk(Disk disk) {
        this.disk = disk;
    }

    void failSyncs() {
        failing = true;
    }

    void healSyncs() {
        failing = false;
    }

    /** Holds all syncs of files; the latch opens when one is held. */
    CountDownLatch holdSyncs() {
        reached = new CountDownLatch(1);
        syncsHeld = new CountDownLatch(1);
        return reached;
    }

    void letSyncsGo() {
        CountDownLatch latch = syncsHeld;
        syncsHeld = null;
        if (latch != null) {
            latch.countDown();
        }
    }

    /** The next reads each wait, in a read of their own, until somebody writes to a pipe or closes it. */
    CountDownLatch holdReads(Path pipe, int count) {
        readers = new CountDownLatch(count);
        readsWaitFor = pipe;
        return readers;
    }

    void letNewReadsGo() {
        readsWaitFor = null;
    }

    void setUsable(long bytes) {
        usable = bytes;
    }

    @Override
    public DiskFile create(Path file) throws IOException {
        return new GatedFile(disk.create(file));
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        return new GatedFile(disk.open(file));
    }

    @Override
    public boolean exists(Path path) throws IOException {
        return disk.exists(path);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        disk.createDirectory(directory);
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        return disk.list(directory);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        disk.syncDirectory(directory);
    }

    @Override
    public DiskLock lock(Path file) throws IOException {
        return disk.lock(file);
    }

    @Override
    public long usableBytes(Path path) throws IOException {
        return usable >= 0 ? usable : disk.usableBytes(path);
    }

    @Override
    public long totalBytes(Path path) throws IOException {
        return disk.totalBytes(path);
    }

    private final class GatedFile implements DiskFile {
        private final DiskFile file;

        GatedFile(DiskFile file) {
            this.file = file;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            Path pipe = readsWaitFor;
            if (pipe != null) {
                readers.countDown();
                try (InputStream waiting =
                        java.nio.channels.Channels.newInputStream(java.nio.channels.FileChannel.open(pipe))) {
                    if (waiting.read() >= 0) {
                        throw new IOException("nothing should be written to the pipe");
                    }
                }
            }
            return file.read(target, position);
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            if (usable == 0 && position + source.remaining() > file.size()) {
                throw new IOException("No space left on device");
            }
            file.write(source, position);
        }

        @Override
        public void force() throws IOException {
            CountDownLatch held = syncsHeld;
            if (held != null) {
                reached.countDown();
                try {
                    held.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            if (failing) {
                throw new IOException("the disk does not sync");
            }
            file.force();
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void resize(long size) throws IOException {
            file.resize(size);
        }

        @Override
        public void punch(long position, long length) throws IOException {
            file.punch(position, length);
        }

        @Override
        public void writeBack(long position, long length) {
            file.writeBack(position, length);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
