// A page of a list, as all operations that list answer it.
#pragma once

#include <functional>
#include <string_view>

#include "providers/cognito/call.h"

namespace understudy::cognito {

/// The members by which a list is asked for, and how long a page is where the call does not say.
struct Listing {
  std::string_view items;  ///< of the answer: "UserPools"
  int64_t usual = 60;
  std::string_view most = "MaxResults";
  std::string_view token = "NextToken";
};

/// {"UserPools":[…],"NextToken":"…"} of the rows on the page that the call asks for. Throws Refusal for a token that is
/// none.
Json listed(const Call& call, const Listing& listing, size_t rows, const std::function<Json(size_t row)>& to_json);

}  // namespace understudy::cognito
