/* Swaps packs while other threads decide.
 *
 * Two engines alike but for one pack take turns a thousand times (or as often as the argument
 * says). A decider clones the current engine under the lock, decides without it and frees its clone,
 * so an engine lives until the last decision on it is done. Every answer is wholly that of one of
 * the two.
 */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zhunru.h>

#define DECIDERS 4
#define VERSIONS 2

static const char PROPOSAL[] =
    "{\"village\": {\"code\": \"340304100201\"}, \"submitted_on\": \"2024-03-04\","
    " \"demands\": [{\"type\": \"signboard\", \"placement\": \"exterior_sign\"}]}";
static const char MANIFEST[] =
    "format = 1\nid = 'example'\nversion = '%d'\ntitle = '\xe7\xa4\xba\xe4\xbe\x8b'\n"
    "place = { code = '340304', name = '\xe7\xa4\xba\xe4\xbe\x8b\xe5\x8e\xbf', level = 'county' }\n"
    "in_force = { from = 2024-01-01 }\n"
    "[[document]]\nid = 'notice'\nkind = 'notice'\ntitle = '\xe5\x8a\x9e\xe6\xb3\x95'\n"
    "issuer = '\xe6\xb0\x91\xe6\x94\xbf\xe5\xb1\x80'\n"
    "[[regulates]]\non = ['signboard']\nby = 'admission'\n";
static const char RULES[] =
    "[[rule]]\nid = 'outside-%d'\ntitle = '\xe4\xb8\x8d\xe5\xbe\x97'\non = ['signboard']\n"
    "modality = 'forbidden'\nwhen = \"signboard.placement == 'exterior_sign'\"\n"
    "message = '\xe4\xb8\x8d\xe5\xbe\x97'\n"
    "source = { document = 'notice', clause = '\xe7\xac\xac\xe5\x85\xab\xe6\x9d\xa1' }\n";

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t was_decided = PTHREAD_COND_INITIALIZER;
static zhunru_engine *current; /* guarded by the lock */
static int is_over;            /* guarded by the lock */
static long decided[VERSIONS]; /* guarded by the lock */
static char *expected[VERSIONS];

static void need(int condition, const char *what) {
    if (!condition) {
        fprintf(stderr, "failed: %s\n", what);
        exit(1);
    }
}

/* An engine with one small pack, which differs from version to version. */
static zhunru_engine *build(int version) {
    char manifest[1024], rules[1024];
    zhunru_pack_files *files = NULL;
    zhunru_pack *pack = NULL;
    zhunru_engine_builder *builder = NULL;
    zhunru_engine *engine = NULL;
    snprintf(manifest, sizeof manifest, MANIFEST, version);
    snprintf(rules, sizeof rules, RULES, version);
    need(zhunru_pack_files_new(NULL, 0, &files, NULL) == ZHUNRU_STATUS_OK, "files");
    need(zhunru_pack_files_add(files, "pack.toml", 9, manifest, strlen(manifest), NULL) == ZHUNRU_STATUS_OK, "manifest");
    need(zhunru_pack_files_add(files, "rules/signs.toml", 16, rules, strlen(rules), NULL) == ZHUNRU_STATUS_OK, "rules");
    need(zhunru_pack_load_files(files, NULL, 0, &pack, NULL) == ZHUNRU_STATUS_OK, "pack");
    need(zhunru_engine_builder_new(&builder, NULL) == ZHUNRU_STATUS_OK, "builder");
    need(zhunru_engine_builder_add_pack(builder, pack, NULL) == ZHUNRU_STATUS_OK, "adding");
    need(zhunru_engine_builder_build(builder, &engine, NULL) == ZHUNRU_STATUS_OK, "engine");
    zhunru_engine_builder_free(builder);
    zhunru_pack_free(pack);
    zhunru_pack_files_free(files);
    return engine;
}

/* The decision as a text of our own. */
static char *decide(const zhunru_engine *engine) {
    zhunru_buffer *answer = NULL;
    zhunru_view text = {NULL, 0};
    char *copy;
    need(zhunru_engine_decide_json(engine, NULL, PROPOSAL, strlen(PROPOSAL), &answer, NULL) == ZHUNRU_STATUS_OK, "deciding");
    zhunru_buffer_view(answer, &text);
    copy = (char *)malloc(text.length + 1);
    need(copy != NULL, "memory");
    memcpy(copy, text.data, text.length);
    copy[text.length] = '\0';
    zhunru_buffer_free(answer);
    return copy;
}

static void *decider(void *nothing) {
    for (;;) {
        zhunru_engine *mine = NULL;
        char *answer;
        int version, over;
        pthread_mutex_lock(&lock);
        over = is_over;
        if (!over) need(zhunru_engine_clone(current, &mine, NULL) == ZHUNRU_STATUS_OK, "clone");
        pthread_mutex_unlock(&lock);
        if (over) return nothing;
        answer = decide(mine);
        zhunru_engine_free(mine);
        version = strcmp(answer, expected[0]) == 0 ? 0 : 1;
        need(strcmp(answer, expected[version]) == 0, "an answer is torn");
        free(answer);
        pthread_mutex_lock(&lock);
        decided[version]++;
        pthread_cond_signal(&was_decided);
        pthread_mutex_unlock(&lock);
        /* The lock goes round, so that the swaps come as fast as engines are built. */
        sched_yield();
    }
}

int main(int count, char **arguments) {
    const int swaps = count > 1 ? atoi(arguments[1]) : 1000;
    pthread_t threads[DECIDERS];
    int version, swap, index;
    for (version = 0; version < VERSIONS; version++) {
        zhunru_engine *engine = build(version);
        expected[version] = decide(engine);
        zhunru_engine_free(engine);
    }
    need(strcmp(expected[0], expected[1]) != 0, "the versions do not differ");
    current = build(0);
    for (index = 0; index < DECIDERS; index++)
        need(pthread_create(&threads[index], NULL, decider, NULL) == 0, "thread");
    for (swap = 1; swap <= swaps; swap++) {
        zhunru_engine *next = build(swap % VERSIONS), *last;
        long before;
        pthread_mutex_lock(&lock);
        last = current;
        current = next;
        /* The next swap waits for a decision, so that all happen under load. */
        before = decided[0] + decided[1];
        while (decided[0] + decided[1] == before) pthread_cond_wait(&was_decided, &lock);
        pthread_mutex_unlock(&lock);
        zhunru_engine_free(last);
    }
    pthread_mutex_lock(&lock);
    is_over = 1;
    pthread_mutex_unlock(&lock);
    for (index = 0; index < DECIDERS; index++) pthread_join(threads[index], NULL);
    zhunru_engine_free(current);
    printf("%d swaps, %ld and %ld decisions, none torn\n", swaps, decided[0], decided[1]);
    need(decided[0] > 0 && decided[1] > 0, "both versions decided");
    free(expected[0]);
    free(expected[1]);
    return 0;
}
