import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.lang.ref.Cleaner;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * An engine with the built-in packs. Any threads may decide with one at the same time. It is freed
 * by {@link #close}, or at last when it is forgotten.
 */
public final class Zhunru implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();
    /** Where the library writes a buffer, an error and a view: two and two machine words. */
    private static final ThreadLocal<Memory> OUTPUTS = ThreadLocal.withInitial(() -> new Memory(32));

    /** What the cleaner frees; it must not hold the Zhunru itself. */
    private static final class Handle implements Runnable {
        private Pointer engine;

        Handle(Pointer engine) {
            this.engine = engine;
        }

        @Override
        public void run() {
            Native.zhunru_engine_free(engine);
            engine = null;
        }
    }

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Handle handle;
    private final Cleaner.Cleanable cleanable;

    /** Builds an engine with the built-in packs; takes some milliseconds. */
    public Zhunru() throws ZhunruException {
        PointerByReference builder = new PointerByReference();
        PointerByReference engine = new PointerByReference();
        PointerByReference error = new PointerByReference();
        check(Native.zhunru_engine_builder_new(builder, error), error);
        try {
            check(Native.zhunru_engine_builder_add_built_in(builder.getValue(), error), error);
            check(Native.zhunru_engine_builder_build(builder.getValue(), engine, error), error);
        } finally {
            Native.zhunru_engine_builder_free(builder.getValue());
        }
        handle = new Handle(engine.getValue());
        cleanable = CLEANER.register(this, handle);
    }

    /** Decides for the day on which the proposal was submitted. JSON in, JSON out, both UTF-8. */
    public byte[] decide(byte[] proposal) throws ZhunruException {
        return decide(proposal, (Pointer) null);
    }

    /** Decides for a day, such as {@code 2024-03-04}. */
    public byte[] decide(byte[] proposal, String asOf) throws ZhunruException {
        PointerByReference request = new PointerByReference();
        PointerByReference error = new PointerByReference();
        byte[] date = asOf.getBytes(StandardCharsets.UTF_8);
        check(Native.zhunru_request_new(request, error), error);
        try {
            check(Native.zhunru_request_set_as_of(request.getValue(), date, date.length, error), error);
            return decide(proposal, request.getValue());
        } finally {
            Native.zhunru_request_free(request.getValue());
        }
    }

    private byte[] decide(byte[] proposal, Pointer request) throws ZhunruException {
        lock.readLock().lock();
        try {
            if (handle.engine == null) {
                throw new IllegalStateException("the engine is closed");
            }
            Memory outputs = OUTPUTS.get();
            int status = Native.zhunru_engine_decide_json(
                    handle.engine, request, proposal, proposal.length, outputs, outputs.share(8));
            if (status != Native.OK) {
                throw failure(status, outputs.getPointer(8));
            }
            return take(outputs.getPointer(0));
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        // Waits for decisions in flight; a second time it does nothing.
        lock.writeLock().lock();
        try {
            cleanable.clean();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Copies a buffer and frees it. */
    private static byte[] take(Pointer buffer) {
        try {
            Pointer view = OUTPUTS.get().share(16);
            Native.zhunru_buffer_view(buffer, view);
            return view.getPointer(0).getByteArray(0, Math.toIntExact(view.getLong(8)));
        } finally {
            Native.zhunru_buffer_free(buffer);
        }
    }

    private static void check(int status, PointerByReference error) throws ZhunruException {
        if (status != Native.OK) {
            throw failure(status, error.getValue());
        }
    }

    /** Reads an error and frees it. */
    private static ZhunruException failure(int status, Pointer error) {
        try {
            PointerByReference json = new PointerByReference();
            byte[] faults = Native.zhunru_error_json(error, json) == Native.OK
                    ? take(json.getValue())
                    : new byte[0];
            return new ZhunruException(status, text(error, Native.CODE), text(error, Native.MESSAGE),
                    text(error, Native.PATH), faults);
        } finally {
            Native.zhunru_error_free(error);
        }
    }

    private static String text(Pointer error, int field) {
        Pointer view = OUTPUTS.get().share(16);
        if (Native.zhunru_error_text(error, 0, field, view) != Native.OK || view.getPointer(0) == null) {
            return "";
        }
        byte[] bytes = view.getPointer(0).getByteArray(0, Math.toIntExact(view.getLong(8)));
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
