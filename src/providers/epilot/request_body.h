// The bodies of requests: JSON objects, whose members are bounded texts for the most part (front/members.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"

namespace understudy::epilot {

// Each throws Refusal{invalid_request}.

/// A body that is a JSON object.
Json parse_object(std::string_view body);

/// The text of a member that must be there and not empty.
std::string required_text(const Json& body, std::string_view name);
/// The text of a member; nothing where it is absent or null.
std::optional<std::string> optional_text(const Json& body, std::string_view name);
/// An e-mail address that must be there.
std::string required_email(const Json& body, std::string_view name);
/// "en" or "de": the languages that mails are written in; "en" where the member is absent.
std::string mail_language(const Json& body);

}  // namespace understudy::epilot
