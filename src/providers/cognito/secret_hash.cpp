#include "providers/cognito/secret_hash.h"

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "providers/cognito/exceptions.h"

namespace understudy::cognito {

namespace {

bool is_right(const Client& client, std::string_view hash, const std::vector<std::string>& names) {
  for (const auto& secret : client.secrets)
    for (const auto& name : names) {
      const std::string right = to_base64(crypto::hmac_sha256(secret.value, cat({name, client.id})));
      if (crypto::equal_in_constant_time(right, hash)) return true;
    }
  return false;
}

}  // namespace

void check_secret_hash(const Client& client, std::string_view hash, const std::vector<std::string>& names) {
  if (client.secrets.empty() && hash.empty()) return;
  if (hash.empty())
    refuse("NotAuthorizedException",
           cat({"Client ", client.id, " is configured with secret but SECRET_HASH was not received"}));
  if (!is_right(client, hash, names))
    refuse("NotAuthorizedException", cat({"Unable to verify secret hash for client ", client.id}),
           "SECRET_HASH is base64 of HMAC-SHA256 over user name and client id, keyed by the client's secret",
           client.secrets.empty() ? "no hash: the client has no secret" : "", "another hash");
}

void check_secret(const Client& client, std::string_view secret, std::string_view type) {
  if (client.secrets.empty()) return;
  for (const auto& known : client.secrets)
    if (crypto::equal_in_constant_time(known.value, secret)) return;
  refuse(type, cat({"Unable to verify secret for client ", client.id}), "ClientSecret is one of the client's", "",
         secret.empty() ? "none" : "another");
}

}  // namespace understudy::cognito
