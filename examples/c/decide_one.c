/* Decides one proposal and says what stands against it.
 *
 *   cc examples/c/decide_one.c $(pkg-config --cflags --libs zhunru) -o decide_one && ./decide_one
 */
#include <stdio.h>
#include <string.h>

#include <zhunru.h>

static const char PROPOSAL[] =
    "{\"village\": {\"code\": \"340304100201\"}, \"submitted_on\": \"2024-03-04\","
    " \"issuer\": {\"level\": \"county\", \"kind\": \"government_department\"},"
    " \"demands\": [{\"type\": \"data_request\", \"frequency\": \"weekly\", \"sole_means\": true}]}";

static void print(const char *before, zhunru_view text) {
    if (text.data != NULL) printf("%s%.*s\n", before, (int)text.length, text.data);
}

/* Says why a call failed, and frees the error. */
static int failed(zhunru_error *error) {
    zhunru_view text = {NULL, 0};
    zhunru_error_text(error, 0, ZHUNRU_ERROR_FIELD_MESSAGE, &text);
    fprintf(stderr, "error: %.*s\n", (int)text.length, text.data);
    zhunru_error_free(error);
    return 1;
}

int main(void) {
    zhunru_error *error = NULL;
    zhunru_engine_builder *builder = NULL;
    zhunru_engine *engine = NULL;
    zhunru_decision *decision = NULL;
    zhunru_verdict verdict;
    zhunru_view text;
    size_t count = 0, index;

    if (zhunru_abi_version() != ZHUNRU_ABI_VERSION) return 1;
    if (zhunru_engine_builder_new(&builder, &error) != ZHUNRU_STATUS_OK ||
        zhunru_engine_builder_add_built_in(builder, &error) != ZHUNRU_STATUS_OK ||
        zhunru_engine_builder_build(builder, &engine, &error) != ZHUNRU_STATUS_OK) {
        zhunru_engine_builder_free(builder);
        return failed(error);
    }
    zhunru_engine_builder_free(builder);
    if (zhunru_engine_decide(engine, NULL, PROPOSAL, strlen(PROPOSAL), &decision, &error) !=
        ZHUNRU_STATUS_OK) {
        zhunru_engine_free(engine);
        return failed(error);
    }

    zhunru_decision_verdict(decision, &verdict);
    zhunru_decision_text(decision, ZHUNRU_DECISION_FIELD_SUMMARY, &text);
    print("", text);
    zhunru_decision_finding_count(decision, &count);
    for (index = 0; index < count; index++) {
        zhunru_decision_finding_text(decision, index, ZHUNRU_FINDING_FIELD_RULE, &text);
        print("", text);
        zhunru_decision_finding_text(decision, index, ZHUNRU_FINDING_FIELD_MESSAGE, &text);
        print("  ", text);
        zhunru_decision_finding_text(decision, index, ZHUNRU_FINDING_FIELD_CLAUSE, &text);
        print("  ", text);
        zhunru_decision_finding_text(decision, index, ZHUNRU_FINDING_FIELD_NEXT_STEP, &text);
        print("  -> ", text);
    }
    zhunru_decision_free(decision);
    zhunru_engine_free(engine);
    return verdict == ZHUNRU_VERDICT_DENY ? 0 : 1;
}
