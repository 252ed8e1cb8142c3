#include "providers/shiftiq/records.h"

#include "base/encoding.h"
#include "base/json.h"
#include "base/text.h"
#include "crypto/digest.h"

namespace understudy::shiftiq {

std::vector<std::string> lookups(const ClientSecret& secret) {
  return {ClientSecret::by_user.of(secret.user_id), ClientSecret::by_value.of(secret.value)};
}

std::vector<std::string> lookups(const ShiftToken& token) { return {ShiftToken::by_user.of(token.user_id)}; }

std::vector<std::string> lookups(const ShiftSession& session) {
  std::vector<std::string> words{ShiftSession::by_user.of(session.user_id)};
  for (const auto& cookie : session.cookies) words.push_back(ShiftSession::by_cookie.of(cookie));
  return words;
}

std::vector<std::string> lookups(const ShiftGradebook& gradebook) {
  return {ShiftGradebook::by_tenant.of(gradebook.tenant_id)};
}

std::string shift_guid(std::string_view seed, std::string_view kind, std::string_view of) {
  // As JSON, so that no two lists of parts give the same bytes.
  return to_guid(crypto::hmac_sha256(seed, Json::array({"shift guid", kind, of}).dump()));
}

}  // namespace understudy::shiftiq
