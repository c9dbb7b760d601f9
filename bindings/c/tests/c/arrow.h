/* The structures of the Arrow C data and C stream interfaces, and a table of texts that is given as
 * such a stream. Files that include it compile as C and as C++. */
#ifndef ZHUNRU_ARROW_H
#define ZHUNRU_ARROW_H

#include "check.h"

struct ArrowSchema {
    const char *format, *name, *metadata;
    int64_t flags, n_children;
    struct ArrowSchema **children, *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

struct ArrowArray {
    int64_t length, null_count, offset, n_buffers, n_children;
    const void **buffers;
    struct ArrowArray **children, *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};

struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};

/* A table of texts, row by row; a cell that is NULL is a null. */
typedef struct {
    int columns, rows;
    const char *const *names;
    const char *const *cells;
    /* The same rows come so often, and then the stream ends or fails. */
    int batches;
    int fails;
    /* What the failure is told as; NULL for nothing. */
    const char *last_error;
    int no_schema;
    int given;
    int released;
} text_table;

static void *made(size_t size) {
    void *memory = calloc(1, size == 0 ? 1 : size);
    CHECK(memory != NULL);
    return memory;
}

static void release_schema(struct ArrowSchema *schema) {
    int64_t child;
    for (child = 0; child < schema->n_children; child++) {
        if (schema->children[child]->release != NULL)
            schema->children[child]->release(schema->children[child]);
        free(schema->children[child]);
    }
    free(schema->children);
    schema->release = NULL;
}

static void release_array(struct ArrowArray *array) {
    int64_t index;
    for (index = 0; index < array->n_children; index++) {
        if (array->children[index]->release != NULL)
            array->children[index]->release(array->children[index]);
        free(array->children[index]);
    }
    for (index = 0; index < array->n_buffers; index++) free((void *)(size_t)array->buffers[index]);
    free(array->children);
    free((void *)array->buffers);
    array->release = NULL;
}

static int give_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out) {
    const text_table *table = (const text_table *)stream->private_data;
    int column;
    if (table->no_schema) return 5;
    memset(out, 0, sizeof(*out));
    out->format = "+s";
    out->name = "";
    out->n_children = table->columns;
    out->children = (struct ArrowSchema **)made(sizeof(*out->children) * (size_t)table->columns);
    out->release = release_schema;
    for (column = 0; column < table->columns; column++) {
        struct ArrowSchema *child = (struct ArrowSchema *)made(sizeof(*child));
        child->format = "u";
        child->name = table->names[column];
        child->flags = 2; /* it may hold nulls */
        child->release = release_schema;
        out->children[column] = child;
    }
    return 0;
}

/* The texts of one column: a bit for each that is there, where each ends, and all of them. */
static struct ArrowArray *text_column(const text_table *table, int column) {
    struct ArrowArray *array = (struct ArrowArray *)made(sizeof(*array));
    unsigned char *valid = (unsigned char *)made((size_t)table->rows / 8 + 1);
    int32_t *ends = (int32_t *)made(sizeof(*ends) * ((size_t)table->rows + 1));
    char *texts;
    size_t length = 0;
    int row;
    for (row = 0; row < table->rows; row++) {
        const char *cell = table->cells[row * table->columns + column];
        if (cell != NULL) length += strlen(cell);
    }
    texts = (char *)made(length);
    length = 0;
    for (row = 0; row < table->rows; row++) {
        const char *cell = table->cells[row * table->columns + column];
        if (cell == NULL) {
            array->null_count++;
        } else {
            valid[row / 8] = (unsigned char)(valid[row / 8] | (1u << (row % 8)));
            memcpy(texts + length, cell, strlen(cell));
            length += strlen(cell);
        }
        ends[row + 1] = (int32_t)length;
    }
    array->length = table->rows;
    array->n_buffers = 3;
    array->buffers = (const void **)made(sizeof(*array->buffers) * 3);
    array->buffers[0] = valid;
    array->buffers[1] = ends;
    array->buffers[2] = texts;
    array->release = release_array;
    return array;
}

static int give_next(struct ArrowArrayStream *stream, struct ArrowArray *out) {
    text_table *table = (text_table *)stream->private_data;
    int column;
    memset(out, 0, sizeof(*out));
    if (table->given == table->batches) return table->fails ? 5 : 0;
    table->given++;
    out->length = table->rows;
    out->n_buffers = 1;
    out->buffers = (const void **)made(sizeof(*out->buffers));
    out->n_children = table->columns;
    out->children = (struct ArrowArray **)made(sizeof(*out->children) * (size_t)table->columns);
    for (column = 0; column < table->columns; column++)
        out->children[column] = text_column(table, column);
    out->release = release_array;
    return 0;
}

static const char *tell_last_error(struct ArrowArrayStream *stream) {
    return ((const text_table *)stream->private_data)->last_error;
}

static void release_stream(struct ArrowArrayStream *stream) {
    ((text_table *)stream->private_data)->released++;
    stream->release = NULL;
}

/* Gives a table as a stream. The table must live as long. */
static struct ArrowArrayStream stream_of(text_table *table) {
    struct ArrowArrayStream stream;
    stream.get_schema = give_schema;
    stream.get_next = give_next;
    stream.get_last_error = tell_last_error;
    stream.release = release_stream;
    stream.private_data = table;
    return stream;
}

/* Whether an element is there. */
static inline int is_there(const struct ArrowArray *array, int64_t row) {
    const unsigned char *valid = (const unsigned char *)array->buffers[0];
    const int64_t at = row + array->offset;
    return valid == NULL || (valid[at / 8] >> (at % 8) & 1) != 0;
}

/* Whether an element of an array of texts is this one. */
static inline int is_text(const struct ArrowArray *array, int64_t row, const char *expected) {
    const int32_t *ends = (const int32_t *)array->buffers[1] + array->offset;
    const size_t length = (size_t)(ends[row + 1] - ends[row]);
    if (!is_there(array, row)) return expected == NULL;
    return expected != NULL && length == strlen(expected) &&
           memcmp((const char *)array->buffers[2] + ends[row], expected, length) == 0;
}

/* Whether an element of an array of keys of 8 bits into texts is this one. */
static inline int is_code(const struct ArrowArray *array, int64_t row, const char *expected) {
    const int8_t *keys = (const int8_t *)array->buffers[1] + array->offset;
    if (!is_there(array, row)) return expected == NULL;
    return is_text(array->dictionary, keys[row], expected);
}

/* How long an element of an array of lists is. */
static inline int32_t list_length(const struct ArrowArray *array, int64_t row) {
    const int32_t *ends = (const int32_t *)array->buffers[1] + array->offset;
    return is_there(array, row) ? ends[row + 1] - ends[row] : -1;
}

#endif
