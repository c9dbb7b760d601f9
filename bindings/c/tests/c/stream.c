/* Tables as streams of Arrow record batches: what comes out, and everything that can be wrong. */
#include "arrow.h"

#define LEN(text) (text), (sizeof(text) - 1)
#define COLUMNS 8

static const char *const NAMES[COLUMNS] = {
    "id", "submitted_on", "village.code", "\xe8\xaf\x89\xe6\xb1\x82\xe7\xb1\xbb\xe5\x9e\x8b",
    "issuer.level", "issuer.kind", "data_request.sole_means", "signboard.placment"};
static const char *const CELLS[][COLUMNS] = {
    {"2024-031", "2024-03-04", "340304100201", "data_request", "county", "government_department",
     "true", NULL},
    {"2024-032", "2024-03-04", "340304100201", "signboard", "county", NULL, NULL, NULL},
    {"2024-033", "2024-03-04", "340304100201", "song", "county", NULL, NULL, NULL}};

static text_table three_rows(void) {
    text_table table;
    memset(&table, 0, sizeof(table));
    table.columns = COLUMNS;
    table.rows = 3;
    table.names = NAMES;
    table.cells = &CELLS[0][0];
    table.batches = 1;
    return table;
}

static zhunru_table_options *options_with(const char *const *columns, size_t count) {
    zhunru_table_options *options = NULL;
    size_t column;
    OK(zhunru_table_options_new(&options, NULL));
    for (column = 0; column < count; column++)
        OK(zhunru_table_options_add_column(options, columns[column], strlen(columns[column]), NULL));
    return options;
}

/* Three rows: one denied, one of which more must be known, one that is faulty. */
static void verdicts(zhunru_engine *engine) {
    static const char *const WANTED[] = {"id", "verdict", "missing", "errors"};
    static const char *const VERDICTS[] = {"deny", "needs_information", NULL};
    text_table table = three_rows();
    struct ArrowArrayStream in = stream_of(&table), out;
    struct ArrowSchema schema;
    zhunru_table_options *options = options_with(WANTED, 4);
    int64_t rows = 0, column;
    OK(zhunru_table_options_set_threads(options, 2, NULL));
    OK(zhunru_table_options_set_check_ids(options, 1, NULL));
    OK(zhunru_engine_decide_stream(engine, NULL, options, &in, &out, NULL));
    CHECK(in.release == NULL);
    zhunru_table_options_free(options);
    /* The stream outlives what it came from. */
    zhunru_engine_free(engine);
    CHECK(out.get_schema(&out, &schema) == 0);
    CHECK(schema.n_children == 4);
    for (column = 0; column < 4; column++)
        CHECK(strcmp(schema.children[column]->name, WANTED[column]) == 0);
    schema.release(&schema);
    for (;;) {
        struct ArrowArray batch;
        int64_t row;
        CHECK(out.get_next(&out, &batch) == 0);
        if (batch.release == NULL) break;
        for (row = 0; row < batch.length; row++, rows++) {
            CHECK(rows < 3);
            CHECK(is_text(batch.children[0], row, CELLS[rows][0]));
            CHECK(is_code(batch.children[1], row, VERDICTS[rows]));
            CHECK((list_length(batch.children[2], row) > 0) == (rows == 1));
            CHECK((list_length(batch.children[3], row) > 0) == (rows == 2));
        }
        batch.release(&batch);
    }
    CHECK(rows == 3 && table.released == 0);
    out.release(&out);
    CHECK(out.release == NULL && table.released == 1);
}

/* Every row that goes in comes out, however the batches are cut. */
static void many(const zhunru_engine *engine, int batches) {
    text_table table = three_rows();
    struct ArrowArrayStream in, out;
    int64_t rows = 0;
    table.batches = batches;
    in = stream_of(&table);
    OK(zhunru_engine_decide_stream(engine, NULL, NULL, &in, &out, NULL));
    for (;;) {
        struct ArrowArray batch;
        CHECK(out.get_next(&out, &batch) == 0);
        if (batch.release == NULL) break;
        rows += batch.length;
        batch.release(&batch);
    }
    CHECK(rows == (int64_t)3 * batches);
    out.release(&out);
}

/* A stream whose batches cannot be had says so once and is then at its end. */
static void broken_off(const zhunru_engine *engine, text_table table, const char *told) {
    struct ArrowArrayStream in = stream_of(&table), out;
    struct ArrowArray batch;
    int status;
    OK(zhunru_engine_decide_stream(engine, NULL, NULL, &in, &out, NULL));
    while ((status = out.get_next(&out, &batch)) == 0) {
        CHECK(batch.release != NULL);
        batch.release(&batch);
    }
    CHECK(out.get_last_error(&out) != NULL);
    CHECK(strstr(out.get_last_error(&out), told) != NULL);
    CHECK(out.get_next(&out, &batch) == 0 && batch.release == NULL);
    out.release(&out);
    CHECK(table.released == 1);
}

/* What is told when a whole table is refused; the stream is released then. */
static void refused(const zhunru_engine *engine, text_table table, zhunru_status expected) {
    struct ArrowArrayStream in = stream_of(&table), out;
    zhunru_error *error = NULL;
    zhunru_view text = {NULL, 0};
    out.release = NULL;
    EXPECT(expected, zhunru_engine_decide_stream(engine, NULL, NULL, &in, &out, &error));
    OK(zhunru_error_text(error, 0, ZHUNRU_ERROR_FIELD_MESSAGE_ZH, &text));
    CHECK(text.length > 0 && out.release == NULL);
    CHECK(in.release == NULL && table.released == 1);
    zhunru_error_free(error);
}

static void faults(const zhunru_engine *engine) {
    static const char *const NOT_UTF8[COLUMNS] = {
        "a", "2024-03-04", "340304100201", "work", NULL, NULL, NULL, "\xff"};
    text_table table = three_rows();
    struct ArrowArrayStream in, out;
    zhunru_table_options *options = NULL;

    table.fails = 1;
    table.last_error = "the cable was cut";
    broken_off(engine, table, "the cable was cut");
    table.last_error = NULL;
    broken_off(engine, table, "");
    table = three_rows();
    table.cells = NOT_UTF8;
    table.rows = 1;
    broken_off(engine, table, "");

    table = three_rows();
    table.no_schema = 1;
    refused(engine, table, ZHUNRU_STATUS_UNREADABLE_STREAM);
    table = three_rows();
    table.columns = 3;
    refused(engine, table, ZHUNRU_STATUS_INVALID_TABLE);

    table = three_rows();
    in = stream_of(&table);
    in.release = NULL;
    EXPECT(ZHUNRU_STATUS_UNREADABLE_STREAM,
           zhunru_engine_decide_stream(engine, NULL, NULL, &in, &out, NULL));
    /* What is wrong with the other arguments leaves the stream as it was. */
    in = stream_of(&table);
    OK(zhunru_table_options_new(&options, NULL));
    OK(zhunru_table_options_add_blank_means_none(options, LEN("no such column"), NULL));
    EXPECT(ZHUNRU_STATUS_INVALID_ARGUMENT,
           zhunru_engine_decide_stream(engine, NULL, options, &in, &out, NULL));
    EXPECT(ZHUNRU_STATUS_NULL_ARGUMENT,
           zhunru_engine_decide_stream(engine, NULL, NULL, &in, NULL, NULL));
    CHECK(in.release != NULL && table.released == 0);
    in.release(&in);
    zhunru_table_options_free(options);
}

/* What becomes of the columns is told before anything is decided. */
static void columns(const zhunru_engine *engine) {
    text_table table = three_rows();
    struct ArrowArrayStream in = stream_of(&table);
    struct ArrowSchema schema;
    zhunru_buffer *buffer = NULL;
    zhunru_view text = {NULL, 0};
    static const char NEAR[] = "{\"name\":\"signboard.placment\",\"nearest\":\"signboard.placement\"}";
    size_t at;
    int found = 0;
    CHECK(in.get_schema(&in, &schema) == 0);
    OK(zhunru_engine_columns(engine, NULL, &schema, &buffer, NULL));
    OK(zhunru_buffer_view(buffer, &text));
    for (at = 0; at + sizeof(NEAR) - 1 <= text.length; at++)
        found = found || memcmp(text.data + at, NEAR, sizeof(NEAR) - 1) == 0;
    CHECK(found);
    zhunru_buffer_free(buffer);
    schema.release(&schema);
    in.release(&in);
}

int main(void) {
    zhunru_engine *engine = built_in_engine(), *other = NULL;
    OK(zhunru_engine_clone(engine, &other, NULL));
    verdicts(other);
    many(engine, 0);
    many(engine, getenv("ZHUNRU_SMALL") == NULL ? 2000 : 20);
    faults(engine);
    columns(engine);
    zhunru_engine_free(engine);
    puts("every row came out, and every fault was told");
    return 0;
}
