#include "providers/cognito/user_migration.h"

#include <array>

#include "base/text.h"
#include "providers/cognito/codes.h"
#include "providers/cognito/entering.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/firing.h"
#include "providers/cognito/new_users.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/second_factors.h"
#include "providers/cognito/secret_hash.h"
#include "providers/cognito/settings.h"
#include "providers/cognito/user_attributes.h"

namespace understudy::cognito {

namespace {

/// Somebody whom the pool does not know, where it has a trigger that may.
struct Unknown {
  std::string pool_id;
  std::string client_id;
  std::string username;
};

std::optional<Unknown> unknown_in(Call& call, Side side, std::string_view username, std::string_view secret_hash) {
  return call.visit.world.step([&](WorldState& state) -> std::optional<Unknown> {
    const auto [pool, client] = named_of(call, cognito_of(state), side);
    if (pool.triggers == nullptr || username.empty() || find_pool_user(state, pool, username)) return std::nullopt;
    // No account is made for a client that cannot show its secret.
    check_secret_hash(client, secret_hash, {std::string(username)});
    return Unknown{pool.id, client.id, std::string(username)};
  });
}

/// A trigger that cannot be asked, or whose answer is of no use, is told of in other words than elsewhere.
Json ask(Call& call, const Unknown& unknown, std::string_view source, Json request, const Json& metadata) {
  const Occasion occasion{Trigger::user_migration, source,           unknown.pool_id,
                          unknown.client_id,       unknown.username, std::move(request)};
  try {
    return fire_with(call, occasion, metadata);
  } catch (const Refusal& refusal) {
    if (refusal.said.code == "UserLambdaValidationException") throw;
    refuse("UserNotFoundException", cat({"Exception migrating user in app client ", unknown.client_id}), refusal.rule,
           refusal.expected, refusal.got);
  }
}

std::vector<Attribute> attributes_of_answer(const Pool& pool, const Json& answer) {
  std::vector<Attribute> attributes;
  const Json* given = answer.find("userAttributes");
  for (const auto& [name, value] : given->members()) {
    if (name == "username") continue;
    if (find_attribute(pool, name) == nullptr || value.text() == nullptr)
      refuse("UserNotFoundException", cat({"Attributes did not conform to the schema: ", shorten(name, 60),
                                           ": Attribute does not exist in the schema."}));
    attributes.push_back({name, *value.text()});
  }
  try {
    check_written(pool, nullptr, attributes, nullptr);
  } catch (const Refusal& refusal) {
    refuse("UserNotFoundException", refusal.said.message, refusal.rule, refusal.expected, refusal.got);
  }
  return attributes;
}

/// What may be said of the account, beside nothing.
struct Word {
  std::string_view member;
  std::string_view words[2];
};
constexpr std::array words{Word{"finalUserStatus", {"CONFIRMED", "RESET_REQUIRED"}},
                           Word{"messageAction", {"SUPPRESS", "SUPPRESS"}}};

void check_words(const Json& answer) {
  for (const auto& [member, allowed] : words) {
    const auto word = answer.text_at(member);
    if (!word.empty() && word != allowed[0] && word != allowed[1])
      refuse("UserNotFoundException", cat({"Error during migration: Invalid ", member}), {},
             allowed[0] == allowed[1] ? std::string(allowed[0]) : cat({allowed[0], " or ", allowed[1]}),
             std::string(shorten(word, 40)));
  }
}

void make_account(Call& call, const Unknown& unknown, const Json& answer, const std::string& password) {
  call.visit.world.step([&](WorldState& state) {
    const Pool& pool = named_pool(cognito_of(state), unknown.pool_id);
    // Whoever signs in twice at once is brought in once.
    if (find_pool_user(state, pool, unknown.username)) return;
    const auto status = answer.text_at("finalUserStatus");
    check_words(answer);
    PoolUser member = new_pool_user(state, pool, unknown.username, attributes_of_answer(pool, answer), user_exists);
    member.user.password = password;
    if (status == "RESET_REQUIRED") member.account.state = Account::State::reset_required;
    if (says(answer, "enableSMSMFA")) switch_on(member.account, sms_factor, false);
    for (const std::string attribute : {"email", "phone_number"}) {
      const auto value = attribute_of(member, attribute);
      auto other =
          value && is_verified(member, attribute) ? find_other(state, pool, member, attribute, *value) : std::nullopt;
      if (!other) continue;
      if (!says(answer, "forceAliasCreation")) refuse(attribute == "email" ? email_is_taken : phone_number_is_taken);
      set_attribute(*other, attribute + "_verified", "false");
      put(state, std::move(*other));
    }
    put(state, std::move(member));
  });
}

bool is_known_to(const Json& answer) {
  const Json* attributes = answer.find("userAttributes");
  return attributes != nullptr && attributes->is_object();
}

Json data_of(const Call& call) { return client_metadata(call).is_object() ? client_metadata(call) : Json(); }

}  // namespace

void migrate_unknown(Call& call, Side side, const std::string& password) {
  const auto unknown =
      unknown_in(call, side, call.entry(auth_parameters, "USERNAME"), call.entry(auth_parameters, "SECRET_HASH"));
  if (!unknown) return;
  const Json answer =
      ask(call, *unknown, "UserMigration_Authentication",
          Json::object({{"password", password}, {"validationData", data_of(call)}, {"userAttributes", Json()}}), {});
  if (is_known_to(answer)) make_account(call, *unknown, answer, password);
}

void migrate_forgetful(Call& call) {
  const auto unknown = unknown_in(call, Side::client, call.text("Username"), call.text("SecretHash"));
  if (!unknown) return;
  const Json answer =
      ask(call, *unknown, "UserMigration_ForgotPassword",
          Json::object({{"validationData", Json()}, {"userAttributes", Json()}}), client_metadata(call));
  if (is_known_to(answer)) make_account(call, *unknown, answer, {});
}

}  // namespace understudy::cognito
