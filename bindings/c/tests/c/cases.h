/* Reads cases from standard input: a line `LANGUAGE AS_OF PACKS LENGTH` (`-` for no day or no packs,
 * commas between packs), then LENGTH bytes of a proposal. */
#ifndef ZHUNRU_CASES_H
#define ZHUNRU_CASES_H

#include "check.h"

/* What is asked: freed by free_case. */
typedef struct {
    zhunru_request *request;
    char *proposal;
    size_t length;
} proposal_case;

static void name_packs(zhunru_request *request, const char *packs) {
    while (*packs != '\0') {
        const size_t length = strcspn(packs, ",");
        OK(zhunru_request_add_pack(request, packs, length, NULL));
        packs += length;
        if (*packs == ',') packs++;
    }
}

/* Gives 0 at the end of the input. */
static int next_case(proposal_case *one) {
    char as_of[32], packs[256];
    int language;
    unsigned long length;
    if (scanf("%d %31s %255s %lu", &language, as_of, packs, &length) != 4) return 0;
    one->request = NULL;
    one->length = (size_t)length;
    one->proposal = (char *)malloc(one->length + 1);
    CHECK(one->proposal != NULL);
    CHECK(getchar() == '\n');
    CHECK(fread(one->proposal, 1, one->length, stdin) == one->length);
    OK(zhunru_request_new(&one->request, NULL));
    OK(zhunru_request_set_language(one->request, language, NULL));
    if (strcmp(as_of, "-") != 0)
        OK(zhunru_request_set_as_of(one->request, as_of, strlen(as_of), NULL));
    if (strcmp(packs, "-") != 0) name_packs(one->request, packs);
    return 1;
}

static void free_case(proposal_case *one) {
    zhunru_request_free(one->request);
    free(one->proposal);
}

#endif
