#include "config/node.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <system_error>

#include "base/text.h"

namespace understudy::config {

Node::Node(Kind kind, const Place& place) : kind_(kind), place_(place) {
  if (kind == Kind::list) value_ = List{};
  if (kind == Kind::map) value_ = Map{};
}

Node::Node(Kind kind, const Place& place, std::string text) : kind_(kind), place_(place), value_(std::move(text)) {}

const std::string& Node::text() const {
  static const std::string none;
  const auto* text = std::get_if<std::string>(&value_);
  return text != nullptr ? *text : none;
}

const Node::List& Node::items() const {
  static const List none;
  const auto* list = std::get_if<List>(&value_);
  return list != nullptr ? *list : none;
}

const Node::Map& Node::members() const {
  static const Map none;
  const auto* map = std::get_if<Map>(&value_);
  return map != nullptr ? *map : none;
}

const Node* Node::find(std::string_view name) const {
  for (const auto& member : members())
    if (member.name == name) return &member.value;
  return nullptr;
}

void Node::bring_by_alias(const Place& alias) {
  place_.bring_by_alias(alias);
  if (auto* list = std::get_if<List>(&value_))
    for (auto& item : *list) item.bring_by_alias(alias);
  if (auto* map = std::get_if<Map>(&value_))
    for (auto& member : *map) {
      member.place.bring_by_alias(alias);
      member.value.bring_by_alias(alias);
    }
}

namespace {

constexpr std::array<std::string_view, 3> true_words{"true", "True", "TRUE"};
constexpr std::array<std::string_view, 3> false_words{"false", "False", "FALSE"};

bool is_one_of(std::string_view text, const std::array<std::string_view, 3>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<int64_t> read_integer(std::string_view text, int base) {
  int64_t number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// Of a text that is spelled as a real; nothing where it is too large, or too small, to be one. std::from_chars would
/// read it sooner, by tables of 24 KB.
std::optional<double> read_real(const std::string& text) {
  errno = 0;
  const double number = std::strtod(text.c_str(), nullptr);
  const bool is_beyond = errno == ERANGE && (number == 0 || !std::isfinite(number));
  return is_beyond ? std::nullopt : std::optional(number);
}

/// YAML 1.2 §10.3.2: [-+]? ( \\. [0-9]+ | [0-9]+ ( \\. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
bool is_real(std::string_view unsigned_text) {
  const size_t exponent = unsigned_text.find_first_of("eE");
  if (exponent != std::string_view::npos) {
    std::string_view digits = unsigned_text.substr(exponent + 1);
    if (digits.starts_with('+') || digits.starts_with('-')) digits.remove_prefix(1);
    if (!is_digits(digits)) return false;
  }
  const std::string_view mantissa = unsigned_text.substr(0, exponent);
  const size_t point = mantissa.find('.');
  if (point == std::string_view::npos) return is_digits(mantissa);
  const std::string_view fraction = mantissa.substr(point + 1);
  return point == 0 ? is_digits(fraction)
                    : is_digits(mantissa.substr(0, point)) && (fraction.empty() || is_digits(fraction));
}

Json number_or_text(const std::string& text) {
  if (text.starts_with("0o") || text.starts_with("0x")) {
    const auto number = read_integer(std::string_view(text).substr(2), text[1] == 'o' ? 8 : 16);
    if (number && text[2] != '-') return {*number};
  }
  const bool is_signed = text.starts_with('+') || text.starts_with('-');
  const std::string_view magnitude = std::string_view(text).substr(is_signed ? 1 : 0);
  if (!is_real(magnitude)) return {text};
  const std::string_view readable = text.starts_with('+') ? magnitude : std::string_view(text);
  if (const auto number = read_integer(readable, 10)) return {*number};
  if (const auto number = read_real(text)) return {*number};
  return {text};
}

Json plain_to_json(const std::string& text) {
  if (is_one_of(text, true_words)) return {true};
  if (is_one_of(text, false_words)) return {false};
  return number_or_text(text);
}

}  // namespace

Json to_json(const Node& node) {
  switch (node.kind()) {
    case Node::Kind::null: return {};
    case Node::Kind::plain: return plain_to_json(node.text());
    case Node::Kind::quoted: return {node.text()};
    case Node::Kind::list: {
      Json::Array array;
      for (const auto& item : node.items()) array.push_back(to_json(item));
      return {std::move(array)};
    }
    case Node::Kind::map: {
      Json::Object object;
      for (const auto& member : node.members()) object.push_back({member.name, to_json(member.value)});
      return {std::move(object)};
    }
  }
  return {};
}

std::optional<int64_t> whole_number(const Node& node) {
  if (node.kind() != Node::Kind::plain) return std::nullopt;
  const Json value = plain_to_json(node.text());
  if (const auto* whole = value.integer()) return *whole;
  constexpr double exact_up_to = 9007199254740992.0;  // 2^53: beyond it a double skips whole numbers
  const auto* real = value.real();
  if (real == nullptr || std::trunc(*real) != *real || std::abs(*real) > exact_up_to) return std::nullopt;
  return static_cast<int64_t>(*real);
}

std::string describe(const Node& node) {
  if (node.kind() == Node::Kind::list) return "a list";
  if (node.kind() == Node::Kind::map) return "a map";
  if (node.kind() == Node::Kind::null) return "nothing";
  const Json value = to_json(node);
  if (value.text() != nullptr) return cat({"the text ", show(node.text())});
  if (value.boolean() != nullptr) return *value.boolean() ? "true" : "false";
  return cat({"the number ", shorten(node.text(), 40)});
}

}  // namespace understudy::config
