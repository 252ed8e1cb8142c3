// The token that public operations take as a parameter of the query.
#pragma once

#include <string>

#include "front/visit.h"

namespace understudy::epilot {

/// Throws Refusal{invalid_request} where there is none: the API says that it must be there.
std::string query_token(const front::Visit& visit);
/// The same of one that need not be there; empty where it is not.
std::string find_query_token(const front::Visit& visit);

}  // namespace understudy::epilot
