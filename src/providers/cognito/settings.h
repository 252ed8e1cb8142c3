// Settings of a record as the API's JSON has them, and how many records of a kind there may be.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "providers/cognito/part.h"

namespace understudy::cognito {

/// Null where nothing was set: the member is absent, null or an empty list.
const Json* find_set(const Json& settings, std::string_view name);
/// The same further inside: "Policies", "SignInPolicy".
const Json* find_set(const Json& settings, std::string_view name, std::string_view inner);

/// The member of a member, however deep; null where the way ends before.
const Json& value_at(const Json& settings, std::initializer_list<std::string_view> way);

/// Those of a list; none where it is absent.
std::vector<std::string> texts_at(const Json& settings, std::string_view name);

/// `given`, and of `usual` what it leaves out; where one of them is no object, `given`.
Json completed(const Json& given, const Json& usual);
/// Sets the member of an object that is a member.
void set_inside(Json& settings, std::string_view name, std::string_view inner, Json value);

/// Of JSON in our own source; throws std::logic_error where it is none.
Json literal(std::string_view json);

/// "LimitExceededException": `most` of `things` are there already.
[[noreturn]] void refuse_beyond(size_t most, std::string_view things);

/// Throws Refusal where the world added that many already.
template <class Row>
void require_room(const Table<Row>& table, size_t most, std::string_view things) {
  if (table.added() >= most) refuse_beyond(most, things);
}

}  // namespace understudy::cognito
