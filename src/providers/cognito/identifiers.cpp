#include "providers/cognito/identifiers.h"

#include <algorithm>

#include "base/text.h"
#include "providers/cognito/pools.h"

namespace understudy::cognito {

namespace {

std::string random_text(Ids& ids, std::string_view kind, std::string_view owner, std::string_view characters,
                        size_t length) {
  return spelled(ids.bytes(kind, owner, length), characters);
}

}  // namespace

std::string spelled(std::string bytes, std::string_view characters) {
  for (char& c : bytes) c = characters[static_cast<unsigned char>(c) % characters.size()];
  return bytes;
}

std::string new_pool_id(WorldState& state, std::string_view pool_name) {
  return cat(
      {cognito_of(state).choices.region, "_", random_text(state.ids, "user pool", pool_name, all_characters, 9)});
}

std::string new_client_id(WorldState& state, const Pool& pool, std::string_view client_name) {
  return random_text(state.ids, "app client", within(pool.id, client_name), small_characters, 26);
}

Secret new_secret(WorldState& state, const Client& client, std::string_view value) {
  Secret secret;
  secret.value = value.empty() ? random_text(state.ids, "app client secret", client.id, small_characters, 51) : value;
  secret.created = {SeedTime::Kind::absolute, state.clock.now(), {}};
  const auto is_taken = [&] {
    return std::any_of(client.secrets.begin(), client.secrets.end(),
                       [&](const Secret& known) { return known.id == secret.id; });
  };
  // By the time at which it was made: the next millisecond where a clock that stands gave it to another.
  auto time = secret.created.instant.time_since_epoch().count();
  do secret.id = cat({client.id, "--", std::to_string(time++)});
  while (is_taken());
  return secret;
}

std::string new_distribution(WorldState& state, std::string_view domain) {
  return cat({"d", random_text(state.ids, "distribution", domain, small_characters, 13), ".cloudfront.net"});
}

std::string pool_arn(const Pool& pool, const CognitoChoices& choices) {
  return cat({"arn:aws:cognito-idp:", region_of(pool), ":", choices.account_id, ":userpool/", pool.id});
}

}  // namespace understudy::cognito
