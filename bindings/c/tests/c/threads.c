/* 64 threads decide with one engine and read one decision; every answer is the same. */
#include <pthread.h>

#include "check.h"

#define THREADS 64

static zhunru_engine *engine;
static zhunru_decision *shared;
static zhunru_view expected;
static int rounds = 8;

static void *work(void *nothing) {
    int round;
    for (round = 0; round < rounds; round++) {
        zhunru_buffer *answer = NULL;
        zhunru_view text = {NULL, 0};
        zhunru_engine *clone = NULL;
        size_t findings = 0;
        OK(zhunru_engine_clone(engine, &clone, NULL));
        OK(zhunru_engine_decide_json(clone, NULL, DENIED, sizeof(DENIED) - 1, &answer, NULL));
        zhunru_engine_free(clone);
        OK(zhunru_buffer_view(answer, &text));
        CHECK(text.length == expected.length);
        CHECK(memcmp(text.data, expected.data, text.length) == 0);
        zhunru_buffer_free(answer);
        /* The first to read makes what all read. */
        OK(zhunru_decision_finding_count(shared, &findings));
        OK(zhunru_decision_finding_text(shared, 0, ZHUNRU_FINDING_FIELD_MESSAGE, &text));
        CHECK(findings > 0 && text.length > 0);
    }
    return nothing;
}

int main(int count, char **arguments) {
    pthread_t threads[THREADS];
    zhunru_buffer *first = NULL;
    int index;
    if (count > 1) rounds = atoi(arguments[1]);
    engine = built_in_engine();
    OK(zhunru_engine_decide(engine, NULL, DENIED, sizeof(DENIED) - 1, &shared, NULL));
    OK(zhunru_decision_render(shared, ZHUNRU_FORM_JSON, &first, NULL));
    OK(zhunru_buffer_view(first, &expected));
    for (index = 0; index < THREADS; index++)
        CHECK(pthread_create(&threads[index], NULL, work, NULL) == 0);
    for (index = 0; index < THREADS; index++) CHECK(pthread_join(threads[index], NULL) == 0);
    zhunru_buffer_free(first);
    zhunru_decision_free(shared);
    zhunru_engine_free(engine);
    puts("all threads agree");
    return 0;
}
