/* Decides what comes on standard input, case by case: a line `LANGUAGE AS_OF PACKS LENGTH` (`-` for
 * no day or no packs, commas between packs), then LENGTH bytes of a proposal. Writes for each
 * a line `STATUS LENGTH` and LENGTH bytes of the decision, or of the error. */
#include "check.h"

static void name_packs(zhunru_request *request, const char *packs) {
    while (*packs != '\0') {
        const size_t length = strcspn(packs, ",");
        OK(zhunru_request_add_pack(request, packs, length, NULL));
        packs += length;
        if (*packs == ',') packs++;
    }
}

int main(void) {
    zhunru_engine *engine = built_in_engine();
    char as_of[32], packs[256];
    int language;
    unsigned long length;
    while (scanf("%d %31s %255s %lu", &language, as_of, packs, &length) == 4) {
        zhunru_request *request = NULL;
        zhunru_decision *decision = NULL;
        zhunru_error *error = NULL;
        zhunru_buffer *answer = NULL, *direct = NULL;
        zhunru_view text = {NULL, 0}, again = {NULL, 0};
        char *proposal = (char *)malloc(length + 1);
        int status;
        CHECK(proposal != NULL);
        CHECK(getchar() == '\n');
        CHECK(fread(proposal, 1, length, stdin) == length);
        OK(zhunru_request_new(&request, NULL));
        OK(zhunru_request_set_language(request, language, NULL));
        if (strcmp(as_of, "-") != 0)
            OK(zhunru_request_set_as_of(request, as_of, strlen(as_of), NULL));
        if (strcmp(packs, "-") != 0) name_packs(request, packs);

        status = (int)zhunru_engine_decide(engine, request, proposal, length, &decision, &error);
        if (status == ZHUNRU_STATUS_OK) {
            CHECK(error == NULL);
            OK(zhunru_decision_render(decision, ZHUNRU_FORM_JSON, &answer, NULL));
            OK(zhunru_engine_decide_json(engine, request, proposal, length, &direct, NULL));
            OK(zhunru_buffer_view(direct, &again));
        } else {
            CHECK(decision == NULL && error != NULL);
            EXPECT(status, zhunru_engine_decide_json(engine, request, proposal, length, &direct, NULL));
            CHECK(direct == NULL);
            OK(zhunru_error_json(error, &answer));
        }
        OK(zhunru_buffer_view(answer, &text));
        if (direct != NULL)
            CHECK(text.length == again.length && memcmp(text.data, again.data, text.length) == 0);
        printf("%d %lu\n", status, (unsigned long)text.length);
        CHECK(fwrite(text.data, 1, text.length, stdout) == text.length);
        printf("\n");

        zhunru_buffer_free(direct);
        zhunru_buffer_free(answer);
        zhunru_decision_free(decision);
        zhunru_error_free(error);
        zhunru_request_free(request);
        free(proposal);
    }
    zhunru_engine_free(engine);
    return 0;
}
