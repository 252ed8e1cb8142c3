#include "providers/backend/filling.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "front/explanation.h"
#include "http/url.h"
#include "providers/backend/places.h"

namespace understudy::backend {

namespace {

/// As deep as JSON is read here; a client may have the same bound.
constexpr size_t deepest_nesting = 100;

struct CallerMember {
  std::string_view name;
  Json (*value)(const access::Identity& caller);
};

constexpr std::array caller_members{
    CallerMember{"user_id", [](const access::Identity& caller) { return Json(caller.user_id); }},
    CallerMember{"tenant_id", [](const access::Identity& caller) { return Json(caller.tenant_id); }},
    CallerMember{"roles", [](const access::Identity& caller) { return Json::array_of(caller.roles); }},
    CallerMember{"kind", [](const access::Identity& caller) { return Json(caller.kind); }},
    CallerMember{"credential_id", [](const access::Identity& caller) { return Json(caller.credential_id); }},
};

Json caller_member(const access::Identity& caller, std::string_view name) {
  for (const auto& member : caller_members)
    if (member.name == name) return member.value(caller);
  return {};
}

Json utf8_or_null(const std::string& text) { return is_utf8(text) ? Json(text) : Json(); }

Json copy_or_null(const Json* value) { return value != nullptr ? *value : Json(); }

bool is_deeper_than(const Json& value, size_t levels) {
  if (!value.is_array() && !value.is_object()) return false;
  if (levels == 0) return true;
  const auto& items = value.items();
  const auto& members = value.members();
  return std::any_of(items.begin(), items.end(), [&](const Json& item) { return is_deeper_than(item, levels - 1); }) ||
         std::any_of(members.begin(), members.end(),
                     [&](const Json::Member& member) { return is_deeper_than(member.value, levels - 1); });
}

/// The value of a text that is one placeholder.
const Placeholder* only_placeholder(const std::vector<Piece>& pieces) {
  return pieces.size() == 1 ? std::get_if<Placeholder>(&pieces.front()) : nullptr;
}

}  // namespace

void refuse_size() { throw Refusal{Reason::invalid_request, "a route's answer has at most 1 MiB", "1 MiB", "more"}; }

std::string Filling::fill_text(std::string_view form) {
  std::string text;
  for (const auto& piece : split_template(form)) {
    const std::string part = text_of(piece);
    take(part.size());
    text += part;
  }
  return text;
}

std::string Filling::fill_header(std::string_view form) {
  std::string line;
  for (const auto& piece : split_template(form)) {
    const std::string part = text_of(piece);
    take(part.size());
    line += std::holds_alternative<Placeholder>(piece) ? front::printable(part, part.size()) : part;
  }
  return line;
}

std::string Filling::text_of(const Piece& piece) {
  if (const auto* plain = std::get_if<std::string>(&piece)) return *plain;
  const Json value = value_of(std::get<Placeholder>(piece));
  if (value.is_null()) return {};
  return value.text() != nullptr ? *value.text() : value.dump();
}

Json Filling::fill_at(const Json& form, size_t depth) {
  if (form.text() != nullptr) {
    const auto pieces = split_template(*form.text());
    const auto* placeholder = only_placeholder(pieces);
    if (placeholder == nullptr) return fill_text(*form.text());
    Json value = value_of(*placeholder);
    if (is_deeper_than(value, deepest_nesting - std::min(depth, deepest_nesting)))
      throw Refusal{Reason::invalid_request, "an answer nests at most 100 levels", "100 levels", "more"};
    take(value.dump().size());
    return value;
  }
  if (form.is_array()) {
    Json::Array items;
    for (const auto& item : form.items()) items.push_back(fill_at(item, depth + 1));
    return items;
  }
  if (form.is_object()) {
    Json::Object members;
    for (const auto& member : form.members()) members.push_back({member.name, fill_at(member.value, depth + 1)});
    return members;
  }
  return form;
}

Json Filling::value_of(const Placeholder& placeholder) {
  const std::string_view path = placeholder.path;
  switch (placeholder.source) {
    case Placeholder::Source::path: return from_path(path);
    case Placeholder::Source::query: return from_query(path);
    case Placeholder::Source::body: return copy_or_null(at_path(body(), path));
    case Placeholder::Source::claims:
      return caller_ != nullptr ? copy_or_null(at_path(caller_->claims(), path)) : Json();
    case Placeholder::Source::caller: return caller_ != nullptr ? caller_member(*caller_, path) : Json();
    case Placeholder::Source::now:
      if (path.empty()) return to_iso8601_milliseconds(visit_.now);
      return path == "epoch" ? Json(to_unix_seconds(visit_.now)) : Json();
  }
  return {};
}

Json Filling::from_path(std::string_view name) const {
  const bool is_open = pattern_.find(cat({"{", name, "}"})) != std::string_view::npos ||
                       pattern_.find(cat({"{", name, "*}"})) != std::string_view::npos;
  return is_open ? utf8_or_null(visit_.params[name]) : Json();
}

Json Filling::from_query(std::string_view name) {
  if (!query_) query_ = http::parse_form(visit_.request.query);
  // Fields compare names as headers do; a query's names have case.
  const auto field = std::find_if(query_->begin(), query_->end(), [&](const auto& each) { return each.name == name; });
  return field != query_->end() ? utf8_or_null(field->value) : Json();
}

const Json& Filling::body() {
  if (!body_) body_ = parse_json(visit_.request.body).value_or(Json());
  return *body_;
}

void Filling::take(size_t bytes) {
  if (bytes > most_answer_bytes - taken_) refuse_size();
  taken_ += bytes;
}

}  // namespace understudy::backend
