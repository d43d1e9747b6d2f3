package io.tarn.storage.local.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file of the machine. */
final class SystemFile implements DiskFile {
    private final FileChannel channel;
    private final Path path;
    private final FileRanges ranges;

    SystemFile(FileChannel channel, Path path, FileRanges ranges) {
        this.channel = channel;
        this.path = path;
        this.ranges = ranges;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        int start = target.position();
        while (target.hasRemaining()) {
            if (channel.read(target, position + target.position() - start) < 0) {
                break;
            }
        }
        return target.position() - start;
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
        int start = source.position();
        while (source.hasRemaining()) {
            channel.write(source, position + source.position() - start);
        }
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void resize(long size) throws IOException {
        if (size < channel.size()) {
            channel.truncate(size);
        } else if (size > channel.size()) {
            channel.write(ByteBuffer.allocate(1), size - 1);
        }
    }

    @Override
    public void punch(long position, long length) {
        ranges.punch(path, position, length);
    }

    @Override
    public void writeBack(long position, long length) {
        ranges.writeBack(path, position, length);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
