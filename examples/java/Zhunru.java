import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * An engine with the built-in packs. Any threads may decide with one at the same time. It is freed
 * by {@link #close}, or at last when it is forgotten.
 */
public final class Zhunru implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();

    /** What the cleaner frees; it must not hold the Zhunru itself. */
    private static final class Handle implements Runnable {
        private long engine;

        Handle(long engine) {
            this.engine = engine;
        }

        @Override
        public void run() {
            Native.zhunru_engine_free(engine);
            engine = 0;
        }
    }

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Handle handle;
    private final Cleaner.Cleanable cleanable;

    /** Builds an engine with the built-in packs; takes some milliseconds. */
    public Zhunru() throws ZhunruException {
        Outputs outputs = Outputs.get();
        check(Native.zhunru_engine_builder_new(outputs.handle(), outputs.error()), outputs);
        long builder = outputs.takeHandle();
        try {
            check(Native.zhunru_engine_builder_add_built_in(builder, outputs.error()), outputs);
            check(Native.zhunru_engine_builder_build(builder, outputs.handle(), outputs.error()), outputs);
            handle = new Handle(outputs.takeHandle());
        } finally {
            Native.zhunru_engine_builder_free(builder);
        }
        cleanable = CLEANER.register(this, handle);
    }

    /** Decides for the day on which the proposal was submitted. JSON in, JSON out, both UTF-8. */
    public byte[] decide(byte[] proposal) throws ZhunruException {
        return decide(proposal, 0);
    }

    /** Decides for a day, such as {@code 2024-03-04}. */
    public byte[] decide(byte[] proposal, String asOf) throws ZhunruException {
        Outputs outputs = Outputs.get();
        byte[] date = asOf.getBytes(StandardCharsets.UTF_8);
        check(Native.zhunru_request_new(outputs.handle(), outputs.error()), outputs);
        long request = outputs.takeHandle();
        try {
            check(Native.zhunru_request_set_as_of(request, date, date.length, outputs.error()), outputs);
            return decide(proposal, request);
        } finally {
            Native.zhunru_request_free(request);
        }
    }

    private byte[] decide(byte[] proposal, long request) throws ZhunruException {
        lock.readLock().lock();
        try {
            if (handle.engine == 0) {
                throw new IllegalStateException("the engine is closed");
            }
            Outputs outputs = Outputs.get();
            check(Native.zhunru_engine_decide_json(handle.engine, request, proposal, proposal.length,
                    outputs.handle(), outputs.error()), outputs);
            return take(outputs.takeHandle(), outputs);
        } finally {
            lock.readLock().unlock();
            // Else the cleaner could free the engine of a forgotten Zhunru during the call.
            Reference.reachabilityFence(this);
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
    private static byte[] take(long buffer, Outputs outputs) {
        try {
            Native.zhunru_buffer_view(buffer, outputs.view());
            return outputs.copy();
        } finally {
            Native.zhunru_buffer_free(buffer);
        }
    }

    /** Throws what the last call told, unless it succeeded. */
    private static void check(int status, Outputs outputs) throws ZhunruException {
        if (status == Native.OK) {
            return;
        }
        long error = outputs.takeError();
        try {
            String code = text(error, Native.CODE, outputs);
            String message = text(error, Native.MESSAGE, outputs);
            String path = text(error, Native.PATH, outputs);
            byte[] faults = Native.zhunru_error_json(error, outputs.handle()) == Native.OK
                    ? take(outputs.takeHandle(), outputs)
                    : new byte[0];
            throw new ZhunruException(status, code, message, path, faults);
        } finally {
            Native.zhunru_error_free(error);
        }
    }

    private static String text(long error, int field, Outputs outputs) {
        boolean told = Native.zhunru_error_text(error, 0, field, outputs.view()) == Native.OK;
        byte[] bytes = told ? outputs.copy() : null;
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
