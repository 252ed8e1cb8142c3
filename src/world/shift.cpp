#include "world/shift.h"

#include "base/encoding.h"
#include "base/json.h"
#include "base/text.h"
#include "crypto/digest.h"

namespace understudy {

std::vector<std::string> lookups(const ClientSecret& secret) {
  return {cat({"user:", secret.user_id}), cat({"value:", secret.value})};
}

std::vector<std::string> lookups(const ShiftToken& token) { return {cat({"user:", token.user_id})}; }

std::vector<std::string> lookups(const ShiftSession& session) {
  std::vector<std::string> words{cat({"user:", session.user_id})};
  for (const auto& cookie : session.cookies) words.push_back(cat({"cookie:", cookie}));
  return words;
}

std::vector<std::string> lookups(const ShiftAllowance& /*allowance*/) { return {}; }

std::vector<std::string> lookups(const ShiftGradebook& gradebook) { return {cat({"tenant:", gradebook.tenant_id})}; }

std::string shift_guid(std::string_view seed, std::string_view kind, std::string_view of) {
  // As JSON, so that no two lists of parts give the same bytes.
  return to_guid(crypto::hmac_sha256(seed, Json::array({"shift guid", kind, of}).dump()));
}

}  // namespace understudy
