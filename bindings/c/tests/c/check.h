/* What the C tests share. Every file compiles as C99 to C17 and as C++11 to C++17. */
#ifndef ZHUNRU_CHECK_H
#define ZHUNRU_CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "zhunru.h"

/* Ends the program unless a condition holds. */
#define CHECK(condition)                                                         \
    do {                                                                         \
        if (!(condition)) {                                                      \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
            exit(1);                                                             \
        }                                                                        \
    } while (0)

/* Ends the program unless a call gives this status. */
#define EXPECT(status, call)                                                     \
    do {                                                                         \
        const int told_status = (int)(call);                                           \
        if (told_status != (int)(status)) {                                            \
            fprintf(stderr, "%s:%d: %s gave %s, not %s\n", __FILE__, __LINE__, #call, \
                    zhunru_status_name(told_status), zhunru_status_name((int)(status))); \
            exit(1);                                                             \
        }                                                                        \
    } while (0)

#define OK(call) EXPECT(ZHUNRU_STATUS_OK, call)

/* A proposal that is denied, and one of which nothing is known. */
#define DENIED                                                                   \
    "{\"id\": \"2024-031\", \"village\": {\"code\": \"340304100201\"},"          \
    " \"submitted_on\": \"2024-03-04\","                                         \
    " \"issuer\": {\"level\": \"county\", \"kind\": \"government_department\"}," \
    " \"demands\": [{\"type\": \"data_request\", \"frequency\": \"weekly\","     \
    " \"sole_means\": true}]}"
#define UNKNOWN                                                                  \
    "{\"village\": {\"code\": \"340304100201\"}, \"submitted_on\": \"2024-03-04\"," \
    " \"demands\": [{\"type\": \"signboard\"}]}"

/* An engine with the built-in packs. */
static zhunru_engine *built_in_engine(void) {
    zhunru_engine_builder *builder = NULL;
    zhunru_engine *engine = NULL;
    OK(zhunru_engine_builder_new(&builder, NULL));
    OK(zhunru_engine_builder_add_built_in(builder, NULL));
    OK(zhunru_engine_builder_build(builder, &engine, NULL));
    zhunru_engine_builder_free(builder);
    return engine;
}

#endif
