// A sample of every challenge that user pools ask: two users whom it asks, what they answer, and what nearly is right.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/srp.h"
#include "crypto/totp.h"
#include "login/attempt.h"
#include "providers/cognito/challenge_users.h"
#include "providers/cognito/challenges.h"
#include "providers/cognito/entering.h"
#include "providers/cognito/policies.h"
#include "providers/cognito/srp_answers.h"

namespace understudy::cognito {

/// An attempt that waits for the answer: what it showed, and what it keeps.
struct Waiting {
  std::string attempt;
  Json shown;
  Json kept;
};

/// What becomes of a wrong answer: the attempt ends; it waits on for the right code; a task takes most answers.
enum class Kind { one_try, code, task };

/// One challenge, wherever it is asked.
struct Way {
  std::string_view challenge;
  Kind kind;
  Someone who;
  Someone other;
  Json (*sent)(const Someone& who);  ///< null: it is not asked, but answered at once
  Json (*right)(World& world, const Waiting& waiting, const Someone& who);
  /// Answers that are nearly right; none where every answer is.
  std::vector<Json> (*wrong)(const Json& right);
  bool is_held_by_locks = false;
};

/// One challenge of one door.
struct Sample {
  const login::Policy* policy;
  const Way* way;
  bool is_first = false;
};

/// How GoogleTest names one in what it tells of a failure.
inline void PrintTo(const Sample& sample, std::ostream* out) {
  *out << sample.policy->door << " " << sample.way->challenge;
}

// What is sent

inline Json nothing(const Someone& /*who*/) { return {}; }
inline Json public_value(const Someone& /*who*/) { return Json::object({{"A", srp_public_value()}}); }
inline Json new_address(const Someone& who) { return Json::object({{"email", "new-" + who.name}}); }

// What is right

inline Json proof(const Waiting& waiting, std::string_view pool, std::string_view user, std::string_view password) {
  constexpr std::string_view block = "any bytes";
  constexpr std::string_view time = "Tue Nov 3 04:05:06 UTC 2026";
  Json shown = waiting.shown;
  if (!user.empty()) shown.set("USER_ID_FOR_SRP", user);
  return Json::object(
      {{"signature", srp_signature(shown, pool, password, block, time)}, {"block", to_hex(block)}, {"time", time}});
}

inline Json its_password(World& /*world*/, const Waiting& /*waiting*/, const Someone& who) {
  return Json(who.password);
}
inline Json its_proof(World& /*world*/, const Waiting& waiting, const Someone& who) {
  return proof(waiting, who.client == "strictportal" ? "Strict001" : "Sunny0001", {}, who.password);
}
inline Json device_proof_of(World& /*world*/, const Waiting& waiting, const Someone& who) {
  return proof(waiting, device_group, who.device, device_password);
}
inline Json its_new_password(World& /*world*/, const Waiting& /*waiting*/, const Someone& /*who*/) {
  return Json("Better-1-Word");
}
/// Empty where nobody was sent one.
inline Json sent_code(World& /*world*/, const Waiting& waiting, const Someone& /*who*/) {
  return Json(waiting.kept.text_at("code"));
}
inline std::string code_of_app(World& world, std::string_view secret) {
  const Instant now = world.step([](WorldState& state) { return state.clock.now(); });
  return crypto::totp(from_base32(secret).value_or(""), crypto::totp_step(now));
}
inline Json its_app(World& world, const Waiting& /*waiting*/, const Someone& who) {
  return Json(code_of_app(world, who.app));
}
inline Json offered_app(World& world, const Waiting& waiting, const Someone& /*who*/) {
  return Json::object({{"code", code_of_app(world, waiting.shown.text_at("SecretCode"))}, {"name", "Telephone"}});
}
inline Json anything(World& /*world*/, const Waiting& /*waiting*/, const Someone& /*who*/) { return {}; }
inline Json is_done(World& /*world*/, const Waiting& /*waiting*/, const Someone& /*who*/) { return Json(true); }

// What is nearly right

inline std::vector<Json> near_text(const Json& right) {
  const std::string& text = *right.text();
  std::vector<Json> all{Json(""),         Json(),           Json::object({{"code", text}}),
                        Json(text + "0"), Json(text + " "), Json(" " + text)};
  if (!text.empty()) all.emplace_back(text.substr(1));
  for (size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    all.emplace_back(changed);
  }
  return all;
}
inline std::vector<Json> near_password(const Json& right) {
  auto all = near_text(right);
  all.emplace_back(to_lower(*right.text()));
  return all;
}
inline std::vector<Json> near_proof(const Json& right) {
  std::vector<Json> all{Json(), Json::object()};
  const auto with = [&](std::string_view member, const std::string& value) {
    Json changed = right;
    changed.set(member, value);
    all.push_back(std::move(changed));
  };
  const std::string signature = *from_base64(right.text_at("signature"));
  for (size_t i = 0; i < signature.size(); ++i) {
    std::string changed = signature;
    changed[i] = static_cast<char>(changed[i] ^ (1 << (i % 8)));
    with("signature", to_base64(changed));
  }
  with("signature", "");
  with("signature", to_base64(signature.substr(1)));
  with("block", "");
  with("block", to_hex("any byteS"));
  with("time", "Tue Nov 3 04:05:07 UTC 2026");
  return all;
}
inline std::vector<Json> near_offer(const Json& right) {
  std::vector<Json> all{Json(), Json::object(), Json(right.text_at("code"))};
  for (const auto& code : near_text(Json(right.text_at("code")))) all.push_back(Json::object({{"code", code}}));
  return all;
}
inline std::vector<Json> no_text(const Json& /*right*/) {
  return {Json(), Json(""), Json(1), Json::object({{"password", "Better-1-Word"}})};
}
inline std::vector<Json> not_done(const Json& /*right*/) { return {Json(), Json(false), Json("true"), Json(1)}; }
inline std::vector<Json> none_is_wrong(const Json& /*right*/) { return {}; }

inline const std::vector<Way> ways{
    {password_challenge, Kind::one_try, anna, ben, nullptr, its_password, near_password, true},
    {srp_challenge, Kind::one_try, anna, ben, public_value, its_proof, near_proof, true},
    {email_otp_challenge, Kind::code, anna, ben, nothing, sent_code, near_text},
    {sms_otp_challenge, Kind::code, anna, ben, nothing, sent_code, near_text},
    {new_password_challenge, Kind::task, nina, nora, nullptr, its_new_password, no_text},
    {token_setup_challenge, Kind::task, rita, rob, nothing, offered_app, near_offer},
    {email_setup_challenge, Kind::code, rita, rob, new_address, sent_code, near_text},
    {setup_done_challenge, Kind::task, rita, rob, nullptr, anything, none_is_wrong},
    {sms_mfa_challenge, Kind::code, sam, sue, nothing, sent_code, near_text, true},
    {software_token_challenge, Kind::code, tom, tia, nothing, its_app, near_text, true},
    {email_mfa_challenge, Kind::code, eve, eli, nothing, sent_code, near_text, true},
    {device_challenge, Kind::one_try, dora, dirk, public_value, device_proof_of, near_proof},
    {custom_challenge, Kind::one_try, anna, ben, nothing, is_done, not_done},
    {sign_up_challenge, Kind::task, anna, ben, nullptr, is_done, not_done},
    {auto_sign_in_challenge, Kind::task, anna, ben, nullptr, is_done, not_done},
};

inline const Way* find_way(std::string_view challenge) {
  for (const auto& way : ways)
    if (way.challenge == challenge) return &way;
  return nullptr;
}

/// All that the pools' policies ask, in their order.
inline std::vector<Sample> samples() {
  std::vector<Sample> all;
  for (const auto* policy : policies())
    for (const auto& stage : policy->stages)
      for (const auto& challenge : stage)
        if (const Way* way = find_way(challenge.name)) all.push_back({policy, way, &stage == &policy->stages.front()});
  return all;
}

}  // namespace understudy::cognito
