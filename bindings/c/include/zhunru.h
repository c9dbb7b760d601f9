#ifndef ZHUNRU_H
#define ZHUNRU_H

#include <stddef.h>
#include <stdint.h>

// The structures of the Arrow C data and C stream interfaces, which are defined elsewhere: by the
// Arrow library of the host, or by the host as the interfaces' specification has them.
struct ArrowSchema;
struct ArrowArrayStream;

// The version of the ABI, which the SONAME carries too. It changes only when a program that was
// built against an older header could break.
#define ZHUNRU_ABI_VERSION 1

// What a call came to. Numbers are never reused; a newer library may give one that is not listed
// here, so treat every number other than `ZHUNRU_STATUS_OK` as a failure.
enum zhunru_status
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // It succeeded, and its outputs are set.
    ZHUNRU_STATUS_OK = 0,
    // A pointer that must not be NULL is NULL.
    ZHUNRU_STATUS_NULL_ARGUMENT = 1,
    // A text is not UTF-8.
    ZHUNRU_STATUS_INVALID_UTF8 = 2,
    // A length is larger than any object in memory can be.
    ZHUNRU_STATUS_INVALID_LENGTH = 3,
    // A number is none of those that the parameter allows, or a text is no date.
    ZHUNRU_STATUS_INVALID_ARGUMENT = 4,
    // An index is not below the count.
    ZHUNRU_STATUS_OUT_OF_RANGE = 5,
    // A handle is of another type than the parameter.
    ZHUNRU_STATUS_INVALID_HANDLE = 6,
    // The proposal is at fault: it is no JSON, or states what it cannot state. The error tells
    // every fault with its path.
    ZHUNRU_STATUS_INVALID_PROPOSAL = 10,
    // The village has no code and no pack was named.
    ZHUNRU_STATUS_NO_PLACE = 11,
    // A named pack is not in the engine.
    ZHUNRU_STATUS_UNKNOWN_PACK = 12,
    // A named pack binds in another place than the village's.
    ZHUNRU_STATUS_OTHER_PLACE = 13,
    // Neither the request nor the proposal has a day.
    ZHUNRU_STATUS_NO_DATE = 14,
    // The proposal cannot be decided for another reason, which the error tells.
    ZHUNRU_STATUS_UNDECIDABLE = 15,
    // A pack is at fault. The error tells every fault with its file, line and column.
    ZHUNRU_STATUS_INVALID_PACK = 20,
    // The folder of a pack cannot be read.
    ZHUNRU_STATUS_UNREADABLE_FOLDER = 21,
    // There is no built-in pack with this id.
    ZHUNRU_STATUS_NO_BUILT_IN_PACK = 22,
    // The packs cannot work together in one engine.
    ZHUNRU_STATUS_INVALID_ENGINE = 23,
    // A table cannot be decided as a whole: it has no column of demand types, or a column of ids or
    // types that cannot hold them. What is wrong with single rows stands in the column `errors`.
    ZHUNRU_STATUS_INVALID_TABLE = 30,
    // A stream of record batches was released already, or does not tell its columns.
    ZHUNRU_STATUS_UNREADABLE_STREAM = 31,
    // A fault of the library itself. The call had no effect, and the process may go on.
    ZHUNRU_STATUS_INTERNAL = 90,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum zhunru_status zhunru_status;
#else
typedef int32_t zhunru_status;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// The verdicts, from worst to best.
enum zhunru_verdict
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // A prohibition is hit, or a required procedure was refused (不予准入).
    ZHUNRU_VERDICT_DENY = 1,
    // Something unknown could change the outcome (补正材料).
    ZHUNRU_VERDICT_NEEDS_INFORMATION = 2,
    // Allowed only after a procedure (须报批).
    ZHUNRU_VERDICT_NEEDS_APPROVAL = 3,
    // No rule grants it and none objects: a person must judge (规则未覆盖).
    ZHUNRU_VERDICT_NOT_COVERED = 4,
    // Admitted, with obligations open (附条件准入).
    ZHUNRU_VERDICT_ADMIT_WITH_CONDITIONS = 5,
    // Admitted (准予准入).
    ZHUNRU_VERDICT_ADMIT = 6,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum zhunru_verdict zhunru_verdict;
#else
typedef int32_t zhunru_verdict;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// The language of the texts of a decision.
enum zhunru_language
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // Chinese; the default.
    ZHUNRU_LANGUAGE_ZH = 1,
    // English.
    ZHUNRU_LANGUAGE_EN = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum zhunru_language zhunru_language;
#else
typedef int32_t zhunru_language;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// The forms in which a decision can be had.
enum zhunru_form
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // The interchange form, JSON on one line.
    ZHUNRU_FORM_JSON = 1,
    // The interchange form, JSON with line breaks and indents.
    ZHUNRU_FORM_JSON_PRETTY = 2,
    // The reply to those who asked, plain text.
    ZHUNRU_FORM_TEXT = 3,
    // The reply to those who asked, Markdown.
    ZHUNRU_FORM_MARKDOWN = 4,
    // What each rule read and came to, plain text; tells most for a request with a trace.
    ZHUNRU_FORM_TRACE = 5,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum zhunru_form zhunru_form;
#else
typedef int32_t zhunru_form;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// The documents of which there is a JSON Schema.
enum zhunru_schema
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // A proposal, with the facts that the engine's packs declare.
    ZHUNRU_SCHEMA_PROPOSAL = 1,
    // A decision.
    ZHUNRU_SCHEMA_DECISION = 2,
    // The files of a pack.
    ZHUNRU_SCHEMA_PACK = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum zhunru_schema zhunru_schema;
#else
typedef int32_t zhunru_schema;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// The texts of a pack.
enum zhunru_pack_field
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // Its id, such as `yuhui`.
    ZHUNRU_PACK_FIELD_ID = 1,
    // Its version, by convention the date of its newest document.
    ZHUNRU_PACK_FIELD_VERSION = 2,
    // What it is called, in Chinese.
    ZHUNRU_PACK_FIELD_TITLE = 3,
    // The digest of what it says: `sm3:` and 64 hexadecimal digits.
    ZHUNRU_PACK_FIELD_DIGEST = 4,
    // The name of the place in which it binds, in Chinese.
    ZHUNRU_PACK_FIELD_PLACE_NAME = 5,
    // The division code of that place; absent for a pack that applies only by name.
    ZHUNRU_PACK_FIELD_PLACE_CODE = 6,
    // What its users should know, in Chinese; absent when there is nothing.
    ZHUNRU_PACK_FIELD_NOTE = 7,
    // What its authors should look at, one diagnostic after the other; absent when there is none.
    ZHUNRU_PACK_FIELD_WARNINGS = 8,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum zhunru_pack_field zhunru_pack_field;
#else
typedef int32_t zhunru_pack_field;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// The texts of one fault of an error.
enum zhunru_error_field
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // A stable code, such as `unknown-field`.
    ZHUNRU_ERROR_FIELD_CODE = 1,
    // What is wrong, in English.
    ZHUNRU_ERROR_FIELD_MESSAGE = 2,
    // What is wrong, in Chinese; absent where only English is told.
    ZHUNRU_ERROR_FIELD_MESSAGE_ZH = 3,
    // The JSON path of the fault, such as `demands[1].itm`; empty for the whole document, absent
    // where the fault is in no document.
    ZHUNRU_ERROR_FIELD_PATH = 4,
    // The file of the fault; absent where it is in none.
    ZHUNRU_ERROR_FIELD_FILE = 5,
    // What to do about it; absent where nothing can be told.
    ZHUNRU_ERROR_FIELD_HELP = 6,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum zhunru_error_field zhunru_error_field;
#else
typedef int32_t zhunru_error_field;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// The texts of a decision as a whole.
enum zhunru_decision_field
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // The proposal's id; absent when it has none.
    ZHUNRU_DECISION_FIELD_PROPOSAL = 1,
    // The day for which was decided, such as `2024-03-04`.
    ZHUNRU_DECISION_FIELD_AS_OF = 2,
    // The decision in one sentence.
    ZHUNRU_DECISION_FIELD_SUMMARY = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum zhunru_decision_field zhunru_decision_field;
#else
typedef int32_t zhunru_decision_field;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// The texts of a finding: what one rule came to for one demand.
enum zhunru_finding_field
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // The rule, as `pack/rule`.
    ZHUNRU_FINDING_FIELD_RULE = 1,
    // The code of what it came to, such as `violated`.
    ZHUNRU_FINDING_FIELD_OUTCOME = 2,
    // The code of what the rule does, such as `forbidden`.
    ZHUNRU_FINDING_FIELD_MODALITY = 3,
    // The code of the verdict to which the rule alone would lead; absent when to none.
    ZHUNRU_FINDING_FIELD_VERDICT = 4,
    // What the rule says in short.
    ZHUNRU_FINDING_FIELD_TITLE = 5,
    // What it says of this demand.
    ZHUNRU_FINDING_FIELD_MESSAGE = 6,
    // What would make the demand admissible; absent when nothing would.
    ZHUNRU_FINDING_FIELD_REMEDY = 7,
    // How a careful reader could read the document otherwise; absent when in no way.
    ZHUNRU_FINDING_FIELD_NOTE = 8,
    // The title of the document.
    ZHUNRU_FINDING_FIELD_DOCUMENT = 9,
    // The document's number; absent when it has none.
    ZHUNRU_FINDING_FIELD_DOCUMENT_NUMBER = 10,
    // The document's date, such as `2024-03-04`; absent where it is not known.
    ZHUNRU_FINDING_FIELD_DOCUMENT_DATE = 11,
    // Who issued the document, in Chinese; empty where the pack does not say.
    ZHUNRU_FINDING_FIELD_ISSUER = 12,
    // The code of the kind of source, such as `notice`.
    ZHUNRU_FINDING_FIELD_SOURCE_KIND = 13,
    // The clause.
    ZHUNRU_FINDING_FIELD_CLAUSE = 14,
    // The day from which the document binds; absent where it is not known.
    ZHUNRU_FINDING_FIELD_IN_FORCE_FROM = 15,
    // The id of the procedure that the rule asks for; absent when it asks for none.
    ZHUNRU_FINDING_FIELD_PROCEDURE = 16,
    // What that procedure is called.
    ZHUNRU_FINDING_FIELD_PROCEDURE_TITLE = 17,
    // The code of its state, such as `incomplete`; absent where that is not known.
    ZHUNRU_FINDING_FIELD_PROCEDURE_STATE = 18,
    // What the next step of that procedure is; absent when none is open.
    ZHUNRU_FINDING_FIELD_NEXT_STEP = 19,
    // The id of that step.
    ZHUNRU_FINDING_FIELD_NEXT_STEP_ID = 20,
    // What that step is, who takes it and by when, in one sentence without a full stop.
    ZHUNRU_FINDING_FIELD_NEXT_STEP_SENTENCE = 21,
    // The last day of that step's time limit; absent when there is none or it is not known.
    ZHUNRU_FINDING_FIELD_DUE = 22,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum zhunru_finding_field zhunru_finding_field;
#else
typedef int32_t zhunru_finding_field;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// The texts of a fact to ask for.
enum zhunru_missing_field
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // Its path.
    ZHUNRU_MISSING_FIELD_FACT = 1,
    // The question.
    ZHUNRU_MISSING_FIELD_QUESTION = 2,
    // The name of its type.
    ZHUNRU_MISSING_FIELD_TYPE = 3,
    // The code of the unit of a number; absent when it has none.
    ZHUNRU_MISSING_FIELD_UNIT = 4,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum zhunru_missing_field zhunru_missing_field;
#else
typedef int32_t zhunru_missing_field;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// The texts of an obligation.
enum zhunru_obligation_field
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // Its id.
    ZHUNRU_OBLIGATION_FIELD_ID = 1,
    // The code of when it is due, such as `before`.
    ZHUNRU_OBLIGATION_FIELD_TIME = 2,
    // The code of whether it is met, such as `unmet`.
    ZHUNRU_OBLIGATION_FIELD_STATUS = 3,
    // What is owed.
    ZHUNRU_OBLIGATION_FIELD_MESSAGE = 4,
    // What would meet it; absent when nothing can be told.
    ZHUNRU_OBLIGATION_FIELD_REMEDY = 5,
    // The rule that requires it, as `pack/rule`.
    ZHUNRU_OBLIGATION_FIELD_RULE = 6,
    // The title of the document.
    ZHUNRU_OBLIGATION_FIELD_DOCUMENT = 7,
    // The document's number; absent when it has none.
    ZHUNRU_OBLIGATION_FIELD_DOCUMENT_NUMBER = 8,
    // The clause.
    ZHUNRU_OBLIGATION_FIELD_CLAUSE = 9,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum zhunru_obligation_field zhunru_obligation_field;
#else
typedef int32_t zhunru_obligation_field;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// The texts of an advice.
enum zhunru_advice_field
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // The code of why it is given, such as `presumed`.
    ZHUNRU_ADVICE_FIELD_CODE = 1,
    // What it says.
    ZHUNRU_ADVICE_FIELD_MESSAGE = 2,
    // The fact that it concerns; absent when it concerns none.
    ZHUNRU_ADVICE_FIELD_FACT = 3,
    // The rule that it comes from; absent when it comes from none.
    ZHUNRU_ADVICE_FIELD_RULE = 4,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum zhunru_advice_field zhunru_advice_field;
#else
typedef int32_t zhunru_advice_field;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// A text that the caller owns. It never changes, and any threads may read it at the same time.
typedef struct zhunru_buffer zhunru_buffer;

// A decision on one proposal. Owned by the caller; it never changes, and any threads may read it at
// the same time. It outlives its engine and its request.
typedef struct zhunru_decision zhunru_decision;

// A set of packs, compiled. Owned by the caller; it never changes, and any threads may use it at
// the same time. Clones share everything.
typedef struct zhunru_engine zhunru_engine;

// The packs of an engine to be. Owned by the caller, one thread at a time.
typedef struct zhunru_engine_builder zhunru_engine_builder;

// Why a call failed: one fault or several, each with its texts and its place. Owned by the caller;
// it never changes, and any threads may read it at the same time.
typedef struct zhunru_error zhunru_error;

// A rule pack (规则包), checked. Owned by the caller; it never changes, and any threads may use it
// at the same time. Engines built with it keep what they need, so it may be freed before them.
typedef struct zhunru_pack zhunru_pack;

// The files of a pack on their way from memory. Owned by the caller, one thread at a time.
typedef struct zhunru_pack_files zhunru_pack_files;

// What is asked of an engine besides the proposal. A new one asks for the day on which the
// proposal was submitted, the packs that cover the village, and texts in Chinese; so does NULL.
// Owned by the caller; while no thread changes it, any threads may decide with it.
typedef struct zhunru_request zhunru_request;

// What is asked of a table besides the request. New ones ask for the usual columns, decided by the
// calling thread; so does NULL. Owned by the caller; while no thread changes them, any threads may
// use them.
typedef struct zhunru_table_options zhunru_table_options;

// Bytes that belong to somebody else: a pointer and a length. Texts are UTF-8 and do not end with
// NUL. A text that is absent has `data` NULL; one that is empty has `length` 0 and `data` not NULL.
typedef struct zhunru_view {
    // The first byte.
    const char *data;
    // The number of bytes.
    size_t length;
} zhunru_view;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// The version of the library, such as "0.1.0", ended by NUL; it lives as long as the process.
const char *zhunru_version(void);

// The version of the ABI that the library has. A host that loads it at run time compares this
// with ZHUNRU_ABI_VERSION of the header that it was built against, and stops if they differ.
uint32_t zhunru_abi_version(void);

// The name of a status, such as "invalid-proposal", ended by NUL; it lives as long as the process.
// "unknown" for a number that is no status of this library.
const char *zhunru_status_name(int32_t status);

// Frees an error. NULL is allowed.
void zhunru_error_free(struct zhunru_error *error);

// Gives the status of the call that failed.
zhunru_status zhunru_error_status(const struct zhunru_error *error, zhunru_status *out);

// Gives the number of faults, at least one.
zhunru_status zhunru_error_count(const struct zhunru_error *error, size_t *out);

// Lends a text of a fault; `field` is a zhunru_error_field. It lives as long as the error.
zhunru_status zhunru_error_text(const struct zhunru_error *error,
                                size_t index,
                                int32_t field,
                                struct zhunru_view *out);

// Gives the line and the column of a fault, both counted from 1; 0 where it has none. Columns of
// packs count characters, those of JSON text that cannot be parsed count bytes.
zhunru_status zhunru_error_place(const struct zhunru_error *error,
                                 size_t index,
                                 size_t *line,
                                 size_t *column);

// Gives the whole error as JSON: `status`, `name` and `faults` with `code`, `message`,
// `message_zh`, `path`, `file`, `line`, `column` and `help`.
zhunru_status zhunru_error_json(const struct zhunru_error *error, struct zhunru_buffer **out);

// Frees a buffer. NULL is allowed.
void zhunru_buffer_free(struct zhunru_buffer *buffer);

// Lends the text of a buffer. It lives as long as the buffer.
zhunru_status zhunru_buffer_view(const struct zhunru_buffer *buffer, struct zhunru_view *out);

// Frees a pack. NULL is allowed.
void zhunru_pack_free(struct zhunru_pack *pack);

// Loads a pack from its folder. Its parents are looked for among the `known_count` packs at
// `known`, then among the built-in ones.
zhunru_status zhunru_pack_load_folder(const char *path,
                                      size_t path_length,
                                      const struct zhunru_pack *const *known,
                                      size_t known_count,
                                      struct zhunru_pack **out,
                                      struct zhunru_error **error);

// Starts to gather the files of a pack. `name` stands before their paths in errors; it may be
// empty.
zhunru_status zhunru_pack_files_new(const char *name,
                                    size_t name_length,
                                    struct zhunru_pack_files **out,
                                    struct zhunru_error **error);

// Adds a file: its path inside the pack's folder, with `/` between the parts, and its bytes, which
// are copied.
zhunru_status zhunru_pack_files_add(struct zhunru_pack_files *files,
                                    const char *path,
                                    size_t path_length,
                                    const char *data,
                                    size_t data_length,
                                    struct zhunru_error **error);

// Frees files that were gathered. NULL is allowed.
void zhunru_pack_files_free(struct zhunru_pack_files *files);

// Loads a pack from the files gathered, which stay as they are. Its parents are looked for as by
// zhunru_pack_load_folder.
zhunru_status zhunru_pack_load_files(const struct zhunru_pack_files *files,
                                     const struct zhunru_pack *const *known,
                                     size_t known_count,
                                     struct zhunru_pack **out,
                                     struct zhunru_error **error);

// Gives the built-in pack with this id.
zhunru_status zhunru_pack_load_built_in(const char *id,
                                        size_t id_length,
                                        struct zhunru_pack **out,
                                        struct zhunru_error **error);

// Gives the number of built-in packs.
zhunru_status zhunru_built_in_count(size_t *out);

// Lends the id of a built-in pack. It lives as long as the process.
zhunru_status zhunru_built_in_id(size_t index, struct zhunru_view *out);

// Lends a text of a pack; `field` is a zhunru_pack_field. It lives as long as the pack.
zhunru_status zhunru_pack_text(const struct zhunru_pack *pack,
                               int32_t field,
                               struct zhunru_view *out);

// Gives a builder without packs.
zhunru_status zhunru_engine_builder_new(struct zhunru_engine_builder **out,
                                        struct zhunru_error **error);

// Frees a builder. NULL is allowed.
void zhunru_engine_builder_free(struct zhunru_engine_builder *builder);

// Adds a pack, which stays the caller's. Its parents must be added too.
zhunru_status zhunru_engine_builder_add_pack(struct zhunru_engine_builder *builder,
                                             const struct zhunru_pack *pack,
                                             struct zhunru_error **error);

// Adds the built-in packs, but for those whose ids are those of packs that are added themselves.
zhunru_status zhunru_engine_builder_add_built_in(struct zhunru_engine_builder *builder,
                                                 struct zhunru_error **error);

// Compiles the packs of a builder, which stays as it is. The one slow call: milliseconds.
zhunru_status zhunru_engine_builder_build(const struct zhunru_engine_builder *builder,
                                          struct zhunru_engine **out,
                                          struct zhunru_error **error);

// Gives another handle to the same engine, to be freed by itself. A host that swaps engines clones
// the current one under its lock, decides with the clone, and frees that.
zhunru_status zhunru_engine_clone(const struct zhunru_engine *engine,
                                  struct zhunru_engine **out,
                                  struct zhunru_error **error);

// Frees an engine. NULL is allowed. Decisions and clones live on.
void zhunru_engine_free(struct zhunru_engine *engine);

// Decides one proposal, given as JSON text. `request` may be NULL.
zhunru_status zhunru_engine_decide(const struct zhunru_engine *engine,
                                   const struct zhunru_request *request,
                                   const char *proposal,
                                   size_t proposal_length,
                                   struct zhunru_decision **out,
                                   struct zhunru_error **error);

// Decides one proposal, given as JSON text, and gives the decision as JSON on one line: the same
// bytes as zhunru_engine_decide and then zhunru_decision_render. `request` may be NULL.
zhunru_status zhunru_engine_decide_json(const struct zhunru_engine *engine,
                                        const struct zhunru_request *request,
                                        const char *proposal,
                                        size_t proposal_length,
                                        struct zhunru_buffer **out,
                                        struct zhunru_error **error);

// Gives the facts that rules may name as JSON: those built in, and those that the packs declare.
zhunru_status zhunru_engine_vocabulary(const struct zhunru_engine *engine,
                                       struct zhunru_buffer **out,
                                       struct zhunru_error **error);

// Gives a JSON Schema as JSON; `document` is a zhunru_schema.
zhunru_status zhunru_engine_schema(const struct zhunru_engine *engine,
                                   int32_t document,
                                   struct zhunru_buffer **out,
                                   struct zhunru_error **error);

// Gives a new request.
zhunru_status zhunru_request_new(struct zhunru_request **out, struct zhunru_error **error);

// Frees a request. NULL is allowed.
void zhunru_request_free(struct zhunru_request *request);

// Sets the day for which is decided, such as "2024-03-04".
zhunru_status zhunru_request_set_as_of(struct zhunru_request *request,
                                       const char *date,
                                       size_t date_length,
                                       struct zhunru_error **error);

// Names a pack by its id. As soon as one is named, exactly the packs named and their parents take
// part.
zhunru_status zhunru_request_add_pack(struct zhunru_request *request,
                                      const char *id,
                                      size_t id_length,
                                      struct zhunru_error **error);

// Sets the language of the texts; `language` is a zhunru_language.
zhunru_status zhunru_request_set_language(struct zhunru_request *request,
                                          int32_t language,
                                          struct zhunru_error **error);

// Sets whether rules that do not bear on a demand are told too, with the facts that each rule
// read; 0 is no, every other number yes.
zhunru_status zhunru_request_set_trace(struct zhunru_request *request,
                                       int32_t trace,
                                       struct zhunru_error **error);

// Frees a decision. NULL is allowed.
void zhunru_decision_free(struct zhunru_decision *decision);

// Gives the verdict: the worst of the demands'.
zhunru_status zhunru_decision_verdict(const struct zhunru_decision *decision, zhunru_verdict *out);

// Gives 1 when all demands may be assigned now, else 0.
zhunru_status zhunru_decision_assignable(const struct zhunru_decision *decision, int32_t *out);

// Gives the verdicts that are still possible, as a sum of 1 << verdict.
zhunru_status zhunru_decision_possible(const struct zhunru_decision *decision, uint32_t *out);

// Lends a text of a decision; `field` is a zhunru_decision_field. It lives as long as the decision.
zhunru_status zhunru_decision_text(const struct zhunru_decision *decision,
                                   int32_t field,
                                   struct zhunru_view *out);

// Gives a decision in one of its forms; `form` is a zhunru_form.
zhunru_status zhunru_decision_render(const struct zhunru_decision *decision,
                                     int32_t form,
                                     struct zhunru_buffer **out,
                                     struct zhunru_error **error);

// Gives the number of demands.
zhunru_status zhunru_decision_demand_count(const struct zhunru_decision *decision, size_t *out);

// Gives the verdict on one demand, and 1 when it may be assigned now, else 0.
zhunru_status zhunru_decision_demand(const struct zhunru_decision *decision,
                                     size_t demand,
                                     zhunru_verdict *verdict,
                                     int32_t *assignable);

// Gives the number of findings: what each rule that was touched came to, by demand, severity,
// pack and rule.
zhunru_status zhunru_decision_finding_count(const struct zhunru_decision *decision, size_t *out);

// Gives the index of the demand that a finding concerns.
zhunru_status zhunru_decision_finding_demand(const struct zhunru_decision *decision,
                                             size_t index,
                                             size_t *out);

// Lends a text of a finding; `field` is a zhunru_finding_field. It lives as long as the decision.
zhunru_status zhunru_decision_finding_text(const struct zhunru_decision *decision,
                                           size_t index,
                                           int32_t field,
                                           struct zhunru_view *out);

// Gives the number of facts to ask for; none unless the verdict is needs_information.
zhunru_status zhunru_decision_missing_count(const struct zhunru_decision *decision, size_t *out);

// Gives the index of the demand for which a fact is asked.
zhunru_status zhunru_decision_missing_demand(const struct zhunru_decision *decision,
                                             size_t index,
                                             size_t *out);

// Lends a text of a fact to ask for; `field` is a zhunru_missing_field. It lives as long as the
// decision.
zhunru_status zhunru_decision_missing_text(const struct zhunru_decision *decision,
                                           size_t index,
                                           int32_t field,
                                           struct zhunru_view *out);

// Gives the number of values among which to choose the answer; 0 when it is free.
zhunru_status zhunru_decision_missing_value_count(const struct zhunru_decision *decision,
                                                  size_t index,
                                                  size_t *out);

// Lends a value among which to choose the answer. It lives as long as the decision.
zhunru_status zhunru_decision_missing_value(const struct zhunru_decision *decision,
                                            size_t index,
                                            size_t value,
                                            struct zhunru_view *out);

// Gives the number of obligations.
zhunru_status zhunru_decision_obligation_count(const struct zhunru_decision *decision, size_t *out);

// Gives the index of the demand that an obligation goes with.
zhunru_status zhunru_decision_obligation_demand(const struct zhunru_decision *decision,
                                                size_t index,
                                                size_t *out);

// Lends a text of an obligation; `field` is a zhunru_obligation_field. It lives as long as the
// decision.
zhunru_status zhunru_decision_obligation_text(const struct zhunru_decision *decision,
                                              size_t index,
                                              int32_t field,
                                              struct zhunru_view *out);

// Gives the number of pieces of advice.
zhunru_status zhunru_decision_advice_count(const struct zhunru_decision *decision, size_t *out);

// Lends a text of an advice; `field` is a zhunru_advice_field. It lives as long as the decision.
zhunru_status zhunru_decision_advice_text(const struct zhunru_decision *decision,
                                          size_t index,
                                          int32_t field,
                                          struct zhunru_view *out);

// Gives new options.
zhunru_status zhunru_table_options_new(struct zhunru_table_options **out,
                                       struct zhunru_error **error);

// Frees options. NULL is allowed.
void zhunru_table_options_free(struct zhunru_table_options *options);

// Adds a column that comes out, by its name: "row", "id", "type", "verdict", "proposal_verdict",
// "assignable", "possible", "rules", "rule_flags" (one column for each rule), "undetermined",
// "grants", "missing", "questions", "next_step", "obligations", "message", "packs", "errors". As
// soon as one is added, exactly the columns added come out, in this order.
zhunru_status zhunru_table_options_add_column(struct zhunru_table_options *options,
                                              const char *name,
                                              size_t name_length,
                                              struct zhunru_error **error);

// Adds a list column, by its heading or path, of which a blank cell means that there is none;
// elsewhere a blank cell and a null are unknown.
zhunru_status zhunru_table_options_add_blank_means_none(struct zhunru_table_options *options,
                                                        const char *name,
                                                        size_t name_length,
                                                        struct zhunru_error **error);

// Sets the type of all demands, such as "work", for a table without a column of types.
zhunru_status zhunru_table_options_set_demand_type(struct zhunru_table_options *options,
                                                   const char *code,
                                                   size_t code_length,
                                                   struct zhunru_error **error);

// Sets how many threads decide: 1 is the calling one, 0 as many as the machine has. The decisions
// and their order are the same.
zhunru_status zhunru_table_options_set_threads(struct zhunru_table_options *options,
                                               size_t threads,
                                               struct zhunru_error **error);

// Sets whether ids that come again are looked for in the whole table, and not only in the same
// batch and the one before; 0 is no, every other number yes.
zhunru_status zhunru_table_options_set_check_ids(struct zhunru_table_options *options,
                                                 int32_t check_ids,
                                                 struct zhunru_error **error);

// Decides a stream of record batches of proposals, and gives a stream of record batches of
// decisions. One row is one demand; every row that goes in comes out as one row, in the same order.
// Both are as the Arrow C stream interface has them. `request` and `options` may be NULL; of a
// request the day, the packs and the language are read.
//
// `table` is taken over: it is released by the call, or with `out`, unless the status is below 10,
// when it stays as it was. `out` is the caller's to release; it lives on when the engine, the
// request and the options are freed. Nothing is decided before its batches are asked for, in the
// thread that asks, one thread at a time. A faulty row hides no other: the column "errors" tells
// what is wrong with it.
zhunru_status zhunru_engine_decide_stream(const struct zhunru_engine *engine,
                                          const struct zhunru_request *request,
                                          const struct zhunru_table_options *options,
                                          struct ArrowArrayStream *table,
                                          struct ArrowArrayStream *out,
                                          struct zhunru_error **error);

// Gives as JSON what would become of the columns of a table: `{"found": [{"name", "paths",
// "problem"}], "ignored": [{"name", "nearest"}]}`. A column that is ignored and is near to a known
// heading may be misspelt. `schema` is that of a stream, as the Arrow C data interface has it; it
// is read and stays the caller's. `options` may be NULL.
zhunru_status zhunru_engine_columns(const struct zhunru_engine *engine,
                                    const struct zhunru_table_options *options,
                                    const struct ArrowSchema *schema,
                                    struct zhunru_buffer **out,
                                    struct zhunru_error **error);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* ZHUNRU_H */
