#include "providers/cognito/listing.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"
#include "providers/cognito/exceptions.h"

namespace understudy::cognito {

namespace {

/// Where the page before ended.
size_t beginning(std::string_view token, size_t rows) {
  if (token.empty()) return 0;
  const auto text = from_base64url(token);
  const auto number = text ? parse_number(*text) : std::nullopt;
  if (!number) refuse_parameter("Invalid pagination token.");
  return std::min<size_t>(*number, rows);
}

}  // namespace

Json listed(const Call& call, const Listing& listing, size_t rows, const std::function<Json(size_t row)>& to_json) {
  const int64_t asked = call.number(listing.most).value_or(0);
  const size_t begin = beginning(call.text(listing.token), rows);
  const size_t end = std::min(rows, begin + static_cast<size_t>(asked < 1 ? listing.usual : asked));
  Json items = Json::array();
  for (size_t row = begin; row < end; ++row) items.push(to_json(row));
  Json answer = Json::object({{listing.items, std::move(items)}});
  if (end < rows) answer.set(listing.token, to_base64url(std::to_string(end)));
  return answer;
}

}  // namespace understudy::cognito
