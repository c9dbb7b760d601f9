import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/** Where the library writes what a call gives: a handle, an error, and a view of two words. */
final class Outputs {
    private static final ThreadLocal<Outputs> OF_THREAD = ThreadLocal.withInitial(Outputs::new);

    private final Memory memory = new Memory(4L * Long.BYTES);
    private final long address = Pointer.nativeValue(memory);

    private Outputs() {}

    /** The outputs of this thread, which holds them; each call overwrites those of the last. */
    static Outputs get() {
        return OF_THREAD.get();
    }

    long handle() {
        return address;
    }

    long error() {
        return address + Long.BYTES;
    }

    long view() {
        return address + 2 * Long.BYTES;
    }

    /** The handle that the last call gave. */
    long takeHandle() {
        return memory.getLong(0);
    }

    /** The error that the last call gave. */
    long takeError() {
        return memory.getLong(Long.BYTES);
    }

    /** A copy of what the last view shows; null where it shows nothing. */
    byte[] copy() {
        long data = memory.getLong(2 * Long.BYTES);
        if (data == 0) {
            return null;
        }
        int length = Math.toIntExact(memory.getLong(3 * Long.BYTES));
        return new Pointer(data).getByteArray(0, length);
    }
}
