import java.nio.charset.StandardCharsets;

/** A call of the library that failed: what is wrong, and where in the proposal. */
public final class ZhunruException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String path;
    private final byte[] json;

    ZhunruException(int status, String code, String message, String path, byte[] json) {
        super(message);
        this.status = status;
        this.code = code;
        this.path = path;
        this.json = json;
    }

    /** The status of the call, a number of {@code zhunru_status}. */
    public int status() {
        return status;
    }

    /** The code of the first fault, such as {@code unknown-field}. */
    public String code() {
        return code;
    }

    /** The JSON path of the first fault, such as {@code demands[0].itm}; empty where it has none. */
    public String path() {
        return path;
    }

    /** Every fault, as JSON. */
    public byte[] json() {
        return json.clone();
    }

    @Override
    public String toString() {
        return code + " at `" + path + "`: " + getMessage() + " "
                + new String(json, StandardCharsets.UTF_8);
    }
}
