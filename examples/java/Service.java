import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * Answers {@code POST /decisions} on the loopback interface, as a platform's own service would ask
 * before it hands down a task: a proposal as JSON in, the decision as JSON out. An embedding example,
 * not a product.
 *
 * <pre>java -cp /usr/share/java/jna.jar:. -Djna.library.path=FOLDER Service 8080</pre>
 */
public final class Service {
    /** Proposals are some kilobytes; what is larger is no proposal. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final Zhunru engine;

    private Service(Zhunru engine) {
        this.engine = engine;
    }

    /** Starts the service on a port; 0 picks a free one, which is printed. */
    public static void main(String[] arguments) throws Exception {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8080;
        Service service = new Service(new Zhunru());
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", service::answer);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.start();
        System.out.println("listening on port " + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals("/decisions")) {
                send(exchange, 404, problem("not-found", "there is only /decisions"));
            } else if (!exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Allow", "POST");
                send(exchange, 405, problem("method", "only POST is answered"));
            } else {
                decide(exchange);
            }
        }
    }

    private void decide(HttpExchange exchange) throws IOException {
        byte[] proposal = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (proposal.length > MOST_BYTES) {
            send(exchange, 413, problem("too-large", "a proposal has at most 4 MiB"));
            return;
        }
        try {
            send(exchange, 200, engine.decide(proposal));
        } catch (ZhunruException fault) {
            // Below 20 the proposal is at fault, else this side is.
            send(exchange, fault.status() < 20 ? 400 : 500, fault.json());
        }
    }

    private static byte[] problem(String code, String message) {
        String json = "{\"faults\":[{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}]}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
