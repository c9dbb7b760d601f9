/* Reads a decision without JSON, and prints it for comparison: one `name value` per line. */
#include "check.h"

static void print(const char *name, zhunru_view text) {
    if (text.data == NULL)
        printf("%s -\n", name);
    else
        printf("%s =%.*s\n", name, (int)text.length, text.data);
}

int main(int count, char **arguments) {
    zhunru_engine *engine = built_in_engine();
    zhunru_decision *decision = NULL;
    zhunru_request *request = NULL;
    const char *proposal = count > 1 ? arguments[1] : DENIED;
    zhunru_verdict verdict;
    zhunru_view text;
    int32_t assignable = 0, field;
    uint32_t possible = 0;
    size_t entries = 0, index, demand = 0, values = 0, value;
    OK(zhunru_request_new(&request, NULL));
    OK(zhunru_request_set_language(request, ZHUNRU_LANGUAGE_EN, NULL));
    OK(zhunru_engine_decide(engine, request, proposal, strlen(proposal), &decision, NULL));
    OK(zhunru_decision_verdict(decision, &verdict));
    OK(zhunru_decision_assignable(decision, &assignable));
    OK(zhunru_decision_possible(decision, &possible));
    printf("verdict %d\nassignable %d\npossible %u\n", (int)verdict, (int)assignable, (unsigned)possible);
    for (field = ZHUNRU_DECISION_FIELD_PROPOSAL; field <= ZHUNRU_DECISION_FIELD_SUMMARY; field++) {
        OK(zhunru_decision_text(decision, field, &text));
        print("text", text);
    }
    OK(zhunru_decision_finding_count(decision, &entries));
    for (index = 0; index < entries; index++) {
        OK(zhunru_decision_finding_demand(decision, index, &demand));
        printf("finding %lu\n", (unsigned long)demand);
        for (field = ZHUNRU_FINDING_FIELD_RULE; field <= ZHUNRU_FINDING_FIELD_DUE; field++) {
            OK(zhunru_decision_finding_text(decision, index, field, &text));
            print(" ", text);
        }
    }
    OK(zhunru_decision_missing_count(decision, &entries));
    for (index = 0; index < entries; index++) {
        OK(zhunru_decision_missing_demand(decision, index, &demand));
        printf("missing %lu\n", (unsigned long)demand);
        for (field = ZHUNRU_MISSING_FIELD_FACT; field <= ZHUNRU_MISSING_FIELD_UNIT; field++) {
            OK(zhunru_decision_missing_text(decision, index, field, &text));
            print(" ", text);
        }
        OK(zhunru_decision_missing_value_count(decision, index, &values));
        for (value = 0; value < values; value++) {
            OK(zhunru_decision_missing_value(decision, index, value, &text));
            print("  value", text);
        }
    }
    OK(zhunru_decision_obligation_count(decision, &entries));
    for (index = 0; index < entries; index++) {
        OK(zhunru_decision_obligation_demand(decision, index, &demand));
        printf("obligation %lu\n", (unsigned long)demand);
        for (field = ZHUNRU_OBLIGATION_FIELD_ID; field <= ZHUNRU_OBLIGATION_FIELD_RULE; field++) {
            OK(zhunru_decision_obligation_text(decision, index, field, &text));
            print(" ", text);
        }
    }
    OK(zhunru_decision_advice_count(decision, &entries));
    for (index = 0; index < entries; index++) {
        printf("advice\n");
        for (field = ZHUNRU_ADVICE_FIELD_CODE; field <= ZHUNRU_ADVICE_FIELD_RULE; field++) {
            OK(zhunru_decision_advice_text(decision, index, field, &text));
            print(" ", text);
        }
    }
    zhunru_decision_free(decision);
    zhunru_request_free(request);
    zhunru_engine_free(engine);
    return 0;
}
