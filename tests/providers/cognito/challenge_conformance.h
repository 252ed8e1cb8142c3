// What the tests of all challenges share: an attempt that waits for one, and what was said of the answer to it.
#pragma once

#include "login/sample_challenges.h"
#include "providers/cognito/accounts.h"
#include "providers/cognito/challenge_samples.h"
#include "providers/cognito/pools.h"

namespace understudy::cognito {

class ChallengeConformance : public ::testing::TestWithParam<Sample> {
 protected:
  const Sample& sample() const { return GetParam(); }
  const Way& way() const { return *sample().way; }
  const Someone& who() const { return way().who; }
  const Someone& other() const { return way().other; }
  bool has_one_try() const { return way().kind == Kind::one_try; }

  Waiting identify(login::Door& at, const Someone& someone, std::string_view client = {}) const {
    const std::string by(client.empty() ? std::string_view(someone.client) : client);
    return {at.identify("", {someone.name, by}, "", noted_device(someone.device)).attempt, {}, {}};
  }
  static Waiting ask(World& in, login::Door& at, const Waiting& waiting, const Way& asked, const Someone& someone) {
    if (asked.sent == nullptr) return waiting;
    const auto turn = at.ask(waiting.attempt, asked.challenge, asked.sent(someone));
    return {turn.attempt, turn.shown, in.step([&](WorldState& state) {
              const auto* attempt = state.sign_ins.find(turn.attempt);
              return attempt == nullptr ? Json() : attempt->awaited.kept;
            })};
  }
  static Waiting pass(World& in, login::Door& at, const Waiting& waiting, const Way& passed, const Someone& someone) {
    const Waiting asked = ask(in, at, waiting, passed, someone);
    return {at.answer(asked.attempt, passed.challenge, passed.right(in, asked, someone)).attempt, {}, {}};
  }
  /// Its place in the door's order; behind all where the door does not ask it.
  size_t stage_of(std::string_view challenge) const {
    const auto& stages = door.policy().stages;
    for (size_t stage = 0; stage < stages.size(); ++stage)
      for (const auto& one : stages[stage])
        if (one.name == challenge) return stage;
    return stages.size();
  }
  /// With everything passed that comes before, but not asked.
  Waiting reach(World& in, login::Door& at, const Someone& someone, std::string_view client = {}) const {
    Waiting waiting = identify(at, someone, client);
    if (sample().is_first) return waiting;
    waiting = pass(in, at, waiting, *find_way(at.policy().stages.front().front().name), someone);
    if (way().challenge == setup_done_challenge)
      waiting = pass(in, at, waiting, *find_way(token_setup_challenge), someone);
    if (stage_of(custom_challenge) < stage_of(way().challenge))
      waiting = pass(in, at, waiting, *find_way(custom_challenge), someone);
    return waiting;
  }
  Waiting begin(World& in, login::Door& at, const Someone& someone, std::string_view client = {}) const {
    return ask(in, at, reach(in, at, someone, client), way(), someone);
  }
  Waiting begin(const Someone& someone, std::string_view client = {}) { return begin(world, door, someone, client); }

  Json right(const Waiting& waiting, const Someone& someone) { return way().right(world, waiting, someone); }
  std::string answer(const std::string& attempt, const Json& json) {
    return told(door.answer(attempt, way().challenge, json));
  }
  std::string answer(const Waiting& waiting, const Json& json) { return answer(waiting.attempt, json); }

  /// "asking PASSWORD": of an attempt at its beginning.
  std::string beginning() const {
    std::string text = "asking";
    for (const auto name : login::names_of(door.policy().stages.front())) text += cat({" ", name});
    return text;
  }
  std::string none() const { return cat({"no_attempt, ", beginning()}); }
  /// Of an answer that is none: where there is one try, the attempt has ended.
  std::string refused(const Waiting& waiting, std::string_view verdict = "wrong_answer") {
    const std::string prefix = "accepted, ";
    return cat({verdict, ", ", has_one_try() ? beginning() : told(door.look(waiting.attempt)).substr(prefix.size())});
  }
  /// A right answer to the last challenge lets in; before that it leads on to the next.
  std::string passed(const Someone& someone) const {
    if (way().challenge == sign_up_challenge) return cat({"accepted, asking ", auto_sign_in_challenge});
    if (way().challenge == token_setup_challenge) return cat({"accepted, asking ", setup_done_challenge});
    const size_t custom = stage_of(custom_challenge);
    if (custom < door.policy().stages.size() && stage_of(way().challenge) < custom)
      return cat({"accepted, asking ", custom_challenge});
    return "accepted, signed in " + someone.id;
  }

  template <class Change>
  void change_account(const Someone& someone, Change change) {
    world.step([&](WorldState& state) {
      const User* user = state.users.find(someone.id);
      const Pool* pool = find_pool_of_tenant(cognito_of(state), user->tenant_id);
      PoolUser member = pool_user_of(state, *pool, *user);
      change(member.account);
      put(state, std::move(member));
    });
  }
  void lock(const Someone& someone, Milliseconds time) {
    change_account(someone, [&](Account& account) {
      account.locked_until = mock.machine + time;
      account.failures = 5;
    });
  }

  testing::Mock mock{directory()};
  World& world = prepared(mock.world());
  login::Door door{world, *sample().policy};
};

std::string name_of(const ::testing::TestParamInfo<Sample>& sample);

}  // namespace understudy::cognito
