import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Decides one proposal, then one that is at fault; with a number as argument, it also decides the
 * first, or the one in the file behind the number, that often and prints the median time.
 */
public final class DecideOne {
    private static final String PROPOSAL = """
            {"village": {"code": "340304100201"}, "submitted_on": "2024-03-04",
             "issuer": {"level": "county", "kind": "government_department"},
             "demands": [{"type": "data_request", "frequency": "weekly", "sole_means": true}]}""";

    private DecideOne() {}

    /** Runs the example. */
    public static void main(String[] arguments) throws Exception {
        byte[] proposal = PROPOSAL.getBytes(StandardCharsets.UTF_8);
        try (Zhunru engine = new Zhunru()) {
            System.out.println(new String(engine.decide(proposal), StandardCharsets.UTF_8));
            if (!Arrays.equals(engine.decide(proposal), engine.decide(proposal, "2024-03-04"))) {
                throw new AssertionError("the same day gives another decision");
            }
            try {
                engine.decide("{\"demands\": [{\"type\": \"work\", \"itm\": 1}]}".getBytes(
                        StandardCharsets.UTF_8));
                throw new AssertionError("a faulty proposal was decided");
            } catch (ZhunruException fault) {
                System.out.println(fault.status() + " " + fault.code() + " " + fault.path());
            }
            if (arguments.length > 0) {
                byte[] measured =
                        arguments.length > 1 ? Files.readAllBytes(Path.of(arguments[1])) : proposal;
                measure(engine, measured, Integer.parseInt(arguments[0]));
            }
        }
    }

    private static void measure(Zhunru engine, byte[] proposal, int rounds) throws ZhunruException {
        long[] times = new long[rounds];
        for (int round = 0; round < 2 * rounds; round++) {
            long begun = System.nanoTime();
            engine.decide(proposal);
            // The first half warms up.
            times[round % rounds] = System.nanoTime() - begun;
        }
        Arrays.sort(times);
        System.out.printf("Java, JSON to JSON: median %.1f us of %d calls%n", times[rounds / 2] / 1000.0, rounds);
    }
}
