/* Proposals, packs and arguments changed at random, the same on every run: each call gives a status,
 * outputs are set on success alone, and the engine still decides as before.
 *
 *   fuzz [ROUNDS]
 */
#include "check.h"

static const char *const SEEDS[] = {
    DENIED,
    UNKNOWN,
    "{\"village\":{\"code\":\"340304100201\",\"signboards\":[{\"name\":\"\xe6\x9d\x91\"}]},"
    "\"submitted_on\":\"2024-03-04\",\"effective_on\":\"2024-04-01\",\"demands\":["
    "{\"type\":\"certificate\",\"item\":\"x\",\"basis\":[{\"kind\":\"law\"}]},"
    "{\"type\":\"work\",\"item\":\"y\",\"approvals\":[]}]}",
};
static const char PACK[] =
    "format = 1\nid = 'example'\nversion = '1'\ntitle = 'x'\n"
    "place = { code = '340304', name = 'x', level = 'county' }\n"
    "in_force = { from = 2024-01-01 }\n"
    "[[document]]\nid = 'notice'\nkind = 'notice'\ntitle = 'x'\nissuer = 'y'\n"
    "[[regulates]]\non = ['signboard']\nby = 'admission'\n";
static const char RULES[] =
    "[[rule]]\nid = 'outside'\ntitle = 'x'\non = ['signboard']\nmodality = 'forbidden'\n"
    "when = \"signboard.placement == 'exterior_sign' && count(village.signboards, s, true) > 2\"\n"
    "message = 'x {signboard.placement}'\nsource = { document = 'notice', clause = 'x' }\n";
static const char *const TOKENS[] = {
    "{", "}", "[", "]", "\"", ",", ":", "null", "true", "-1", "1e999", "\\u0000", "\\ud800",
    "9999999999999999999999", "'", "\n", "=", "&&", "((((", "!", "\xff", "\xe6", "demands", "2024-02-30",
};

static unsigned long state = 88172645463325252UL;

/* A number below `below`, which must not be 0 (xorshift). */
static size_t any(size_t below) {
    state ^= (state << 13) & 0xffffffffffffffffUL;
    state ^= state >> 7;
    state ^= (state << 17) & 0xffffffffffffffffUL;
    return (size_t)state % below;
}

/* A changed copy, in memory of its own so that a sanitizer sees what is read behind it. */
static char *changed(const char *seed, size_t *length) {
    size_t changes = any(2) == 0 ? 1 : 1 + any(4), size = strlen(seed);
    char *text = (char *)malloc(size + 8 * 64), *exact;
    CHECK(text != NULL);
    memcpy(text, seed, size);
    for (; changes > 0 && size > 0; changes--) {
        const size_t at = any(size);
        const char *token = TOKENS[any(sizeof(TOKENS) / sizeof(TOKENS[0]))];
        size_t more;
        switch (any(8)) {
        case 0: /* another byte */
            text[at] = (char)any(256);
            break;
        case 1: /* cut off */
            size = at;
            break;
        case 2: /* some left out */
            more = 1 + any(size - at);
            memmove(text + at, text + at + more, size - at - more);
            size -= more;
            break;
        case 3: /* a token put in */
            more = strlen(token);
            memmove(text + at + more, text + at, size - at);
            memcpy(text + at, token, more);
            size += more;
            break;
        case 4: /* some said twice */
            more = 1 + any(size - at < 64 ? size - at : 64);
            memmove(text + at + more, text + at, size - at);
            size += more;
            break;
        default: /* the next digit is another */
            for (more = at; more < size && (text[more] < '0' || text[more] > '9'); more++) continue;
            if (more < size) text[more] = (char)('0' + (char)any(10));
        }
    }
    exact = (char *)malloc(size == 0 ? 1 : size);
    CHECK(exact != NULL);
    memcpy(exact, text, size);
    free(text);
    *length = size;
    return exact;
}

/* Reads all of an error, and frees it. */
static void read_error(zhunru_error *error, int status) {
    size_t count = 0, index, line, column;
    zhunru_status told;
    zhunru_buffer *json = NULL;
    CHECK(error != NULL);
    OK(zhunru_error_status(error, &told));
    CHECK((int)told == status && status != ZHUNRU_STATUS_INTERNAL);
    OK(zhunru_error_count(error, &count));
    CHECK(count > 0);
    for (index = 0; index < count; index++) {
        int32_t field;
        zhunru_view text;
        for (field = 1; field <= (int32_t)ZHUNRU_ERROR_FIELD_HELP; field++)
            OK(zhunru_error_text(error, index, field, &text));
        OK(zhunru_error_text(error, index, ZHUNRU_ERROR_FIELD_MESSAGE, &text));
        CHECK(text.length > 0);
        OK(zhunru_error_place(error, index, &line, &column));
    }
    OK(zhunru_error_json(error, &json));
    zhunru_buffer_free(json);
    zhunru_error_free(error);
}

/* Asks for what may or may not be there. */
static void read_decision(const zhunru_decision *decision) {
    const size_t index = any(6);
    const int32_t field = (int32_t)any(30) - 2;
    zhunru_view text;
    zhunru_buffer *buffer = NULL;
    const zhunru_status form = zhunru_decision_render(decision, (int32_t)any(7), &buffer, NULL);
    CHECK((form == ZHUNRU_STATUS_OK) == (buffer != NULL));
    zhunru_buffer_free(buffer);
    (void)zhunru_decision_text(decision, field, &text);
    (void)zhunru_decision_finding_text(decision, index, field, &text);
    (void)zhunru_decision_missing_text(decision, index, field, &text);
    (void)zhunru_decision_missing_value(decision, index, any(4), &text);
    (void)zhunru_decision_obligation_text(decision, index, field, &text);
    (void)zhunru_decision_advice_text(decision, index, field, &text);
}

static int decide(const zhunru_engine *engine, const char *proposal, size_t length) {
    zhunru_decision *decision = NULL;
    zhunru_error *error = NULL;
    const int status = (int)zhunru_engine_decide(engine, NULL, proposal, length, &decision, &error);
    CHECK((status == ZHUNRU_STATUS_OK) == (decision != NULL));
    CHECK((status == ZHUNRU_STATUS_OK) == (error == NULL));
    if (decision != NULL)
        read_decision(decision);
    else
        read_error(error, status);
    zhunru_decision_free(decision);
    return status == ZHUNRU_STATUS_OK;
}

static int load(void) {
    zhunru_pack_files *files = NULL;
    zhunru_pack *pack = NULL;
    zhunru_error *error = NULL;
    size_t manifest_length = sizeof(PACK) - 1, rules_length = sizeof(RULES) - 1;
    const int which = (int)any(2);
    char *text = which == 0 ? changed(PACK, &manifest_length) : changed(RULES, &rules_length);
    int status;
    OK(zhunru_pack_files_new("fuzz", 4, &files, NULL));
    OK(zhunru_pack_files_add(files, "pack.toml", 9, which == 0 ? text : PACK, manifest_length, NULL));
    OK(zhunru_pack_files_add(files, "rules/x.toml", 12, which == 1 ? text : RULES, rules_length, NULL));
    status = (int)zhunru_pack_load_files(files, NULL, 0, &pack, &error);
    CHECK((status == ZHUNRU_STATUS_OK) == (pack != NULL));
    if (status != ZHUNRU_STATUS_OK) read_error(error, status);
    zhunru_pack_free(pack);
    zhunru_pack_files_free(files);
    free(text);
    return status == ZHUNRU_STATUS_OK;
}

int main(int count, char **arguments) {
    const long rounds = count > 1 ? atol(arguments[1]) : 10000;
    zhunru_engine *engine = built_in_engine();
    zhunru_buffer *before = NULL, *after = NULL;
    zhunru_view expected, found;
    long round, decided = 0, loaded = 0;
    OK(zhunru_engine_decide_json(engine, NULL, DENIED, sizeof(DENIED) - 1, &before, NULL));
    for (round = 0; round < rounds; round++) {
        size_t length = 0;
        char *proposal = changed(SEEDS[any(sizeof(SEEDS) / sizeof(SEEDS[0]))], &length);
        decided += decide(engine, proposal, length);
        free(proposal);
        if (round % 10 == 0) loaded += load();
    }
    OK(zhunru_engine_decide_json(engine, NULL, DENIED, sizeof(DENIED) - 1, &after, NULL));
    OK(zhunru_buffer_view(before, &expected));
    OK(zhunru_buffer_view(after, &found));
    CHECK(found.length == expected.length && memcmp(found.data, expected.data, found.length) == 0);
    zhunru_buffer_free(before);
    zhunru_buffer_free(after);
    zhunru_engine_free(engine);
    printf("%ld proposals, of which %ld could be decided; %ld packs could be loaded\n", rounds, decided, loaded);
    CHECK(decided > rounds / 20 && decided < rounds && loaded > 0);
    return 0;
}
