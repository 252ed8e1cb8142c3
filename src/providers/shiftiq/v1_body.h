// The body of a request to version 1 of Shift iQ's API: JSON or a form, with members in any casing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace understudy::shiftiq {

class V1Body {
 public:
  /// An empty body has no members. Throws Refusal{invalid_request} where it is neither a JSON object nor a form.
  static V1Body read(const http::Request& request);

  /// Empty where the member is absent or null. Throws Refusal{invalid_request} where it is no text.
  std::string text(std::string_view name) const;

  /// A number, or a text of one; nothing where the member is absent, null or empty. What no 32 bits hold counts as the
  /// most or the least that they do. Throws Refusal{invalid_request} where it is no whole number.
  std::optional<int32_t> whole(std::string_view name) const;

 private:
  explicit V1Body(Json members) : members_(std::move(members)) {}

  Json members_;
};

}  // namespace understudy::shiftiq
