// Challenges that only tests have: they show what the engine offers to those to come. And a directory to sign in to.
#pragma once

#include <gtest/gtest.h>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "login/attempt.h"
#include "login/password.h"
#include "support/mock.h"
#include "support/records.h"

namespace understudy::login {

/// How GoogleTest names one in what it tells of a failure.
inline void PrintTo(const Challenge& challenge, std::ostream* out) { *out << challenge.name; }

/// Remembers something in a world that nothing else remembers there; false where it was remembered already.
inline bool remember(WorldState& state, std::string_view what) {
  SignInAttempt note;
  note.id = what;
  if (state.sign_ins.find(note.id) != nullptr) return false;
  state.sign_ins.put(note);
  return true;
}

/// A code that is made anew when it is asked for, and good for five minutes.
inline Challenge code() {
  Challenge challenge;
  challenge.name = "code";
  challenge.is_open_to = [](const WorldState& /*state*/, const User& user, const SignInAttempt& /*attempt*/) {
    return user.phone.find("code") != std::string::npos;
  };
  challenge.ask = [](World& world, const Opening& opening) {
    const std::string owner = opening.user == nullptr ? "nobody" : opening.user->id;
    const auto text = world.step([&](WorldState& state) { return state.ids.url_safe("code", owner, 6); });
    return Asked{Json::object({{"digits", 6}}), Json::object({{"code", text}})};
  };
  challenge.is_right = [](World& /*world*/, const Given& given) {
    return given.answer == Json(given.kept.text_at("code")) && given.now < given.asked_at + std::chrono::minutes(5);
  };
  return challenge;
}

/// The world's minute and the user's id, once.
inline Challenge minute() {
  Challenge challenge;
  challenge.name = "minute";
  challenge.is_open_to = [](const WorldState& /*state*/, const User& user, const SignInAttempt& /*attempt*/) {
    return user.phone.find("minute") != std::string::npos;
  };
  challenge.is_right = [](World& /*world*/, const Given& given) {
    return given.answer == Json(cat({given.user.id, " ", std::to_string(to_unix_seconds(given.now) / 60)}));
  };
  challenge.settle = [](WorldState& state, const Given& given) {
    return remember(state, cat({"used: ", *given.answer.text()}));
  };
  return challenge;
}

/// A task, for users who have it: to put a new password in, which the answer gives with how it is to be remembered.
/// Done once in a world, it is done.
inline Challenge new_password() {
  Challenge challenge;
  challenge.name = "new-password";
  challenge.is_open_to = [](const WorldState& state, const User& user, const SignInAttempt& /*attempt*/) {
    return user.phone.find("task") != std::string::npos && state.sign_ins.find("renewed: " + user.id) == nullptr;
  };
  challenge.is_right = [](World& /*world*/, const Given& given) { return given.answer.text_at("password").size() > 3; };
  challenge.settle = [](WorldState& state, const Given& given) {
    User user = given.user;
    user.password = given.answer.text_at("password");
    state.users.put(user);
    return remember(state, cat({"renewed: ", user.id}));
  };
  return challenge;
}

/// The password alone.
inline const Policy& password_alone() {
  static const Policy policy{.door = "plain", .stages = {{password()}}};
  return policy;
}

/// The password, and then a second factor of those who have one.
inline const Policy& with_second_factors() {
  static const Policy policy{.door = "strict", .stages = {{password()}, {code(), minute()}}};
  return policy;
}

/// `second` names the sample challenges that are for the person.
inline User person(std::string id, std::string name, std::string password, std::string tenant = "739224",
                   std::string second = "") {
  User user;
  user.id = std::move(id);
  user.tenant_id = std::move(tenant);
  user.email = name + "@acme.test";
  user.display_name = std::move(name);
  user.password = std::move(password);
  user.phone = std::move(second);
  user.created_at = {SeedTime::Kind::absolute, testing::mock_start, {}};
  return user;
}

/// Anna and Ben of Acme; Anna of Beta as well, with a password of her own; Dan, who was deactivated; Pat, who has no
/// password. Cora and Carl have the factor "code" besides, Mina and Milo "minute", Nora both. Nobody has a role, and no
/// emulated system keeps anything of them.
inline Seed directory() {
  Seed seed;
  seed.seed = "test";  // as small_seed has it, so that their worlds share the keys
  seed.tenants = TableBase<Tenant>(
      {testing::organization("739224", "acme", "Acme"), testing::organization("555", "beta", "Beta")});
  User dan = person("4", "Dan", "Dan-1");
  dan.status = User::Status::deactivated;
  seed.users = TableBase<User>(
      {person("1", "Anna", "Anna-at-Acme"), person("2", "Ben", "Ben-1"), person("3", "Anna", "Anna-at-Beta", "555"),
       std::move(dan), person("5", "Pat", ""), person("6", "Cora", "Cora-1", "739224", "code"),
       person("7", "Carl", "Carl-1", "739224", "code"), person("8", "Mina", "Mina-1", "739224", "minute"),
       person("9", "Milo", "Milo-1", "739224", "minute"), person("10", "Nora", "Nora-1", "739224", "code, minute")});
  return seed;
}

/// "asking password", "locked until 2026-01-01T01:00:00Z", "signed in 1": what comes next, and what was said to it.
inline std::string told(const Turn& turn) {
  std::string text = cat({to_text(turn.verdict), ", "});
  if (const auto* asking = std::get_if<Asking>(&turn.step)) {
    text += "asking";
    for (const auto challenge : asking->challenges) text += cat({" ", challenge});
  }
  if (const auto* locked = std::get_if<Locked>(&turn.step)) text += cat({"locked until ", to_iso8601(locked->until)});
  if (const auto* done = std::get_if<SignedIn>(&turn.step)) text += cat({"signed in ", done->user_id});
  return text;
}

}  // namespace understudy::login
