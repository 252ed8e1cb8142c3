// A JSON value (RFC 8259) that keeps its members in order, since clients see the order of claims and fields.
// nlohmann/json does the reading; it stays behind json.cpp because its header costs every file that includes it
// seconds.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace understudy {

class Json {
 public:
  struct Member;
  struct NewMember;
  using Array = std::vector<Json>;
  using Object = std::vector<Member>;

  // All in json.cpp: values are made in so many lines that their code was a fifth of ten files measured.
  Json();
  Json(const Json&);
  Json(Json&&) noexcept;
  Json& operator=(const Json&);
  Json& operator=(Json&&) noexcept;
  ~Json();
  Json(std::nullptr_t);
  Json(bool value);
  Json(int value);
  Json(long value);
  Json(long long value);
  Json(size_t value);
  Json(double value);
  Json(std::string value);
  Json(std::string_view value);
  Json(const char* value);
  Json(Array value);
  Json(Object value);

  /// `members` in braces: {{"name", value}, …}.
  static Json object(std::initializer_list<NewMember> members = {});
  static Json array(std::initializer_list<Json> items = {});
  /// An array of strings.
  static Json array_of(const std::vector<std::string>& texts);

  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  bool is_object() const { return std::holds_alternative<Object>(value_); }
  bool is_array() const { return std::holds_alternative<Array>(value_); }

  // Each is null (or empty) where the value is of another type; a reader never throws on foreign JSON.
  const bool* boolean() const { return std::get_if<bool>(&value_); }
  const int64_t* integer() const { return std::get_if<int64_t>(&value_); }
  const double* real() const { return std::get_if<double>(&value_); }
  const std::string* text() const { return std::get_if<std::string>(&value_); }
  const Array& items() const;
  const Object& members() const;

  /// The member of that name, or null: also where this is no object.
  const Json* find(std::string_view name) const;
  /// The text of that member; empty where it is absent or no text.
  std::string_view text_at(std::string_view name) const;

  /// Replaces the member or adds it at the end; makes an object of a null.
  Json& set(std::string_view name, Json value);
  void remove(std::string_view name);
  /// Adds to an array; makes one of a null.
  void push(Json value);

  /// The JSON type's name: "object", "string", …
  std::string_view type_name() const;

  /// Compact, members in order, UTF-8 as it is.
  std::string dump() const;
  /// Indented by `indent` blanks a level.
  std::string dump_pretty(int indent = 2) const;
  void dump_to(std::string& out) const;

  bool operator==(const Json&) const;

 private:
  std::variant<std::monostate, bool, int64_t, double, std::string, Array, Object> value_;
};

struct Json::Member {
  std::string name;
  Json value;
  bool operator==(const Member&) const = default;
};

/// What Json::object takes its members from. Mutable, since the elements of a braced list can only be moved from so.
struct Json::NewMember {
  std::string_view name;
  mutable Json value;
};

/// What may be wrong with JSON text, and where (byte offset).
struct JsonError {
  std::string message;
  size_t offset = 0;
};

enum class DuplicateNames { last_wins, refused };

/// Reads one JSON value. Nothing, with `error` filled where given, on bad syntax, bad UTF-8, nesting deeper than 100
/// levels, more than 2,000 members in one object, or (where `refused`) a name given twice in one object. Whole numbers
/// beyond 64 bits become reals.
std::optional<Json> parse_json(std::string_view text, JsonError* error = nullptr,
                               DuplicateNames duplicates = DuplicateNames::last_wins);

/// Appends `text` as a JSON string, quotes included; what is no UTF-8 becomes U+FFFD, byte by byte.
void append_json_string(std::string& out, std::string_view text);

}  // namespace understudy
