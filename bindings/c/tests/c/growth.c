/* A million calls: after the first tenth the process grows no more.
 *
 *   growth [CALLS]             of every kind, one in eighty a whole decision
 *   growth CALLS decisions     decisions alone
 */
#include "check.h"

/* Resident memory in KiB. */
static long resident(void) {
    char line[256];
    long size = -1;
    FILE *status = fopen("/proc/self/status", "r");
    CHECK(status != NULL);
    while (fgets(line, sizeof(line), status) != NULL)
        if (strncmp(line, "VmRSS:", 6) == 0) size = atol(line + 6);
    fclose(status);
    CHECK(size > 0);
    return size;
}

/* One call of each kind that allocates; gives how many. */
static long once(const zhunru_engine *engine, long round) {
    static const char FAULTY[] = "{\"demands\": [{\"type\": \"work\", \"itm\": 1}]}";
    zhunru_decision *decision = NULL;
    zhunru_buffer *buffer = NULL;
    zhunru_request *request = NULL;
    zhunru_engine *clone = NULL;
    zhunru_error *error = NULL;
    zhunru_view text;
    OK(zhunru_engine_clone(engine, &clone, NULL));
    OK(zhunru_request_new(&request, NULL));
    OK(zhunru_request_set_as_of(request, "2024-03-04", 10, NULL));
    OK(zhunru_request_add_pack(request, "yuhui", 5, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_PROPOSAL,
           zhunru_engine_decide(clone, request, FAULTY, sizeof(FAULTY) - 1, &decision, &error));
    OK(zhunru_error_json(error, &buffer));
    zhunru_error_free(error);
    zhunru_buffer_free(buffer);
    /* Whole decisions take longer, so there are fewer of them. */
    if (round % 8 == 0) {
        OK(zhunru_engine_decide(clone, request, DENIED, sizeof(DENIED) - 1, &decision, NULL));
        OK(zhunru_decision_finding_text(decision, 0, ZHUNRU_FINDING_FIELD_MESSAGE, &text));
        OK(zhunru_decision_render(decision, ZHUNRU_FORM_JSON, &buffer, NULL));
        zhunru_buffer_free(buffer);
        zhunru_decision_free(decision);
    }
    zhunru_request_free(request);
    zhunru_engine_free(clone);
    return 10;
}

/* JSON in, JSON out; gives how many calls. */
static long decided(const zhunru_engine *engine) {
    zhunru_buffer *buffer = NULL;
    OK(zhunru_engine_decide_json(engine, NULL, DENIED, sizeof(DENIED) - 1, &buffer, NULL));
    zhunru_buffer_free(buffer);
    return 1;
}

int main(int count, char **arguments) {
    const long wanted = count > 1 ? atol(arguments[1]) : 1000000;
    zhunru_engine *engine = built_in_engine();
    long made = 0, round = 0, before = 0;
    while (made < wanted) {
        if (before == 0 && made >= wanted / 10) before = resident();
        made += count > 2 ? decided(engine) : once(engine, round++);
    }
    printf("%ld calls, %ld KiB, then %ld KiB\n", made, before, resident());
    CHECK(resident() <= before + 512);
    zhunru_engine_free(engine);
    return 0;
}
