#include "base/json.h"

#include <array>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace understudy {

namespace {

constexpr size_t deepest_nesting = 100;
/// Members are kept in a list, not hashed; beyond this many in one object a hostile text would cost quadratic time.
constexpr size_t most_members = 2000;

/// Builds a Json from nlohmann's parse events, so that depth is refused while it is read and order is kept.
class Builder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Builder(DuplicateNames duplicates) : duplicates_(duplicates) {}

  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(static_cast<long long>(value)); }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<number_unsigned_t>(INT64_MAX)) return add(static_cast<double>(value));
    return add(static_cast<long long>(value));
  }
  bool number_float(number_float_t value, const string_t& /*digits*/) override { return add(value); }
  // Copied, as keys are: nlohmann goes on with the same buffer, and what is kept here takes no more room than it needs.
  bool string(string_t& value) override { return add(value); }
  bool binary(binary_t& /*value*/) override { return false; }

  bool start_object(size_t /*size*/) override { return open(Json(Json::Object{})); }
  bool key(string_t& name) override {
    if (duplicates_ == DuplicateNames::refused && open_.back().container.find(name) != nullptr) {
      error_.message = "the member \"" + name + "\" appears twice";
      return false;
    }
    if (open_.back().container.members().size() == most_members) {
      error_.message = "more than " + std::to_string(most_members) + " members in one object";
      return false;
    }
    open_.back().name = name;
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(size_t /*size*/) override { return open(Json(Json::Array{})); }
  bool end_array() override { return close(); }

  bool parse_error(size_t position, const std::string& /*token*/, const nlohmann::detail::exception& /*why*/) override {
    if (error_.message.empty()) error_ = {"not valid JSON", position};
    return false;
  }

  Json take() { return std::move(root_); }
  const JsonError& error() const { return error_; }

 private:
  struct Open {
    Json container;
    std::string name;
  };

  bool add(Json value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (Open& top = open_.back(); top.container.is_array()) {
      top.container.push(std::move(value));
    } else {
      top.container.set(top.name, std::move(value));
    }
    return true;
  }

  bool open(Json container) {
    if (open_.size() == deepest_nesting) {
      error_.message = "nested deeper than " + std::to_string(deepest_nesting) + " levels";
      return false;
    }
    open_.push_back({std::move(container), {}});
    return true;
  }

  bool close() {
    Json done = std::move(open_.back().container);
    open_.pop_back();
    return add(std::move(done));
  }

  DuplicateNames duplicates_;
  std::vector<Open> open_;
  Json root_;
  JsonError error_;
};

}  // namespace

Json::Json() = default;
Json::Json(const Json&) = default;
Json::Json(Json&&) noexcept = default;
Json& Json::operator=(const Json&) = default;
Json& Json::operator=(Json&&) noexcept = default;
Json::~Json() = default;
Json::Json(std::nullptr_t) {}
Json::Json(bool value) : value_(value) {}
Json::Json(int value) : value_(int64_t{value}) {}
Json::Json(long value) : value_(int64_t{value}) {}
Json::Json(long long value) : value_(int64_t{value}) {}
Json::Json(size_t value) : value_(static_cast<int64_t>(value)) {}
Json::Json(double value) : value_(value) {}
Json::Json(std::string value) : value_(std::move(value)) {}
Json::Json(std::string_view value) : value_(std::string(value)) {}
Json::Json(const char* value) : value_(std::string(value)) {}
Json::Json(Array value) : value_(std::move(value)) {}
Json::Json(Object value) : value_(std::move(value)) {}

Json Json::object(std::initializer_list<NewMember> members) {
  Object object;
  // Most objects get a few more members by set().
  object.reserve(members.size() + 4);
  for (const auto& member : members) object.push_back({std::string(member.name), std::move(member.value)});
  return Json(std::move(object));
}

Json Json::array(std::initializer_list<Json> items) { return Json(Array(items)); }

Json Json::array_of(const std::vector<std::string>& texts) { return Json(Array(texts.begin(), texts.end())); }

const Json::Array& Json::items() const {
  static const Array none;
  const auto* array = std::get_if<Array>(&value_);
  return array != nullptr ? *array : none;
}

const Json::Object& Json::members() const {
  static const Object none;
  const auto* object = std::get_if<Object>(&value_);
  return object != nullptr ? *object : none;
}

const Json* Json::find(std::string_view name) const {
  for (const auto& member : members())
    if (member.name == name) return &member.value;
  return nullptr;
}

std::string_view Json::text_at(std::string_view name) const {
  const Json* member = find(name);
  return member != nullptr && member->text() != nullptr ? std::string_view(*member->text()) : std::string_view();
}

Json& Json::set(std::string_view name, Json value) {
  if (is_null()) value_ = Object{};
  auto& object = std::get<Object>(value_);
  for (auto& member : object) {
    if (member.name != name) continue;
    member.value = std::move(value);
    return *this;
  }
  object.push_back({std::string(name), std::move(value)});
  return *this;
}

void Json::remove(std::string_view name) {
  if (auto* object = std::get_if<Object>(&value_))
    std::erase_if(*object, [&](const Member& member) { return member.name == name; });
}

void Json::push(Json value) {
  if (is_null()) value_ = Array{};
  std::get<Array>(value_).push_back(std::move(value));
}

std::string_view Json::type_name() const {
  constexpr std::array<std::string_view, 7> names{"null", "boolean", "integer", "number", "string", "array", "object"};
  return names[value_.index()];
}

bool Json::operator==(const Json& other) const { return value_ == other.value_; }

std::optional<Json> parse_json(std::string_view text, JsonError* error, DuplicateNames duplicates) {
  // nlohmann's reader takes a NUL for the end of the text, whatever comes behind it.
  if (const size_t nul = text.find('\0'); nul != std::string_view::npos) {
    if (error != nullptr) *error = {"not JSON: it holds a NUL byte", nul};
    return std::nullopt;
  }
  Builder builder(duplicates);
  const bool good = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  if (good) return builder.take();
  if (error != nullptr) *error = builder.error();
  return std::nullopt;
}

}  // namespace understudy
