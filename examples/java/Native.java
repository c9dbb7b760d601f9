/**
 * The functions of zhunru.h that the example uses, mapped directly.
 *
 * <p>Addresses and size_t are longs, which JNA passes on as they are; its own Pointer and
 * PointerByReference would cost more than the call.
 */
final class Native {
    static final int ABI_VERSION = 1;
    static final int OK = 0;
    static final int CODE = 1;
    static final int MESSAGE = 2;
    static final int PATH = 4;

    static {
        com.sun.jna.Native.register(Native.class, "zhunru");
        if (com.sun.jna.Native.POINTER_SIZE != Long.BYTES) {
            throw new UnsatisfiedLinkError("this program needs addresses of 64 bits");
        }
        if (zhunru_abi_version() != ABI_VERSION) {
            throw new UnsatisfiedLinkError("libzhunru has ABI version " + zhunru_abi_version()
                    + ", this program needs " + ABI_VERSION);
        }
    }

    private Native() {}

    static native int zhunru_abi_version();

    static native int zhunru_engine_builder_new(long out, long error);

    static native int zhunru_engine_builder_add_built_in(long builder, long error);

    static native int zhunru_engine_builder_build(long builder, long out, long error);

    static native void zhunru_engine_builder_free(long builder);

    static native void zhunru_engine_free(long engine);

    static native int zhunru_request_new(long out, long error);

    static native int zhunru_request_set_as_of(long request, byte[] date, long length, long error);

    static native void zhunru_request_free(long request);

    static native int zhunru_engine_decide_json(
            long engine, long request, byte[] proposal, long length, long out, long error);

    static native int zhunru_buffer_view(long buffer, long view);

    static native void zhunru_buffer_free(long buffer);

    static native int zhunru_error_text(long error, long index, int field, long view);

    static native int zhunru_error_json(long error, long out);

    static native void zhunru_error_free(long error);
}
