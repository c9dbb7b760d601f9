import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/** The functions of zhunru.h that the example uses, mapped directly. A size_t is a long. */
final class Native {
    static final int ABI_VERSION = 1;
    static final int OK = 0;
    static final int CODE = 1;
    static final int MESSAGE = 2;
    static final int PATH = 4;

    static {
        com.sun.jna.Native.register(Native.class, "zhunru");
        if (zhunru_abi_version() != ABI_VERSION) {
            throw new UnsatisfiedLinkError("libzhunru has ABI version " + zhunru_abi_version()
                    + ", this program needs " + ABI_VERSION);
        }
    }

    private Native() {}

    static native int zhunru_abi_version();

    static native int zhunru_engine_builder_new(PointerByReference out, PointerByReference error);

    static native int zhunru_engine_builder_add_built_in(Pointer builder, PointerByReference error);

    static native int zhunru_engine_builder_build(
            Pointer builder, PointerByReference out, PointerByReference error);

    static native void zhunru_engine_builder_free(Pointer builder);

    static native void zhunru_engine_free(Pointer engine);

    static native int zhunru_request_new(PointerByReference out, PointerByReference error);

    static native int zhunru_request_set_as_of(
            Pointer request, byte[] date, long length, PointerByReference error);

    static native void zhunru_request_free(Pointer request);

    static native int zhunru_engine_decide_json(
            Pointer engine, Pointer request, byte[] proposal, long length,
            Pointer out, Pointer error);

    static native int zhunru_buffer_view(Pointer buffer, Pointer view);

    static native void zhunru_buffer_free(Pointer buffer);

    static native int zhunru_error_text(Pointer error, long index, int field, Pointer view);

    static native int zhunru_error_json(Pointer error, PointerByReference out);

    static native void zhunru_error_free(Pointer error);
}
