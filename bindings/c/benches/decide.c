/* How long one call takes: the median of many. `README.md` has the figures and the command.
 *
 *   decide [ROUNDS [FILE]]
 */
#include "../tests/c/check.h"

#include <time.h>

static int compare(const void *left, const void *right) {
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

/* JSON in, JSON out. */
static void to_json(const zhunru_engine *engine, const char *proposal) {
    zhunru_buffer *answer = NULL;
    OK(zhunru_engine_decide_json(engine, NULL, proposal, strlen(proposal), &answer, NULL));
    zhunru_buffer_free(answer);
}

/* JSON in, every finding's message read. */
static void to_findings(const zhunru_engine *engine, const char *proposal) {
    zhunru_decision *decision = NULL;
    zhunru_view text;
    size_t count = 0, index;
    OK(zhunru_engine_decide(engine, NULL, proposal, strlen(proposal), &decision, NULL));
    OK(zhunru_decision_finding_count(decision, &count));
    for (index = 0; index < count; index++)
        OK(zhunru_decision_finding_text(decision, index, ZHUNRU_FINDING_FIELD_MESSAGE, &text));
    zhunru_decision_free(decision);
}

/* The proposal in a file, ended by NUL. */
static char *read_file(const char *path) {
    const size_t most = 1024 * 1024;
    char *text = (char *)malloc(most);
    FILE *file = fopen(path, "rb");
    size_t length;
    CHECK(text != NULL && file != NULL);
    length = fread(text, 1, most - 1, file);
    text[length] = '\0';
    fclose(file);
    return text;
}

int main(int count, char **arguments) {
    const size_t rounds = count > 1 ? (size_t)atol(arguments[1]) : 20000;
    double *times = (double *)malloc(rounds * sizeof(double));
    char *file = count > 2 ? read_file(arguments[2]) : NULL;
    const char *proposal = file != NULL ? file : DENIED;
    zhunru_engine *engine = built_in_engine();
    size_t way, round;
    CHECK(times != NULL && rounds > 0);
    for (way = 0; way < 2; way++) {
        /* The first half warms up. */
        for (round = 0; round < 2 * rounds; round++) {
            const double begun = now();
            if (way == 0)
                to_json(engine, proposal);
            else
                to_findings(engine, proposal);
            times[round % rounds] = now() - begun;
        }
        qsort(times, rounds, sizeof(double), compare);
        printf("C, %s: median %.1f us of %lu calls\n", way == 0 ? "JSON to JSON" : "JSON to findings",
               times[rounds / 2], (unsigned long)rounds);
    }
    free(times);
    free(file);
    zhunru_engine_free(engine);
    return 0;
}
