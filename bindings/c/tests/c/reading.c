/* Reads decisions without JSON, and prints every text of each. Decides the cases of cases.h, or with
 * an argument two of its own. */
#include "cases.h"

static void print(zhunru_view text) {
    if (text.data == NULL)
        printf("  -\n");
    else
        printf("  =%.*s\n", (int)text.length, text.data);
}

/* Every text of one entry of a part, whose fields are 1 to `last`. */
#define TEXTS(function, last)                                                    \
    do {                                                                         \
        for (field = 1; field <= (int32_t)(last); field++) {                     \
            OK(function(decision, index, field, &text));                         \
            print(text);                                                         \
        }                                                                        \
        EXPECT(ZHUNRU_STATUS_INVALID_ARGUMENT, function(decision, index, field, &text)); \
    } while (0)

static void print_decision(const zhunru_decision *decision) {
    zhunru_verdict verdict;
    zhunru_view text;
    int32_t assignable = 0, field;
    uint32_t possible = 0;
    size_t entries = 0, index, demand = 0, values = 0, value;
    OK(zhunru_decision_verdict(decision, &verdict));
    OK(zhunru_decision_assignable(decision, &assignable));
    OK(zhunru_decision_possible(decision, &possible));
    printf("decision %d %d %u\n", (int)verdict, (int)assignable, (unsigned)possible);
    for (field = 1; field <= (int32_t)ZHUNRU_DECISION_FIELD_SUMMARY; field++) {
        OK(zhunru_decision_text(decision, field, &text));
        print(text);
    }
    OK(zhunru_decision_demand_count(decision, &entries));
    for (index = 0; index < entries; index++) {
        OK(zhunru_decision_demand(decision, index, &verdict, &assignable));
        printf("demand %d %d\n", (int)verdict, (int)assignable);
    }
    OK(zhunru_decision_finding_count(decision, &entries));
    for (index = 0; index < entries; index++) {
        OK(zhunru_decision_finding_demand(decision, index, &demand));
        printf("finding %lu\n", (unsigned long)demand);
        TEXTS(zhunru_decision_finding_text, ZHUNRU_FINDING_FIELD_DUE);
    }
    OK(zhunru_decision_missing_count(decision, &entries));
    for (index = 0; index < entries; index++) {
        OK(zhunru_decision_missing_demand(decision, index, &demand));
        OK(zhunru_decision_missing_value_count(decision, index, &values));
        printf("missing %lu %lu\n", (unsigned long)demand, (unsigned long)values);
        TEXTS(zhunru_decision_missing_text, ZHUNRU_MISSING_FIELD_UNIT);
        for (value = 0; value < values; value++) {
            OK(zhunru_decision_missing_value(decision, index, value, &text));
            print(text);
        }
        EXPECT(ZHUNRU_STATUS_OUT_OF_RANGE,
               zhunru_decision_missing_value(decision, index, values, &text));
    }
    OK(zhunru_decision_obligation_count(decision, &entries));
    for (index = 0; index < entries; index++) {
        OK(zhunru_decision_obligation_demand(decision, index, &demand));
        printf("obligation %lu\n", (unsigned long)demand);
        TEXTS(zhunru_decision_obligation_text, ZHUNRU_OBLIGATION_FIELD_CLAUSE);
    }
    OK(zhunru_decision_advice_count(decision, &entries));
    for (index = 0; index < entries; index++) {
        printf("advice\n");
        TEXTS(zhunru_decision_advice_text, ZHUNRU_ADVICE_FIELD_RULE);
    }
}

static void decide(const zhunru_engine *engine, const zhunru_request *request, const char *proposal,
                   size_t length) {
    zhunru_decision *decision = NULL;
    const int status =
        (int)zhunru_engine_decide(engine, request, proposal, length, &decision, NULL);
    if (status == ZHUNRU_STATUS_OK)
        print_decision(decision);
    else
        printf("status %d\n", status);
    zhunru_decision_free(decision);
}

int main(int count, char **arguments) {
    zhunru_engine *engine = built_in_engine();
    proposal_case one;
    (void)arguments;
    if (count > 1) {
        decide(engine, NULL, DENIED, sizeof(DENIED) - 1);
        decide(engine, NULL, UNKNOWN, sizeof(UNKNOWN) - 1);
    } else {
        while (next_case(&one)) {
            decide(engine, one.request, one.proposal, one.length);
            free_case(&one);
        }
    }
    zhunru_engine_free(engine);
    return 0;
}
