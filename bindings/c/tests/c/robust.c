/* Every function with NULL in every place, and texts that are none. */
#include "check.h"

#define NULL_ARGUMENT(call) EXPECT(ZHUNRU_STATUS_NULL_ARGUMENT, call)
#define LEN(text) (text), (sizeof(text) - 1)
/* No object is this large. */
#define TOO_LONG ((size_t)-1)

static const char NOT_UTF8[] = "\"\xff\xfe\"";

static void free_nothing(void) {
    zhunru_error_free(NULL);
    zhunru_buffer_free(NULL);
    zhunru_pack_free(NULL);
    zhunru_pack_files_free(NULL);
    zhunru_engine_builder_free(NULL);
    zhunru_engine_free(NULL);
    zhunru_request_free(NULL);
    zhunru_decision_free(NULL);
    zhunru_table_options_free(NULL);
}

static void versions(void) {
    CHECK(zhunru_abi_version() == ZHUNRU_ABI_VERSION);
    CHECK(strchr(zhunru_version(), '.') != NULL);
    CHECK(strcmp(zhunru_status_name(ZHUNRU_STATUS_OK), "ok") == 0);
    CHECK(strcmp(zhunru_status_name(-7), "unknown") == 0);
}

static void packs(void) {
    zhunru_pack *pack = NULL;
    zhunru_pack_files *files = NULL;
    zhunru_error *error = NULL;
    zhunru_view text = {NULL, 0};
    const zhunru_pack *hole[1] = {NULL};
    size_t count = 0, line = 0, column = 0;
    static const char MANIFEST[] = "format = 1\nidd = 'x'\n";

    NULL_ARGUMENT(zhunru_pack_load_folder(NULL, 3, NULL, 0, &pack, NULL));
    NULL_ARGUMENT(zhunru_pack_load_folder(LEN("x"), NULL, 2, &pack, NULL));
    NULL_ARGUMENT(zhunru_pack_load_folder(LEN("x"), hole, 1, &pack, NULL));
    NULL_ARGUMENT(zhunru_pack_load_folder(LEN("x"), NULL, 0, NULL, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_LENGTH, zhunru_pack_load_folder("x", TOO_LONG, NULL, 0, &pack, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_LENGTH, zhunru_pack_load_folder(LEN("x"), hole, TOO_LONG, &pack, NULL));
    EXPECT(ZHUNRU_STATUS_UNREADABLE_FOLDER, zhunru_pack_load_folder(NULL, 0, NULL, 0, &pack, &error));
    zhunru_error_free(error);
    error = NULL;
    EXPECT(ZHUNRU_STATUS_UNREADABLE_FOLDER,
           zhunru_pack_load_folder(LEN("no/such/folder"), NULL, 0, &pack, &error));
    OK(zhunru_error_text(error, 0, ZHUNRU_ERROR_FIELD_FILE, &text));
    CHECK(text.length == 14 && memcmp(text.data, "no/such/folder", 14) == 0);
    zhunru_error_free(error);
    error = NULL;
    EXPECT(ZHUNRU_STATUS_INVALID_UTF8, zhunru_pack_load_folder(LEN(NOT_UTF8), NULL, 0, &pack, NULL));
    /* A NUL inside a path is a fault of the path, not its end. */
    EXPECT(ZHUNRU_STATUS_UNREADABLE_FOLDER, zhunru_pack_load_folder(".\0.", 3, NULL, 0, &pack, NULL));

    NULL_ARGUMENT(zhunru_pack_files_new(NULL, 1, &files, NULL));
    NULL_ARGUMENT(zhunru_pack_files_new(NULL, 0, NULL, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_UTF8, zhunru_pack_files_new(LEN(NOT_UTF8), &files, NULL));
    OK(zhunru_pack_files_new(NULL, 0, &files, NULL));
    NULL_ARGUMENT(zhunru_pack_files_add(NULL, LEN("pack.toml"), LEN(MANIFEST), NULL));
    NULL_ARGUMENT(zhunru_pack_files_add(files, NULL, 1, LEN(MANIFEST), NULL));
    NULL_ARGUMENT(zhunru_pack_files_add(files, LEN("pack.toml"), NULL, 1, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_PACK, zhunru_pack_load_files(files, NULL, 0, &pack, NULL));
    OK(zhunru_pack_files_add(files, LEN("pack.toml"), LEN(MANIFEST), NULL));
    NULL_ARGUMENT(zhunru_pack_load_files(NULL, NULL, 0, &pack, NULL));
    NULL_ARGUMENT(zhunru_pack_load_files(files, NULL, 1, &pack, NULL));
    NULL_ARGUMENT(zhunru_pack_load_files(files, NULL, 0, NULL, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_PACK, zhunru_pack_load_files(files, NULL, 0, &pack, &error));
    OK(zhunru_error_place(error, 0, &line, &column));
    OK(zhunru_error_count(error, &count));
    CHECK(count > 1);
    zhunru_error_free(error);
    error = NULL;
    OK(zhunru_pack_files_add(files, NULL, 0, NULL, 0, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_PACK, zhunru_pack_load_files(files, NULL, 0, &pack, NULL));
    zhunru_pack_files_free(files);
    CHECK(pack == NULL);

    NULL_ARGUMENT(zhunru_pack_load_built_in(NULL, 1, &pack, NULL));
    NULL_ARGUMENT(zhunru_pack_load_built_in(LEN("yuhui"), NULL, NULL));
    EXPECT(ZHUNRU_STATUS_NO_BUILT_IN_PACK, zhunru_pack_load_built_in(NULL, 0, &pack, NULL));
    OK(zhunru_pack_load_built_in(LEN("yuhui"), &pack, NULL));
    NULL_ARGUMENT(zhunru_built_in_count(NULL));
    OK(zhunru_built_in_count(&count));
    NULL_ARGUMENT(zhunru_built_in_id(0, NULL));
    EXPECT(ZHUNRU_STATUS_OUT_OF_RANGE, zhunru_built_in_id(count, &text));
    OK(zhunru_built_in_id(count - 1, &text));
    NULL_ARGUMENT(zhunru_pack_text(NULL, ZHUNRU_PACK_FIELD_ID, &text));
    NULL_ARGUMENT(zhunru_pack_text(pack, ZHUNRU_PACK_FIELD_ID, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_ARGUMENT, zhunru_pack_text(pack, 0, &text));
    EXPECT(ZHUNRU_STATUS_INVALID_ARGUMENT, zhunru_pack_text(pack, -1, &text));
    OK(zhunru_pack_text(pack, ZHUNRU_PACK_FIELD_ID, &text));
    CHECK(text.length == 5 && memcmp(text.data, "yuhui", 5) == 0);
    OK(zhunru_pack_text(pack, ZHUNRU_PACK_FIELD_WARNINGS, &text));
    CHECK(text.data == NULL && text.length == 0);
    zhunru_pack_free(pack);
}

static void engines(void) {
    zhunru_engine_builder *builder = NULL;
    zhunru_engine *engine = NULL, *other = NULL;
    zhunru_pack *pack = NULL;
    zhunru_buffer *buffer = NULL;
    zhunru_view text = {NULL, 0};

    NULL_ARGUMENT(zhunru_engine_builder_new(NULL, NULL));
    OK(zhunru_engine_builder_new(&builder, NULL));
    OK(zhunru_pack_load_built_in(LEN("yuhui"), &pack, NULL));
    NULL_ARGUMENT(zhunru_engine_builder_add_pack(NULL, pack, NULL));
    NULL_ARGUMENT(zhunru_engine_builder_add_pack(builder, NULL, NULL));
    NULL_ARGUMENT(zhunru_engine_builder_add_built_in(NULL, NULL));
    NULL_ARGUMENT(zhunru_engine_builder_build(NULL, &engine, NULL));
    NULL_ARGUMENT(zhunru_engine_builder_build(builder, NULL, NULL));
    OK(zhunru_engine_builder_add_pack(builder, pack, NULL));
    OK(zhunru_engine_builder_add_pack(builder, pack, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_ENGINE, zhunru_engine_builder_build(builder, &engine, NULL));
    CHECK(engine == NULL);
    zhunru_engine_builder_free(builder);

    OK(zhunru_engine_builder_new(&builder, NULL));
    OK(zhunru_engine_builder_add_pack(builder, pack, NULL));
    OK(zhunru_engine_builder_add_built_in(builder, NULL));
    OK(zhunru_engine_builder_build(builder, &engine, NULL));
    zhunru_pack_free(pack);
    zhunru_engine_builder_free(builder);
    NULL_ARGUMENT(zhunru_engine_clone(NULL, &other, NULL));
    NULL_ARGUMENT(zhunru_engine_clone(engine, NULL, NULL));
    OK(zhunru_engine_clone(engine, &other, NULL));
    zhunru_engine_free(engine);
    NULL_ARGUMENT(zhunru_engine_vocabulary(NULL, &buffer, NULL));
    NULL_ARGUMENT(zhunru_engine_vocabulary(other, NULL, NULL));
    OK(zhunru_engine_vocabulary(other, &buffer, NULL));
    NULL_ARGUMENT(zhunru_buffer_view(NULL, &text));
    NULL_ARGUMENT(zhunru_buffer_view(buffer, NULL));
    OK(zhunru_buffer_view(buffer, &text));
    CHECK(text.length > 1000 && text.data[0] == '[');
    zhunru_buffer_free(buffer);
    NULL_ARGUMENT(zhunru_engine_schema(NULL, ZHUNRU_SCHEMA_PACK, &buffer, NULL));
    NULL_ARGUMENT(zhunru_engine_schema(other, ZHUNRU_SCHEMA_PACK, NULL, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_ARGUMENT, zhunru_engine_schema(other, 4, &buffer, NULL));
    OK(zhunru_engine_schema(other, ZHUNRU_SCHEMA_PROPOSAL, &buffer, NULL));
    zhunru_buffer_free(buffer);
    OK(zhunru_engine_schema(other, ZHUNRU_SCHEMA_DECISION, &buffer, NULL));
    zhunru_buffer_free(buffer);
    OK(zhunru_engine_schema(other, ZHUNRU_SCHEMA_PACK, &buffer, NULL));
    zhunru_buffer_free(buffer);
    zhunru_engine_free(other);
}

static void requests(void) {
    zhunru_request *request = NULL;
    zhunru_error *error = NULL;
    zhunru_status status = ZHUNRU_STATUS_OK;
    NULL_ARGUMENT(zhunru_request_new(NULL, NULL));
    OK(zhunru_request_new(&request, NULL));
    NULL_ARGUMENT(zhunru_request_set_as_of(NULL, LEN("2024-03-04"), NULL));
    NULL_ARGUMENT(zhunru_request_set_as_of(request, NULL, 1, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_ARGUMENT, zhunru_request_set_as_of(request, NULL, 0, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_ARGUMENT, zhunru_request_set_as_of(request, LEN("2024-02-30"), &error));
    OK(zhunru_error_status(error, &status));
    CHECK(status == ZHUNRU_STATUS_INVALID_ARGUMENT);
    zhunru_error_free(error);
    NULL_ARGUMENT(zhunru_request_add_pack(NULL, LEN("yuhui"), NULL));
    NULL_ARGUMENT(zhunru_request_add_pack(request, NULL, 1, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_UTF8, zhunru_request_add_pack(request, LEN(NOT_UTF8), NULL));
    NULL_ARGUMENT(zhunru_request_set_language(NULL, ZHUNRU_LANGUAGE_EN, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_ARGUMENT, zhunru_request_set_language(request, 3, NULL));
    NULL_ARGUMENT(zhunru_request_set_trace(NULL, 1, NULL));
    OK(zhunru_request_set_trace(request, -1, NULL));
    zhunru_request_free(request);
}

static void proposals(const zhunru_engine *engine) {
    zhunru_decision *decision = NULL;
    zhunru_buffer *buffer = NULL;
    zhunru_error *error = NULL;
    zhunru_view text = {NULL, 0};
    zhunru_request *request = NULL;
    zhunru_status status = ZHUNRU_STATUS_OK;
    size_t count = 0, line = 0, column = 0, length;

    NULL_ARGUMENT(zhunru_engine_decide(NULL, NULL, LEN(DENIED), &decision, NULL));
    NULL_ARGUMENT(zhunru_engine_decide(engine, NULL, NULL, 1, &decision, NULL));
    NULL_ARGUMENT(zhunru_engine_decide(engine, NULL, LEN(DENIED), NULL, NULL));
    NULL_ARGUMENT(zhunru_engine_decide_json(NULL, NULL, LEN(DENIED), &buffer, NULL));
    NULL_ARGUMENT(zhunru_engine_decide_json(engine, NULL, NULL, 1, &buffer, NULL));
    NULL_ARGUMENT(zhunru_engine_decide_json(engine, NULL, LEN(DENIED), NULL, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_PROPOSAL, zhunru_engine_decide(engine, NULL, NULL, 0, &decision, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_UTF8, zhunru_engine_decide(engine, NULL, LEN(NOT_UTF8), &decision, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_LENGTH,
           zhunru_engine_decide(engine, NULL, DENIED, TOO_LONG, &decision, NULL));
    /* Cut anywhere, it is no JSON; the bytes after the cut are not read. */
    for (length = 0; length + 1 < sizeof(DENIED); length++) {
        char *cut = (char *)malloc(length + 1);
        CHECK(cut != NULL);
        memcpy(cut, DENIED, length);
        EXPECT(ZHUNRU_STATUS_INVALID_PROPOSAL,
               zhunru_engine_decide(engine, NULL, cut, length, &decision, NULL));
        free(cut);
    }
    EXPECT(ZHUNRU_STATUS_INVALID_PROPOSAL,
           zhunru_engine_decide(engine, NULL, LEN("{\"demands\": [{\"type\": \"work\", \"itm\": 1}]}"),
                                &decision, &error));
    NULL_ARGUMENT(zhunru_error_status(NULL, &status));
    NULL_ARGUMENT(zhunru_error_status(error, NULL));
    NULL_ARGUMENT(zhunru_error_count(NULL, &count));
    NULL_ARGUMENT(zhunru_error_count(error, NULL));
    NULL_ARGUMENT(zhunru_error_text(NULL, 0, ZHUNRU_ERROR_FIELD_PATH, &text));
    NULL_ARGUMENT(zhunru_error_text(error, 0, ZHUNRU_ERROR_FIELD_PATH, NULL));
    EXPECT(ZHUNRU_STATUS_OUT_OF_RANGE, zhunru_error_text(error, 99, ZHUNRU_ERROR_FIELD_PATH, &text));
    EXPECT(ZHUNRU_STATUS_INVALID_ARGUMENT, zhunru_error_text(error, 0, 99, &text));
    NULL_ARGUMENT(zhunru_error_place(NULL, 0, &line, &column));
    NULL_ARGUMENT(zhunru_error_place(error, 0, NULL, &column));
    NULL_ARGUMENT(zhunru_error_place(error, 0, &line, NULL));
    EXPECT(ZHUNRU_STATUS_OUT_OF_RANGE, zhunru_error_place(error, 99, &line, &column));
    NULL_ARGUMENT(zhunru_error_json(NULL, &buffer));
    NULL_ARGUMENT(zhunru_error_json(error, NULL));
    OK(zhunru_error_text(error, 0, ZHUNRU_ERROR_FIELD_PATH, &text));
    CHECK(text.length == 14 && memcmp(text.data, "demands[0].itm", 14) == 0);
    OK(zhunru_error_text(error, 0, ZHUNRU_ERROR_FIELD_MESSAGE_ZH, &text));
    CHECK(text.length > 0);
    zhunru_error_free(error);
    error = NULL;
    EXPECT(ZHUNRU_STATUS_INVALID_PROPOSAL,
           zhunru_engine_decide(engine, NULL, LEN("{\n  x"), &decision, &error));
    OK(zhunru_error_place(error, 0, &line, &column));
    CHECK(line == 2 && column == 3);
    zhunru_error_free(error);

    EXPECT(ZHUNRU_STATUS_NO_PLACE,
           zhunru_engine_decide(engine, NULL,
                                LEN("{\"submitted_on\": \"2024-03-04\", \"demands\": [{\"type\": \"work\"}]}"),
                                &decision, NULL));
    EXPECT(ZHUNRU_STATUS_NO_DATE,
           zhunru_engine_decide(engine, NULL, LEN("{\"demands\": [{\"type\": \"work\"}]}"), &decision, NULL));
    OK(zhunru_request_new(&request, NULL));
    OK(zhunru_request_add_pack(request, LEN("tianjin"), NULL));
    EXPECT(ZHUNRU_STATUS_OTHER_PLACE,
           zhunru_engine_decide(engine, request, LEN(DENIED), &decision, NULL));
    zhunru_request_free(request);
    OK(zhunru_request_new(&request, NULL));
    OK(zhunru_request_add_pack(request, LEN("nowhere"), NULL));
    EXPECT(ZHUNRU_STATUS_UNKNOWN_PACK,
           zhunru_engine_decide(engine, request, LEN(DENIED), &decision, NULL));
    zhunru_request_free(request);
    CHECK(decision == NULL && buffer == NULL);
}

/* What a hundred million brackets come to. */
static void brackets(const zhunru_engine *engine) {
    const size_t length = 100u * 1000u * 1000u;
    const char each[] = {'[', '{', '"'};
    zhunru_decision *decision = NULL;
    size_t at;
    char *text = (char *)malloc(length);
    CHECK(text != NULL);
    for (at = 0; at < sizeof(each); at++) {
        memset(text, each[at], length);
        EXPECT(ZHUNRU_STATUS_INVALID_PROPOSAL,
               zhunru_engine_decide(engine, NULL, text, length, &decision, NULL));
    }
    free(text);
}

#define NULLS(function, type)                                                    \
    do {                                                                         \
        type value;                                                              \
        NULL_ARGUMENT(function(NULL, &value));                                   \
        NULL_ARGUMENT(function(decision, NULL));                                 \
        OK(function(decision, &value));                                          \
    } while (0)
#define NULLS_AT(function, type)                                                 \
    do {                                                                         \
        type value;                                                              \
        NULL_ARGUMENT(function(NULL, 0, &value));                                \
        NULL_ARGUMENT(function(decision, 0, NULL));                              \
        EXPECT(ZHUNRU_STATUS_OUT_OF_RANGE, function(decision, TOO_LONG, &value)); \
    } while (0)
#define NULLS_IN(function)                                                       \
    do {                                                                         \
        zhunru_view value;                                                       \
        NULL_ARGUMENT(function(NULL, 0, 1, &value));                             \
        NULL_ARGUMENT(function(decision, 0, 1, NULL));                           \
        EXPECT(ZHUNRU_STATUS_OUT_OF_RANGE, function(decision, TOO_LONG, 1, &value)); \
    } while (0)

static void parts(const zhunru_decision *decision) {
    zhunru_buffer *buffer = NULL;
    zhunru_view text = {NULL, 0};
    zhunru_verdict verdict;
    int32_t assignable = 0;
    NULLS(zhunru_decision_verdict, zhunru_verdict);
    NULLS(zhunru_decision_assignable, int32_t);
    NULLS(zhunru_decision_possible, uint32_t);
    NULLS(zhunru_decision_demand_count, size_t);
    NULLS(zhunru_decision_finding_count, size_t);
    NULLS(zhunru_decision_missing_count, size_t);
    NULLS(zhunru_decision_obligation_count, size_t);
    NULLS(zhunru_decision_advice_count, size_t);
    NULLS_AT(zhunru_decision_finding_demand, size_t);
    NULLS_AT(zhunru_decision_missing_demand, size_t);
    NULLS_AT(zhunru_decision_missing_value_count, size_t);
    NULLS_AT(zhunru_decision_obligation_demand, size_t);
    NULLS_IN(zhunru_decision_finding_text);
    NULLS_IN(zhunru_decision_missing_text);
    NULLS_IN(zhunru_decision_obligation_text);
    NULLS_IN(zhunru_decision_advice_text);
    NULL_ARGUMENT(zhunru_decision_missing_value(NULL, 0, 0, &text));
    NULL_ARGUMENT(zhunru_decision_missing_value(decision, 0, 0, NULL));
    EXPECT(ZHUNRU_STATUS_OUT_OF_RANGE, zhunru_decision_missing_value(decision, TOO_LONG, 0, &text));
    NULL_ARGUMENT(zhunru_decision_text(NULL, 1, &text));
    NULL_ARGUMENT(zhunru_decision_text(decision, 1, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_ARGUMENT, zhunru_decision_text(decision, 0, &text));
    NULL_ARGUMENT(zhunru_decision_render(NULL, ZHUNRU_FORM_JSON, &buffer, NULL));
    NULL_ARGUMENT(zhunru_decision_render(decision, ZHUNRU_FORM_JSON, NULL, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_ARGUMENT, zhunru_decision_render(decision, 0, &buffer, NULL));
    NULL_ARGUMENT(zhunru_decision_demand(NULL, 0, &verdict, &assignable));
    NULL_ARGUMENT(zhunru_decision_demand(decision, 0, NULL, &assignable));
    NULL_ARGUMENT(zhunru_decision_demand(decision, 0, &verdict, NULL));
    EXPECT(ZHUNRU_STATUS_OUT_OF_RANGE, zhunru_decision_demand(decision, 1, &verdict, &assignable));
    OK(zhunru_decision_demand(decision, 0, &verdict, &assignable));
}

/* A live handle in the place of one of another type, as a host that casts could pass it. */
static void wrong_handles(zhunru_engine *engine, zhunru_decision *decision) {
    const zhunru_engine *not_engine = (const zhunru_engine *)(const void *)decision;
    const zhunru_decision *not_decision = (const zhunru_decision *)(const void *)engine;
    const zhunru_request *not_request = (const zhunru_request *)(const void *)engine;
    const zhunru_pack *not_pack[1];
    zhunru_request *request = NULL;
    zhunru_engine *clone = NULL;
    zhunru_decision *other = NULL;
    zhunru_pack *pack = NULL;
    zhunru_error *error = NULL;
    zhunru_verdict verdict;
    not_pack[0] = (const zhunru_pack *)(const void *)engine;
    EXPECT(ZHUNRU_STATUS_INVALID_HANDLE, zhunru_engine_clone(not_engine, &clone, &error));
    zhunru_error_free(error);
    EXPECT(ZHUNRU_STATUS_INVALID_HANDLE, zhunru_decision_verdict(not_decision, &verdict));
    EXPECT(ZHUNRU_STATUS_INVALID_HANDLE,
           zhunru_engine_decide(engine, not_request, LEN(DENIED), &other, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_HANDLE,
           zhunru_pack_load_folder(LEN("x"), not_pack, 1, &pack, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_HANDLE,
           zhunru_request_set_trace((zhunru_request *)(void *)decision, 1, NULL));
    /* The wrong function frees nothing. */
    OK(zhunru_request_new(&request, NULL));
    zhunru_decision_free((zhunru_decision *)(void *)request);
    zhunru_error_free((zhunru_error *)(void *)request);
    OK(zhunru_request_set_trace(request, 1, NULL));
    zhunru_request_free(request);
    CHECK(clone == NULL && other == NULL && pack == NULL);
}

/* stream.c has the tables themselves. */
static void tables(const zhunru_engine *engine) {
    zhunru_table_options *options = NULL;
    zhunru_buffer *buffer = NULL;
    /* Released streams and schemas are full of zeros, whatever their fields. */
    void *none[16] = {NULL}, *out[16] = {NULL};
    struct ArrowArrayStream *released = (struct ArrowArrayStream *)(void *)none;
    struct ArrowArrayStream *decided = (struct ArrowArrayStream *)(void *)out;
    const struct ArrowSchema *schema = (const struct ArrowSchema *)(const void *)none;
    NULL_ARGUMENT(zhunru_table_options_new(NULL, NULL));
    OK(zhunru_table_options_new(&options, NULL));
    NULL_ARGUMENT(zhunru_table_options_add_column(NULL, LEN("verdict"), NULL));
    NULL_ARGUMENT(zhunru_table_options_add_column(options, NULL, 1, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_ARGUMENT, zhunru_table_options_add_column(options, NULL, 0, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_ARGUMENT, zhunru_table_options_add_column(options, LEN("verdct"), NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_UTF8, zhunru_table_options_add_column(options, LEN(NOT_UTF8), NULL));
    NULL_ARGUMENT(zhunru_table_options_add_blank_means_none(NULL, LEN("basis"), NULL));
    NULL_ARGUMENT(zhunru_table_options_add_blank_means_none(options, NULL, 1, NULL));
    NULL_ARGUMENT(zhunru_table_options_set_demand_type(NULL, LEN("work"), NULL));
    NULL_ARGUMENT(zhunru_table_options_set_demand_type(options, NULL, 1, NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_ARGUMENT, zhunru_table_options_set_demand_type(options, LEN("song"), NULL));
    OK(zhunru_table_options_set_demand_type(options, LEN("work"), NULL));
    NULL_ARGUMENT(zhunru_table_options_set_threads(NULL, 1, NULL));
    OK(zhunru_table_options_set_threads(options, 1, NULL));
    NULL_ARGUMENT(zhunru_table_options_set_check_ids(NULL, 1, NULL));
    OK(zhunru_table_options_set_check_ids(options, -1, NULL));
    NULL_ARGUMENT(zhunru_engine_decide_stream(NULL, NULL, NULL, released, decided, NULL));
    NULL_ARGUMENT(zhunru_engine_decide_stream(engine, NULL, NULL, NULL, decided, NULL));
    NULL_ARGUMENT(zhunru_engine_decide_stream(engine, NULL, NULL, released, NULL, NULL));
    EXPECT(ZHUNRU_STATUS_UNREADABLE_STREAM,
           zhunru_engine_decide_stream(engine, NULL, options, released, decided, NULL));
    NULL_ARGUMENT(zhunru_engine_columns(NULL, NULL, schema, &buffer, NULL));
    NULL_ARGUMENT(zhunru_engine_columns(engine, NULL, NULL, &buffer, NULL));
    NULL_ARGUMENT(zhunru_engine_columns(engine, NULL, schema, NULL, NULL));
    EXPECT(ZHUNRU_STATUS_UNREADABLE_STREAM, zhunru_engine_columns(engine, options, schema, &buffer, NULL));
    CHECK(buffer == NULL);
    zhunru_table_options_free(options);
}

int main(void) {
    zhunru_engine *engine;
    zhunru_decision *decision = NULL;
    free_nothing();
    versions();
    packs();
    engines();
    requests();
    engine = built_in_engine();
    proposals(engine);
    tables(engine);
    if (getenv("ZHUNRU_SMALL") == NULL) brackets(engine);
    OK(zhunru_engine_decide(engine, NULL, LEN(DENIED), &decision, NULL));
    parts(decision);
    wrong_handles(engine, decision);
    zhunru_decision_free(decision);
    OK(zhunru_engine_decide(engine, NULL, LEN(UNKNOWN), &decision, NULL));
    zhunru_engine_free(engine);
    /* The decision outlives its engine. */
    parts(decision);
    zhunru_decision_free(decision);
    puts("every call gave the status that it should");
    return 0;
}
