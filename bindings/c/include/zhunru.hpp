// A thin C++17 wrapper of zhunru.h: handles free themselves, failures are exceptions, texts are
// std::string_view that live as long as the object that lends them. Header only.
#ifndef ZHUNRU_HPP
#define ZHUNRU_HPP

#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "zhunru.h"

namespace zhunru {

// Frees a handle by its own function.
struct Free {
    void operator()(zhunru_error *handle) const noexcept { zhunru_error_free(handle); }
    void operator()(zhunru_buffer *handle) const noexcept { zhunru_buffer_free(handle); }
    void operator()(zhunru_pack *handle) const noexcept { zhunru_pack_free(handle); }
    void operator()(zhunru_pack_files *handle) const noexcept { zhunru_pack_files_free(handle); }
    void operator()(zhunru_engine *handle) const noexcept { zhunru_engine_free(handle); }
    void operator()(zhunru_engine_builder *handle) const noexcept {
        zhunru_engine_builder_free(handle);
    }
    void operator()(zhunru_request *handle) const noexcept { zhunru_request_free(handle); }
    void operator()(zhunru_decision *handle) const noexcept { zhunru_decision_free(handle); }
    void operator()(zhunru_table_options *handle) const noexcept {
        zhunru_table_options_free(handle);
    }
};

template <typename T> using Owned = std::unique_ptr<T, Free>;

// A failed call, with the first fault's texts at hand and all faults as JSON.
class Error : public std::exception {
  public:
    Error(zhunru_status status, Owned<zhunru_error> error) : status_(status), error_(std::move(error)) {
        message_ = text(ZHUNRU_ERROR_FIELD_MESSAGE).value_or(zhunru_status_name(status));
    }

    const char *what() const noexcept override { return message_.c_str(); }
    zhunru_status status() const noexcept { return status_; }

    // A text of a fault; `field` is a zhunru_error_field.
    std::optional<std::string> text(std::int32_t field, std::size_t index = 0) const {
        zhunru_view view{nullptr, 0};
        if (!error_ || zhunru_error_text(error_.get(), index, field, &view) != ZHUNRU_STATUS_OK ||
            view.data == nullptr)
            return std::nullopt;
        return std::string(view.data, view.length);
    }

    std::string path() const { return text(ZHUNRU_ERROR_FIELD_PATH).value_or(""); }

  private:
    zhunru_status status_;
    // Shared, since exceptions are copied.
    std::shared_ptr<zhunru_error> error_;
    std::string message_;
};

namespace detail {

// Makes a call that takes an error last, and throws when it fails.
template <typename Function, typename... Arguments>
void call(Function function, Arguments... arguments) {
    zhunru_error *error = nullptr;
    const zhunru_status status = function(arguments..., &error);
    Owned<zhunru_error> owned(error);
    if (status != ZHUNRU_STATUS_OK) throw Error(status, std::move(owned));
}

// Makes a call that gives a status alone, and throws when it fails.
inline void check(zhunru_status status) {
    if (status != ZHUNRU_STATUS_OK) throw Error(status, nullptr);
}

} // namespace detail

// A text that the library allocated.
class Text {
  public:
    explicit Text(zhunru_buffer *buffer) : buffer_(buffer) {}
    std::string_view view() const {
        zhunru_view view{nullptr, 0};
        detail::check(zhunru_buffer_view(buffer_.get(), &view));
        return {view.data, view.length};
    }

  private:
    Owned<zhunru_buffer> buffer_;
};

// What is asked besides the proposal.
class Request {
  public:
    Request() {
        zhunru_request *request = nullptr;
        detail::call(zhunru_request_new, &request);
        request_.reset(request);
    }
    Request &as_of(std::string_view date) {
        detail::call(zhunru_request_set_as_of, request_.get(), date.data(), date.size());
        return *this;
    }
    Request &pack(std::string_view id) {
        detail::call(zhunru_request_add_pack, request_.get(), id.data(), id.size());
        return *this;
    }
    Request &language(zhunru_language language) {
        detail::call(zhunru_request_set_language, request_.get(), static_cast<std::int32_t>(language));
        return *this;
    }
    Request &trace(bool trace = true) {
        detail::call(zhunru_request_set_trace, request_.get(), trace ? 1 : 0);
        return *this;
    }
    const zhunru_request *handle() const noexcept { return request_.get(); }

  private:
    Owned<zhunru_request> request_;
};

// What is asked of a table besides the request.
class TableOptions {
  public:
    TableOptions() {
        zhunru_table_options *options = nullptr;
        detail::call(zhunru_table_options_new, &options);
        options_.reset(options);
    }
    TableOptions &column(std::string_view name) {
        detail::call(zhunru_table_options_add_column, options_.get(), name.data(), name.size());
        return *this;
    }
    TableOptions &blank_means_none(std::string_view name) {
        detail::call(zhunru_table_options_add_blank_means_none, options_.get(), name.data(),
                     name.size());
        return *this;
    }
    TableOptions &demand_type(std::string_view code) {
        detail::call(zhunru_table_options_set_demand_type, options_.get(), code.data(), code.size());
        return *this;
    }
    TableOptions &threads(std::size_t threads) {
        detail::call(zhunru_table_options_set_threads, options_.get(), threads);
        return *this;
    }
    TableOptions &check_ids(bool check_ids = true) {
        detail::call(zhunru_table_options_set_check_ids, options_.get(), check_ids ? 1 : 0);
        return *this;
    }
    const zhunru_table_options *handle() const noexcept { return options_.get(); }

  private:
    Owned<zhunru_table_options> options_;
};

// A decision.
class Decision {
  public:
    explicit Decision(zhunru_decision *decision) : decision_(decision) {}

    zhunru_verdict verdict() const {
        zhunru_verdict verdict{};
        detail::check(zhunru_decision_verdict(decision_.get(), &verdict));
        return verdict;
    }
    bool assignable() const {
        std::int32_t assignable = 0;
        detail::check(zhunru_decision_assignable(decision_.get(), &assignable));
        return assignable != 0;
    }
    std::size_t findings() const { return count(zhunru_decision_finding_count); }
    std::size_t missing() const { return count(zhunru_decision_missing_count); }
    std::size_t obligations() const { return count(zhunru_decision_obligation_count); }
    std::size_t advice() const { return count(zhunru_decision_advice_count); }

    // Texts; nothing where one is absent. `field` is of the enumeration that the C function names.
    std::optional<std::string_view> text(std::int32_t field) const {
        zhunru_view view{nullptr, 0};
        detail::check(zhunru_decision_text(decision_.get(), field, &view));
        return seen(view);
    }
    std::optional<std::string_view> finding(std::size_t index, std::int32_t field) const {
        zhunru_view view{nullptr, 0};
        detail::check(zhunru_decision_finding_text(decision_.get(), index, field, &view));
        return seen(view);
    }
    std::optional<std::string_view> missing(std::size_t index, std::int32_t field) const {
        zhunru_view view{nullptr, 0};
        detail::check(zhunru_decision_missing_text(decision_.get(), index, field, &view));
        return seen(view);
    }
    std::optional<std::string_view> obligation(std::size_t index, std::int32_t field) const {
        zhunru_view view{nullptr, 0};
        detail::check(zhunru_decision_obligation_text(decision_.get(), index, field, &view));
        return seen(view);
    }
    std::optional<std::string_view> advice(std::size_t index, std::int32_t field) const {
        zhunru_view view{nullptr, 0};
        detail::check(zhunru_decision_advice_text(decision_.get(), index, field, &view));
        return seen(view);
    }
    Text render(zhunru_form form) const {
        zhunru_buffer *buffer = nullptr;
        detail::call(zhunru_decision_render, static_cast<const zhunru_decision *>(decision_.get()),
                     static_cast<std::int32_t>(form), &buffer);
        return Text(buffer);
    }

  private:
    template <typename Function> std::size_t count(Function function) const {
        std::size_t count = 0;
        detail::check(function(decision_.get(), &count));
        return count;
    }
    static std::optional<std::string_view> seen(zhunru_view view) {
        if (view.data == nullptr) return std::nullopt;
        return std::string_view(view.data, view.length);
    }
    Owned<zhunru_decision> decision_;
};

// A pack.
class Pack {
  public:
    static Pack built_in(std::string_view id) {
        zhunru_pack *pack = nullptr;
        detail::call(zhunru_pack_load_built_in, id.data(), id.size(), &pack);
        return Pack(pack);
    }
    // Parents are found among the built-in packs.
    static Pack folder(std::string_view path) {
        zhunru_pack *pack = nullptr;
        detail::call(zhunru_pack_load_folder, path.data(), path.size(),
                     static_cast<const zhunru_pack *const *>(nullptr), std::size_t{0}, &pack);
        return Pack(pack);
    }
    std::optional<std::string_view> text(zhunru_pack_field field) const {
        zhunru_view view{nullptr, 0};
        detail::check(zhunru_pack_text(pack_.get(), field, &view));
        if (view.data == nullptr) return std::nullopt;
        return std::string_view(view.data, view.length);
    }
    const zhunru_pack *handle() const noexcept { return pack_.get(); }

  private:
    explicit Pack(zhunru_pack *pack) : pack_(pack) {}
    Owned<zhunru_pack> pack_;
};

// An engine. Copies share everything; any threads may use one.
class Engine {
  public:
    // The built-in packs, and packs that stand instead of those with their ids.
    template <typename... Packs> static Engine with_built_in(const Packs &...packs) {
        return build(true, packs...);
    }
    // These packs alone; their parents are named too.
    template <typename... Packs> static Engine of(const Packs &...packs) {
        return build(false, packs...);
    }
    Engine(const Engine &other) {
        zhunru_engine *engine = nullptr;
        detail::call(zhunru_engine_clone, static_cast<const zhunru_engine *>(other.engine_.get()),
                     &engine);
        engine_.reset(engine);
    }
    Engine(Engine &&) noexcept = default;
    Engine &operator=(Engine other) noexcept {
        engine_.swap(other.engine_);
        return *this;
    }
    Decision decide(std::string_view proposal) const { return decide(proposal, nullptr); }
    Decision decide(std::string_view proposal, const Request &request) const {
        return decide(proposal, request.handle());
    }
    // Decides a stream of record batches: takes over `table`, and sets `decided`, which the caller
    // releases.
    void decide_stream(ArrowArrayStream *table, ArrowArrayStream *decided) const {
        decide_stream(table, decided, nullptr, nullptr);
    }
    void decide_stream(ArrowArrayStream *table, ArrowArrayStream *decided, const Request &request,
                       const TableOptions &options) const {
        decide_stream(table, decided, request.handle(), options.handle());
    }
    // The facts that rules may name, as JSON.
    Text vocabulary() const {
        zhunru_buffer *buffer = nullptr;
        detail::call(zhunru_engine_vocabulary, static_cast<const zhunru_engine *>(engine_.get()),
                     &buffer);
        return Text(buffer);
    }

  private:
    template <typename... Packs> static Engine build(bool built_in, const Packs &...packs) {
        zhunru_engine_builder *raw = nullptr;
        detail::call(zhunru_engine_builder_new, &raw);
        Owned<zhunru_engine_builder> builder(raw);
        if (built_in) detail::call(zhunru_engine_builder_add_built_in, builder.get());
        (detail::call(zhunru_engine_builder_add_pack, builder.get(), packs.handle()), ...);
        zhunru_engine *engine = nullptr;
        detail::call(zhunru_engine_builder_build,
                     static_cast<const zhunru_engine_builder *>(builder.get()), &engine);
        return Engine(engine);
    }
    explicit Engine(zhunru_engine *engine) : engine_(engine) {}
    Decision decide(std::string_view proposal, const zhunru_request *request) const {
        zhunru_decision *decision = nullptr;
        detail::call(zhunru_engine_decide, static_cast<const zhunru_engine *>(engine_.get()), request,
                     proposal.data(), proposal.size(), &decision);
        return Decision(decision);
    }
    void decide_stream(ArrowArrayStream *table, ArrowArrayStream *decided,
                       const zhunru_request *request, const zhunru_table_options *options) const {
        detail::call(zhunru_engine_decide_stream, static_cast<const zhunru_engine *>(engine_.get()),
                     request, options, table, decided);
    }
    Owned<zhunru_engine> engine_;
};

} // namespace zhunru

#endif
