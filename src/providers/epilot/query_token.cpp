#include "providers/epilot/query_token.h"

#include "front/members.h"
#include "http/url.h"

namespace understudy::epilot {

std::string find_query_token(const front::Visit& visit) {
  const auto query = http::parse_form(visit.request.query);
  const std::string* token = query.find("token");
  return token == nullptr ? std::string() : *token;
}

std::string query_token(const front::Visit& visit) {
  auto token = find_query_token(visit);
  if (token.empty()) front::refuse_member("token is required");
  return token;
}

}  // namespace understudy::epilot
