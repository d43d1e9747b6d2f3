package io.tarn.storage.local.disk;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Linux can do with a range of a file and Java cannot: {@code fallocate(FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE)} and
 * {@code sync_file_range(SYNC_FILE_RANGE_WRITE)}. Where there is no such call nothing happens.
 */
final class FileRanges {
    private static final int OPEN_READ_WRITE = 2;
    private static final int OPEN_CLOSE_ON_EXEC = 0x80000;
    private static final int KEEP_SIZE = 1;
    private static final int PUNCH_HOLE = 2;
    private static final int WRITE = 2;

    private final @Nullable Calls calls;

    private record Calls(MethodHandle open, MethodHandle fallocate, MethodHandle syncFileRange, MethodHandle close) {}

    private FileRanges(@Nullable Calls calls) {
        this.calls = calls;
    }

    @SuppressWarnings("restricted") // calls Linux by its documented names
    static FileRanges find() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return new FileRanges(null);
        }
        Linker linker = Linker.nativeLinker();
        SymbolLookup symbols = linker.defaultLookup();
        Optional<MethodHandle> open = symbols.find("open")
                .map(address -> linker.downcallHandle(
                        address,
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                        Linker.Option.firstVariadicArg(2)));
        Optional<MethodHandle> fallocate = symbols.find("fallocate")
                .map(address -> linker.downcallHandle(
                        address,
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG)));
        Optional<MethodHandle> syncFileRange = symbols.find("sync_file_range")
                .map(address -> linker.downcallHandle(
                        address,
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT)));
        Optional<MethodHandle> close = symbols.find("close")
                .map(address -> linker.downcallHandle(
                        address, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)));
        if (open.isEmpty() || fallocate.isEmpty() || syncFileRange.isEmpty() || close.isEmpty()) {
            return new FileRanges(null);
        }
        return new FileRanges(new Calls(open.get(), fallocate.get(), syncFileRange.get(), close.get()));
    }

    /** Asks for the space of a range back; false if the file system cannot, which is no error: the range is used again. */
    boolean punch(Path path, long position, long length) {
        return with(path, (linux, file) ->
                (int) linux.fallocate.invokeExact(file, KEEP_SIZE | PUNCH_HOLE, position, length));
    }

    /** Asks for a range to be written to the device soon; false if the system cannot. Errors show at the next sync. */
    boolean writeBack(Path path, long position, long length) {
        return with(path, (linux, file) -> (int) linux.syncFileRange.invokeExact(file, position, length, WRITE));
    }

    private interface Call {
        int on(Calls calls, int file) throws Throwable;
    }

    private boolean with(Path path, Call call) {
        if (calls == null) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            int file = (int)
                    calls.open.invokeExact(arena.allocateFrom(path.toString()), OPEN_READ_WRITE | OPEN_CLOSE_ON_EXEC);
            if (file < 0) {
                return false;
            }
            int done = call.on(calls, file);
            int closed = (int) calls.close.invokeExact(file);
            return done == 0 && closed == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("the system could not be called", e);
        }
    }
}
