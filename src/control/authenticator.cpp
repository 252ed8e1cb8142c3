// What a user's authenticator app shows at the world's time, for tests that have no telephone.
#include <array>

#include "base/encoding.h"
#include "base/text.h"
#include "control/operations.h"
#include "crypto/totp.h"
#include "front/members.h"
#include "world/named_records.h"

namespace understudy::control {

namespace {

std::string member_in(const Json& body, std::string_view name) {
  const Json* value = body.find(name);
  return value == nullptr ? std::string() : front::read_filled_text(name, *value);
}

/// The secret of whom the body names; empty where the user has no app.
std::string secret_of_user(const Providers& providers, const World& world, WorldState& state, const Json& body) {
  const NamedRecords records(state, world.seed());
  const std::string tenant = member_in(body, "tenant");
  const User& user = records.user(member_in(body, "user"), tenant.empty() ? nullptr : &records.tenant(tenant));
  for (const Provider* provider : providers)
    if (provider->totp_secret != nullptr)
      if (auto secret = provider->totp_secret(state, user); !secret.empty()) return secret;
  throw Refusal{Reason::unknown_record, "the user has an authenticator app", "",
                std::string(shorten(user.email.empty() ? user.id : user.email, 60))};
}

std::string secret_given(const std::string& text) {
  auto secret = from_base32(text);
  if (!secret || secret->empty())
    front::refuse_member("secret is what an app is given: base32 without padding", "A to Z and 2 to 7",
                         std::string(shorten(text, 12)));
  return std::move(*secret);
}

}  // namespace

http::Reply get_totp(const Control& control, front::Visit& visit) {
  const Json body = read_body(visit, {"user", "tenant", "secret"});
  const bool has_secret = body.find("secret") != nullptr;
  if (has_secret == (body.find("user") != nullptr))
    front::refuse_member("the body has either user or secret", "user", has_secret ? "both" : "neither");
  const auto world = control.known_world(visit);
  return world->step([&](WorldState& state) {
    const std::string secret =
        has_secret ? secret_given(member_in(body, "secret")) : secret_of_user(control.providers, *world, state, body);
    const int64_t step = crypto::totp_step(state.clock.now());
    const auto ends = Instant(std::chrono::seconds((step + 1) * 30));
    return http::json(200, Json::object({{"code", crypto::totp(secret, step)},
                                         {"before", crypto::totp(secret, step - 1)},
                                         {"after", crypto::totp(secret, step + 1)},
                                         {"ends", to_iso8601(ends)}}));
  });
}

}  // namespace understudy::control
