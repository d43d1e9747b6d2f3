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

/** Linux's {@code fallocate(FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE)}, where there is one; else nothing happens. */
final class HolePunch {
    private static final int OPEN_READ_WRITE = 2;
    private static final int OPEN_CLOSE_ON_EXEC = 0x80000;
    private static final int KEEP_SIZE = 1;
    private static final int PUNCH_HOLE = 2;

    private final @Nullable Calls calls;

    private record Calls(MethodHandle open, MethodHandle fallocate, MethodHandle close) {}

    private HolePunch(@Nullable Calls calls) {
        this.calls = calls;
    }

    @SuppressWarnings("restricted") // calls Linux by its documented names
    static HolePunch find() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return new HolePunch(null);
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
        Optional<MethodHandle> close = symbols.find("close")
                .map(address -> linker.downcallHandle(
                        address, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)));
        if (open.isEmpty() || fallocate.isEmpty() || close.isEmpty()) {
            return new HolePunch(null);
        }
        return new HolePunch(new Calls(open.get(), fallocate.get(), close.get()));
    }

    /** Asks for the space of a range back; false if the file system cannot, which is no error: the range is used again. */
    boolean punch(Path path, long position, long length) {
        if (calls == null) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            int file = (int)
                    calls.open.invokeExact(arena.allocateFrom(path.toString()), OPEN_READ_WRITE | OPEN_CLOSE_ON_EXEC);
            if (file < 0) {
                return false;
            }
            int punched = (int) calls.fallocate.invokeExact(file, KEEP_SIZE | PUNCH_HOLE, position, length);
            int closed = (int) calls.close.invokeExact(file);
            return punched == 0 && closed == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("fallocate could not be called", e);
        }
    }
}
