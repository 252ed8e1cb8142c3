// Factors that only tests have: they show what the engine offers to those to come. And a directory to sign in to.
#pragma once

#include <string>

#include "base/text.h"
#include "login/attempt.h"
#include "login/password.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/shift_seed.h"

namespace understudy::login {

/// A code that is made anew when it is asked for, and good for five minutes.
inline Factor code_factor() {
  Factor factor;
  factor.name = "code";
  factor.place = Factor::Place::second;
  factor.is_enrolled = [](const User& user) { return user.phone == "code"; };
  factor.ask = [](World& world, const User* user, const Json& /*opening*/) {
    const std::string owner = user == nullptr ? "nobody" : user->id;
    const auto code = world.step([&](WorldState& state) { return state.ids.url_safe("code", owner, 6); });
    return Question{Json::object({{"digits", 6}}), Json::object({{"code", code}})};
  };
  factor.is_right = [](World& /*world*/, const Given& given) {
    return given.answer == given.kept.text_at("code") && given.now < given.asked_at + std::chrono::minutes(5);
  };
  return factor;
}

/// The world's minute and the user's id, once.
inline Factor minute_factor() {
  Factor factor;
  factor.name = "minute";
  factor.place = Factor::Place::second;
  factor.is_enrolled = [](const User& user) { return user.phone == "minute"; };
  factor.is_right = [](World& /*world*/, const Given& given) {
    return given.answer == cat({given.user.id, " ", std::to_string(to_unix_seconds(given.now) / 60)});
  };
  factor.spend = [](WorldState& state, const Given& given) {
    SignInAttempt used;
    used.id = cat({"used: ", given.answer});
    if (state.sign_ins.find(used.id) != nullptr) return false;
    state.sign_ins.put(used);
    return true;
  };
  return factor;
}

inline const Factors& factors_with_samples() {
  static const Factors all{password_factor(), code_factor(), minute_factor()};
  return all;
}

/// Anna and Ben of Acme; Anna of Beta as well, with a password of her own; Dan, who was deactivated; Pat, who has no
/// password. Cora and Carl have the factor "code" besides, Mina and Milo "minute".
inline Seed directory() {
  Seed seed = shiftiq::shift_seed();
  shiftiq::shift_of(seed).standings = {};
  std::vector<User> users;
  const auto add = [&](std::string id, const std::string& name, std::string password, std::string tenant = "739224",
                       std::string phone = "") {
    User user = shiftiq::person(std::move(id), name, {}, {}, std::move(tenant)).user;
    user.password = std::move(password);
    user.phone = std::move(phone);
    users.push_back(std::move(user));
  };
  add("1", "Anna", "Anna-at-Acme");
  add("2", "Ben", "Ben-1");
  add("3", "Anna", "Anna-at-Beta", "555");
  add("4", "Dan", "Dan-1");
  users.back().status = User::Status::deactivated;
  add("5", "Pat", "");
  add("6", "Cora", "Cora-1", "739224", "code");
  add("7", "Carl", "Carl-1", "739224", "code");
  add("8", "Mina", "Mina-1", "739224", "minute");
  add("9", "Milo", "Milo-1", "739224", "minute");
  seed.users = TableBase<User>(users);
  return seed;
}

/// "asking password", "locked until 2026-01-01T01:00:00Z", "signed in 1": what comes next, and what was said to it.
inline std::string told(const Turn& turn) {
  std::string text = cat({to_text(turn.verdict), ", "});
  if (const auto* asking = std::get_if<Asking>(&turn.step)) {
    text += "asking";
    for (const auto factor : asking->factors) text += cat({" ", factor});
  }
  if (const auto* locked = std::get_if<Locked>(&turn.step)) text += cat({"locked until ", to_iso8601(locked->until)});
  if (const auto* done = std::get_if<SignedIn>(&turn.step)) text += cat({"signed in ", done->user_id});
  return text;
}

}  // namespace understudy::login
