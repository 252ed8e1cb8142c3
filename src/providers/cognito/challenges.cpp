#include "providers/cognito/challenges.h"

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/srp.h"
#include "login/password.h"
#include "providers/cognito/accounts.h"
#include "providers/cognito/attribute_updates.h"
#include "providers/cognito/lock_out.h"
#include "providers/cognito/pools.h"

namespace understudy::cognito {

namespace {

namespace srp = crypto::srp;

std::vector<const User*> find_meant(const WorldState& state, const SignInAttempt& attempt) {
  const auto& cognito = cognito_of(state);
  const Client* client = cognito.clients.find(attempt.organization);
  const Pool* pool = client == nullptr ? nullptr : cognito.pools.find(client->pool_id);
  const auto member = pool == nullptr ? std::nullopt : find_pool_user(state, *pool, attempt.name);
  if (!member) return {};
  return {state.users.find(member->user.id)};
}

bool is_password_current(World& world, const login::Given& given) {
  return world.step([&](WorldState& state) {
    const Account* row = cognito_of(state).accounts.find(given.user.id);
    return row == nullptr || !row->password_until || given.now < *row->password_until;
  });
}

/// Right answers of locked accounts are turned down like all others.
bool settle_password(WorldState& state, const login::Given& given) {
  const Pool* pool = find_pool_of_tenant(cognito_of(state), given.user.tenant_id);
  return pool != nullptr && count_right_password(state, pool_user_of(state, *pool, given.user));
}

login::Challenge password() {
  static const auto matches = login::password().is_right;
  login::Challenge challenge = login::password();
  challenge.name = password_challenge;
  challenge.is_right = [](World& world, const login::Given& given) {
    return matches(world, given) && is_password_current(world, given);
  };
  challenge.settle = settle_password;
  return challenge;
}

/// What is needed to ask for a proof: of a user, or made up so that nobody can tell.
struct Material {
  std::string pool_name;
  std::string username;
  Account::Verifier known;  ///< empty where there is none yet
  std::string password;
  std::string salt;  ///< of a new verifier
  std::string secret;
};

Material gather(WorldState& state, const login::Opening& opening) {
  auto& cognito = cognito_of(state);
  const Client* client = cognito.clients.find(opening.organization);
  const Pool* pool = client == nullptr ? nullptr : cognito.pools.find(client->pool_id);
  Material material;
  if (pool != nullptr) material.pool_name = short_name(*pool);
  const std::string& owner = opening.user == nullptr ? opening.name : opening.user->id;
  material.secret = state.ids.bytes("srp secret", owner, 32);
  if (opening.user == nullptr || pool == nullptr) {
    // The same for a name whenever it is asked for, as a real user's would be.
    const bool is_folded = pool != nullptr && !is_case_sensitive(*pool);
    const std::string name = is_folded ? to_lower(opening.name) : opening.name;
    const auto made_up = crypto::hmac_sha256(
        cognito.seed, cat({"understudy made-up user ", pool == nullptr ? opening.organization : pool->id, " ", name}));
    material.salt = made_up.substr(0, 16);
    const bool has_sub_for_name = pool != nullptr && has_username_attributes(*pool);
    material.username = has_sub_for_name ? to_guid(made_up.substr(16)) : opening.name;
    return material;
  }
  const Account account = pool_user_of(state, *pool, *opening.user).account;
  material.username = account.username;
  material.password = opening.user->password;
  if (account.verifier.password == material.password)
    material.known = account.verifier;
  else
    material.salt = state.ids.bytes("srp salt", owner, 16);
  return material;
}

void keep_verifier(WorldState& state, const login::Opening& opening, const Account::Verifier& verifier) {
  const User* user = state.users.find(opening.user->id);
  const Pool* pool = user == nullptr ? nullptr : find_pool_of_tenant(cognito_of(state), user->tenant_id);
  if (pool == nullptr) return;
  Account account = pool_user_of(state, *pool, *user).account;
  account.verifier = verifier;
  cognito_of(state).accounts.put(std::move(account));
}

login::Asked ask_for_proof(World& world, const login::Opening& opening) {
  const auto material = world.step([&](WorldState& state) { return gather(state, opening); });
  Account::Verifier verifier = material.known;
  if (verifier.number.empty()) {
    const auto made = srp::make_verifier(material.pool_name, material.username, material.password, material.salt);
    verifier = {material.password, made.salt, made.number};
    if (opening.user != nullptr) world.step([&](WorldState& state) { keep_verifier(state, opening, verifier); });
  }
  const auto value = srp::read_public_value(opening.sent.text_at("A"));
  const auto agreed = srp::agree(value.value(), verifier.number, material.secret);
  return {
      Json::object(
          {{"SALT", to_hex(verifier.salt)}, {"SRP_B", agreed.public_value}, {"USER_ID_FOR_SRP", material.username}}),
      Json::object({{"key", to_hex(agreed.key)}, {"pool", material.pool_name}, {"user", material.username}})};
}

bool is_right_proof(World& world, const login::Given& given) {
  const auto key = from_hex(given.kept.text_at("key"));
  const auto block = from_hex(given.answer.text_at("block"));
  if (!key || !block) return false;
  const std::string right =
      srp::proof(*key, given.kept.text_at("pool"), given.kept.text_at("user"), *block, given.answer.text_at("time"));
  return crypto::equal_in_constant_time(right, given.answer.text_at("signature")) && is_password_current(world, given);
}

login::Challenge proof() {
  return {.name = srp_challenge,
          .is_open_to = login::password().is_open_to,
          .is_right = is_right_proof,
          .ask = ask_for_proof,
          .settle = settle_password};
}

bool must_change_password(const WorldState& state, const User& user) {
  const Account* row = cognito_of(state).accounts.find(user.id);
  return row != nullptr && row->state == Account::State::force_change_password;
}

bool put_new_password(WorldState& state, const login::Given& given) {
  const Pool* pool = find_pool_of_tenant(cognito_of(state), given.user.tenant_id);
  if (pool == nullptr) return false;
  PoolUser member = pool_user_of(state, *pool, given.user);
  member.user.password = given.answer.text_at("password");
  member.account.state = Account::State::confirmed;
  member.account.password_until.reset();
  const Json* attributes = given.answer.find("attributes");
  update_attributes(state, *pool, std::move(member), attributes_in(attributes == nullptr ? Json() : *attributes));
  return true;
}

login::Challenge new_password() {
  return {
      .name = new_password_challenge,
      .is_open_to = must_change_password,
      .is_right = [](World& /*world*/, const login::Given& given) { return !given.answer.text_at("password").empty(); },
      .settle = put_new_password};
}

login::Policy policy(std::string_view door, const login::Challenge& first) {
  return {.door = door,
          .stages = {{first}, {new_password()}},
          .most_wrong_answers = 1,  // accounts are locked, not attempts: each is good for one try
          .lasts = std::chrono::minutes(3),
          .ticket = login::Policy::Ticket::renewed_with_each_step,
          .find_meant = find_meant};
}

}  // namespace

const login::Policy& password_policy_of_sign_in() {
  static const login::Policy row = policy("cognito.password", password());
  return row;
}

const login::Policy& srp_policy_of_sign_in() {
  static const login::Policy row = policy("cognito.srp", proof());
  return row;
}

std::vector<const login::Policy*> policies() { return {&password_policy_of_sign_in(), &srp_policy_of_sign_in()}; }

const login::Policy* find_policy(std::string_view door) {
  for (const auto* row : policies())
    if (row->door == door) return row;
  return nullptr;
}

}  // namespace understudy::cognito
