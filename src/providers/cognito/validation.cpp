#include "providers/cognito/validation.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/text.h"
#include "providers/cognito/model_constraints.h"

namespace understudy::cognito {

namespace {

// The most that a message tells of a body, which may be all faults.
constexpr size_t most_told = 20;
constexpr size_t longest_value = 256;
constexpr size_t longest_key = 64;

bool is_number(const Json& value) { return value.integer() != nullptr || value.real() != nullptr; }

// Types. The texts are those of public reports, the dot that only one of them has included.

constexpr std::string_view list_not_expected = "Start of list found where not expected";
constexpr std::string_view structure_not_expected = "Start of structure or map found where not expected.";

struct ScalarKind {
  MemberKind kind;
  std::string_view name;
  bool (*reads)(const Json& value);
};

constexpr std::array scalar_kinds{
    ScalarKind{MemberKind::text, "a String", [](const Json& value) { return value.text() != nullptr; }},
    ScalarKind{MemberKind::flag, "a Boolean", [](const Json& value) { return value.boolean() != nullptr; }},
    ScalarKind{MemberKind::whole_number, "an Integer", is_number},
    ScalarKind{MemberKind::moment, "a Date", is_number},
};

std::string_view token_of(const Json& scalar) {
  if (scalar.text() != nullptr) return "STRING_VALUE";
  if (const auto* flag = scalar.boolean()) return *flag ? "TRUE_VALUE" : "FALSE_VALUE";
  return "NUMBER_VALUE";
}

/// What the original says of a value that is not of that kind; empty where it is.
std::string mismatch(MemberKind kind, const Json& value) {
  if (kind == MemberKind::structure || kind == MemberKind::map)
    return value.is_object() ? "" : std::string(value.is_array() ? list_not_expected : "Expected null");
  if (kind == MemberKind::list && !value.is_object()) return value.is_array() ? "" : "Expected list or null";
  if (value.is_object()) return std::string(structure_not_expected);
  if (value.is_array()) return std::string(list_not_expected);
  const auto* row = std::find_if(scalar_kinds.begin(), scalar_kinds.end(),
                                 [&](const ScalarKind& candidate) { return candidate.kind == kind; });
  return row->reads(value) ? "" : cat({token_of(value), " can not be converted to ", row->name});
}

std::string find_mismatch(const MemberType& type, const Json& value);

/// In the order of the body, as one who reads it comes upon them.
std::string find_mismatch_within(const Structure& structure, const Json& object) {
  for (const auto& [name, value] : object.members())
    if (const auto* member = structure.find(name))
      if (auto message = find_mismatch(*member->type, value); !message.empty()) return message;
  return "";
}

std::string find_mismatch(const MemberType& type, const Json& value) {
  if (value.is_null() || type.kind == MemberKind::document) return "";
  if (auto message = mismatch(type.kind, value); !message.empty()) return message;
  if (type.kind == MemberKind::structure) return find_mismatch_within(type.structure, value);
  if (type.item == nullptr) return "";
  for (const auto& item : value.items())
    if (auto message = find_mismatch(*type.item, item); !message.empty()) return message;
  for (const auto& entry : value.members())
    if (auto message = find_mismatch(*type.item, entry.value); !message.empty()) return message;
  return "";
}

// Where a value stands, and how it is printed.

struct Place {
  enum class Form { member, item, entry };

  const Place* holder;
  Form form;
  std::string_view name;  ///< of a member or an entry
  size_t item = 0;        ///< counted from 1
};

std::string lower_camel(std::string_view name) { return cat({to_lower(name.substr(0, 1)), name.substr(1)}); }

/// "userAttributes.1.member.name"
std::string path_to(const Place& place) {
  std::string path = place.holder == nullptr ? "" : path_to(*place.holder) + ".";
  switch (place.form) {
    case Place::Form::member: path += lower_camel(place.name); break;
    case Place::Form::item: path += cat({std::to_string(place.item), ".member"}); break;
    case Place::Form::entry: path += cat({shorten(place.name, longest_key), ".member"}); break;
  }
  return path;
}

/// As Java prints it: [a, b], {k=v}. Stops soon after `longest_value`, but never short of it: four bytes more hold the
/// whole of a character.
void print(std::string& out, const Json& value) {
  const auto is_full = [&] { return out.size() > longest_value; };
  std::string_view separator;
  if (value.is_array()) {
    out += '[';
    for (auto item = value.items().begin(); item != value.items().end() && !is_full(); ++item) {
      out += separator;
      print(out, *item);
      separator = ", ";
    }
    out += ']';
  } else if (value.is_object()) {
    out += '{';
    for (auto entry = value.members().begin(); entry != value.members().end() && !is_full(); ++entry) {
      out += cat({separator, shorten(entry->name, longest_value), "="});
      print(out, entry->value);
      separator = ", ";
    }
    out += '}';
  } else if (const auto* text = value.text()) {
    out += shorten(*text, longest_value + 4);
  } else {
    out += is_number(value) ? std::to_string(whole_number_of(value)) : value.dump();
  }
}

/// "null", "'x'"
std::string printed(const Json& value) {
  if (value.is_null()) return "null";
  std::string text;
  print(text, value);
  if (text.size() > longest_value) text = cat({shorten(text, longest_value - 3), "..."});
  return cat({"'", text, "'"});
}

/// Goes over a body and keeps what it finds, up to what a message tells; of the rest only the count.
class ConstraintCheck {
 public:
  void visit(const Structure& structure, const Json& object, const Place* holder) {
    // From the last member to the first, as reports have them: a password's faults stand before the user name's.
    for (auto member = structure.members.rbegin(); member != structure.members.rend(); ++member) {
      const Place place{holder, Place::Form::member, member->name};
      const Json* value = object.find(member->name);
      if (value != nullptr && !value->is_null())
        visit(*member->type, *value, place);
      else if (member->is_required)
        add(place, Json(), false, must_not_be_null);
    }
  }

  std::optional<InputFault> fault() const {
    if (count_ == 0) return std::nullopt;
    return InputFault{"InvalidParameterException",
                      cat({counted(count_, "validation error"), " detected: ", join(told_, "; ")})};
  }

 private:
  static constexpr std::string_view must_not_be_null = "Member must not be null";

  void visit(const MemberType& type, const Json& value, const Place& place) {
    if (type.kind == MemberKind::structure) return visit(type.structure, value, &place);
    for (const auto& constraint : broken_constraints(type, value)) add(place, value, type.is_sensitive, constraint);
    if (type.kind == MemberKind::list) visit_items(type, value, place);
    if (type.kind == MemberKind::map) visit_entries(type, value, place);
  }

  /// Of texts, a list tells once that not all are as they must be; of structures, each tells for itself.
  void visit_items(const MemberType& type, const Json& list, const Place& place) {
    bool keep_all = true;
    for (size_t i = 0; i < list.items().size(); ++i) {
      const Json& item = list.items()[i];
      const Place item_place{&place, Place::Form::item, "", i + 1};
      // The service may well drop it; here no operation has to reckon with one.
      if (item.is_null())
        add(item_place, item, false, must_not_be_null);
      else if (type.item->kind == MemberKind::structure)
        visit(type.item->structure, item, &item_place);
      else
        keep_all = keep_all && keeps_constraints(*type.item, item);
    }
    if (!keep_all) add_of_all(type, list, place, "Member", *type.item);
  }

  /// Of keys and of texts, a map tells once as well.
  void visit_entries(const MemberType& type, const Json& map, const Place& place) {
    bool keep_keys = true;
    bool keep_values = true;
    for (const auto& entry : map.members()) {
      keep_keys = keep_keys && keeps_constraints(*type.key, Json(entry.name));
      const Place entry_place{&place, Place::Form::entry, entry.name};
      if (entry.value.is_null()) continue;
      if (type.item->kind == MemberKind::structure)
        visit(type.item->structure, entry.value, &entry_place);
      else
        keep_values = keep_values && keeps_constraints(*type.item, entry.value);
    }
    if (!keep_keys) add_of_all(type, map, place, "Map keys", *type.key);
    if (!keep_values) add_of_all(type, map, place, "Map value", *type.item);
  }

  void add_of_all(const MemberType& type, const Json& value, const Place& place, std::string_view what,
                  const MemberType& of_each) {
    add(place, value, type.is_sensitive, cat({what, " must satisfy constraint: ", all_constraints(of_each)}));
  }

  void add(const Place& place, const Json& value, bool is_sensitive, std::string_view constraint) {
    if (++count_ > most_told) return;
    const auto words = is_sensitive ? "" : printed(value) + " ";
    told_.push_back(cat({"Value ", words, "at '", path_to(place), "' failed to satisfy constraint: ", constraint}));
  }

  size_t count_ = 0;
  std::vector<std::string> told_;
};

/// Within a value of its type: ".PreSignUp" where a structure has no such member.
std::string find_unknown_within(const MemberType& type, const Json& value) {
  if (type.kind == MemberKind::structure) {
    const std::string member = find_unknown_member(type.structure, value);
    return member.empty() ? "" : "." + member;
  }
  if (type.item == nullptr) return "";
  const auto& items = value.items();
  for (size_t i = 0; i < items.size(); ++i)
    if (const auto member = find_unknown_within(*type.item, items[i]); !member.empty())
      return cat({"[", std::to_string(i), "]", member});
  for (const auto& entry : value.members())
    if (const auto member = find_unknown_within(*type.item, entry.value); !member.empty())
      return cat({".", entry.name, member});
  return "";
}

}  // namespace

std::optional<InputFault> find_fault(const Structure& structure, const Json& body) {
  if (!body.is_object())
    return InputFault{"SerializationException", std::string(body.is_array() ? list_not_expected : "")};
  if (auto message = find_mismatch_within(structure, body); !message.empty())
    return InputFault{"SerializationException", std::move(message)};
  ConstraintCheck check;
  check.visit(structure, body, nullptr);
  return check.fault();
}

std::string find_unknown_member(const Structure& structure, const Json& body) {
  for (const auto& [name, value] : body.members()) {
    const auto* member = structure.find(name);
    if (member == nullptr) return name;
    if (const auto within = find_unknown_within(*member->type, value); !within.empty()) return name + within;
  }
  return "";
}

}  // namespace understudy::cognito
