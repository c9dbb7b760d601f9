/* Reads a text after its buffer was freed, to see that a sanitizer tells. */
#include "check.h"

int main(void) {
    zhunru_engine *engine = built_in_engine();
    zhunru_buffer *answer = NULL;
    zhunru_view text = {NULL, 0};
    OK(zhunru_engine_decide_json(engine, NULL, DENIED, sizeof(DENIED) - 1, &answer, NULL));
    OK(zhunru_buffer_view(answer, &text));
    zhunru_buffer_free(answer);
    zhunru_engine_free(engine);
    return text.data[0] == '{' ? 0 : 1;
}
