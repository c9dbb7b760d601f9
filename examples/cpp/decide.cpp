// Decides a proposal with the C++17 wrapper, then one that is at fault.
//
//   c++ -std=c++17 examples/cpp/decide.cpp $(pkg-config --cflags --libs zhunru) -o decide && ./decide
#include <iostream>

#include <zhunru.hpp>

int main() {
    const auto engine =
        zhunru::Engine::with_built_in(zhunru::Pack::built_in("yuhui"));
    const auto decision = engine.decide(R"({
        "village": {"code": "340304100201"},
        "issuer": {"level": "county", "kind": "government_department"},
        "demands": [{"type": "data_request", "frequency": "weekly", "sole_means": true}]
    })",
                                        zhunru::Request().as_of("2024-03-04"));
    std::cout << decision.text(ZHUNRU_DECISION_FIELD_SUMMARY).value_or("") << '\n';
    for (std::size_t index = 0; index < decision.findings(); index++)
        std::cout << decision.finding(index, ZHUNRU_FINDING_FIELD_RULE).value_or("") << ": "
                  << decision.finding(index, ZHUNRU_FINDING_FIELD_MESSAGE).value_or("") << '\n';
    std::cout << decision.render(ZHUNRU_FORM_TEXT).view();
    try {
        engine.decide(R"({"demands": [{"type": "work", "itm": "x"}]})");
    } catch (const zhunru::Error &error) {
        std::cout << zhunru_status_name(error.status()) << " at " << error.path() << ": "
                  << error.what() << '\n';
        return decision.verdict() == ZHUNRU_VERDICT_DENY && !decision.assignable() ? 0 : 1;
    }
    return 1;
}
