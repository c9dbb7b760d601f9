/* Two threads change a number without a lock, to see that ThreadSanitizer tells. */
#include <pthread.h>

#include "check.h"

static long number;

static void *count(void *nothing) {
    int round;
    for (round = 0; round < 1000; round++) number++;
    return nothing;
}

int main(void) {
    pthread_t threads[2];
    zhunru_engine *engine = built_in_engine();
    CHECK(pthread_create(&threads[0], NULL, count, NULL) == 0);
    CHECK(pthread_create(&threads[1], NULL, count, NULL) == 0);
    CHECK(pthread_join(threads[0], NULL) == 0);
    CHECK(pthread_join(threads[1], NULL) == 0);
    zhunru_engine_free(engine);
    printf("%ld\n", number);
    return 0;
}
