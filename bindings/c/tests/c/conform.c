/* Decides each case of cases.h. Writes for each a line `STATUS LENGTH` and LENGTH bytes of the
 * decision, or of the error. */
#include "cases.h"

int main(void) {
    zhunru_engine *engine = built_in_engine();
    proposal_case one;
    while (next_case(&one)) {
        zhunru_decision *decision = NULL;
        zhunru_error *error = NULL;
        zhunru_buffer *answer = NULL, *direct = NULL;
        zhunru_view text = {NULL, 0}, again = {NULL, 0};
        const int status = (int)zhunru_engine_decide(engine, one.request, one.proposal, one.length,
                                                     &decision, &error);
        const int direct_status = (int)zhunru_engine_decide_json(
            engine, one.request, one.proposal, one.length, &direct, NULL);
        CHECK(status == direct_status);
        if (status == ZHUNRU_STATUS_OK) {
            CHECK(error == NULL);
            OK(zhunru_decision_render(decision, ZHUNRU_FORM_JSON, &answer, NULL));
            OK(zhunru_buffer_view(answer, &text));
            OK(zhunru_buffer_view(direct, &again));
            CHECK(text.length == again.length);
            CHECK(memcmp(text.data, again.data, text.length) == 0);
        } else {
            CHECK(decision == NULL && direct == NULL && error != NULL);
            OK(zhunru_error_json(error, &answer));
            OK(zhunru_buffer_view(answer, &text));
        }
        printf("%d %lu\n", status, (unsigned long)text.length);
        CHECK(fwrite(text.data, 1, text.length, stdout) == text.length);
        printf("\n");

        zhunru_buffer_free(direct);
        zhunru_buffer_free(answer);
        zhunru_decision_free(decision);
        zhunru_error_free(error);
        free_case(&one);
    }
    zhunru_engine_free(engine);
    return 0;
}
