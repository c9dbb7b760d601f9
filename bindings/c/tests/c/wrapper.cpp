// The C++17 wrapper: ownership, copies, moves, and failures as exceptions.
#include "arrow.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <type_traits>
#include <utility>

#include "zhunru.hpp"

using namespace zhunru;

static_assert(!std::is_copy_constructible_v<Decision> && std::is_nothrow_move_constructible_v<Decision>);
static_assert(!std::is_copy_constructible_v<Pack> && std::is_nothrow_move_constructible_v<Pack>);
static_assert(std::is_copy_constructible_v<Engine> && std::is_nothrow_move_constructible_v<Engine>);
static_assert(std::is_nothrow_copy_constructible_v<Error> || std::is_copy_constructible_v<Error>);

// Makes a call that must fail with a status, and gives what it threw.
template <typename Call> static Error thrown(zhunru_status status, Call call) {
    try {
        call();
    } catch (const Error &error) {
        CHECK(error.status() == status);
        return error;
    }
    std::fputs("nothing was thrown\n", stderr);
    std::exit(1);
}

int main() {
    auto engine = Engine::with_built_in();
    const auto copy = engine;
    auto moved = std::move(engine);
    thrown(ZHUNRU_STATUS_NULL_ARGUMENT, [&] { engine.decide(DENIED); });
    thrown(ZHUNRU_STATUS_NULL_ARGUMENT, [&] { const auto again = engine; });
    const auto decision = copy.decide(DENIED, Request().language(ZHUNRU_LANGUAGE_EN).trace());
    const std::string expected(decision.render(ZHUNRU_FORM_JSON).view());
    moved = copy;
    engine = std::move(moved);
    const auto other = engine.decide(DENIED, Request().language(ZHUNRU_LANGUAGE_EN).trace());
    CHECK(other.render(ZHUNRU_FORM_JSON).view() == expected);
    CHECK(decision.verdict() == ZHUNRU_VERDICT_DENY && !decision.assignable());
    CHECK(decision.text(ZHUNRU_DECISION_FIELD_PROPOSAL) == "2024-031");
    CHECK(decision.findings() > 0 && decision.finding(0, ZHUNRU_FINDING_FIELD_RULE));
    CHECK(engine.decide(UNKNOWN).missing() > 0 && engine.decide(UNKNOWN).missing(0, ZHUNRU_MISSING_FIELD_FACT));
    CHECK(engine.vocabulary().view().front() == '[');
    thrown(ZHUNRU_STATUS_OUT_OF_RANGE, [&] { decision.finding(decision.findings(), 1); });
    thrown(ZHUNRU_STATUS_OUT_OF_RANGE, [&] { decision.obligation(decision.obligations(), 1); });
    thrown(ZHUNRU_STATUS_OUT_OF_RANGE, [&] { decision.advice(decision.advice(), 1); });
    thrown(ZHUNRU_STATUS_INVALID_ARGUMENT, [&] { decision.text(99); });

    // An error outlives the call, and its copies share it.
    const auto error = thrown(ZHUNRU_STATUS_INVALID_PROPOSAL, [&] {
        engine.decide(R"({"demands": [{"type": "work", "itm": 1}]})");
    });
    const Error same = error;
    CHECK(same.path() == "demands[0].itm" && std::string(same.what()) == error.what());
    CHECK(same.text(ZHUNRU_ERROR_FIELD_CODE) == "unknown-field");
    CHECK(!same.text(ZHUNRU_ERROR_FIELD_FILE) && !same.text(ZHUNRU_ERROR_FIELD_CODE, 99));
    thrown(ZHUNRU_STATUS_INVALID_ARGUMENT, [] { Request().as_of("yesterday"); });
    thrown(ZHUNRU_STATUS_UNREADABLE_FOLDER, [] { Pack::folder("no/such/folder"); });
    thrown(ZHUNRU_STATUS_NO_BUILT_IN_PACK, [] { Pack::built_in("nowhere"); });

    // A table of one row; the streams are those of C.
    const char *const names[] = {"submitted_on", "village.code", "issuer.level", "issuer.kind",
                                 "data_request.sole_means"};
    const char *const cells[] = {"2024-03-04", "340304100201", "county", "government_department",
                                 "true"};
    text_table table{};
    table.columns = 5;
    table.rows = table.batches = 1;
    table.names = names;
    table.cells = cells;
    ArrowArrayStream in = stream_of(&table), out{};
    thrown(ZHUNRU_STATUS_INVALID_TABLE, [&] { engine.decide_stream(&in, &out); });
    in = stream_of(&table);
    engine.decide_stream(&in, &out, Request(), TableOptions().column("verdict").demand_type("data_request"));
    ArrowArray batch{};
    CHECK(out.get_next(&out, &batch) == 0 && batch.length == 1);
    CHECK(is_code(batch.children[0], 0, "deny"));
    batch.release(&batch);
    out.release(&out);

    const auto national = Pack::built_in("national");
    const auto yuhui = Pack::built_in("yuhui");
    CHECK(yuhui.text(ZHUNRU_PACK_FIELD_ID) == "yuhui" && !yuhui.text(ZHUNRU_PACK_FIELD_WARNINGS));
    thrown(ZHUNRU_STATUS_INVALID_ENGINE, [&] { Engine::of(yuhui); });
    const auto small = Engine::of(national, yuhui);
    CHECK(small.decide(DENIED).verdict() == ZHUNRU_VERDICT_DENY);
    thrown(ZHUNRU_STATUS_UNKNOWN_PACK, [&] { small.decide(DENIED, Request().pack("tianjin")); });
    Owned<zhunru_engine>(built_in_engine()).reset();
    std::puts("the wrapper holds");
}
