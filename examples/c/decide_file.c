/* Decides a file of many proposals, one JSON document on each line, and writes one on each line:
 * the decision, or the error. A fault in one line does not hold up the others.
 *
 *   decide_file proposals.jsonl
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>

#include <zhunru.h>

int main(int count, char **arguments) {
    FILE *file = count > 1 ? fopen(arguments[1], "r") : stdin;
    zhunru_engine_builder *builder = NULL;
    zhunru_engine *engine = NULL;
    char *line = NULL;
    size_t space = 0;
    ssize_t length;
    int faulty = 0;

    if (file == NULL) {
        perror(arguments[1]);
        return 2;
    }
    if (zhunru_engine_builder_new(&builder, NULL) != ZHUNRU_STATUS_OK ||
        zhunru_engine_builder_add_built_in(builder, NULL) != ZHUNRU_STATUS_OK ||
        zhunru_engine_builder_build(builder, &engine, NULL) != ZHUNRU_STATUS_OK)
        return 2;
    zhunru_engine_builder_free(builder);

    while ((length = getline(&line, &space, file)) > 0) {
        zhunru_buffer *answer = NULL;
        zhunru_error *error = NULL;
        zhunru_view text = {NULL, 0};
        if (zhunru_engine_decide_json(engine, NULL, line, (size_t)length, &answer, &error) !=
            ZHUNRU_STATUS_OK) {
            zhunru_error_json(error, &answer);
            zhunru_error_free(error);
            faulty = 1;
        }
        zhunru_buffer_view(answer, &text);
        fwrite(text.data, 1, text.length, stdout);
        putchar('\n');
        zhunru_buffer_free(answer);
    }
    free(line);
    if (file != stdin) fclose(file);
    zhunru_engine_free(engine);
    return faulty;
}
