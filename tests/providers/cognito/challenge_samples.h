// A sample of every challenge that user pools ask: two users whom it asks, what they answer, and what nearly is right.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "login/attempt.h"
#include "providers/cognito/challenges.h"
#include "providers/cognito/srp_answers.h"
#include "support/mock.h"

namespace understudy::cognito {

struct Someone {
  std::string name;
  std::string id;
  std::string password;
};

/// An attempt that waits for the answer, and what it showed.
struct Waiting {
  std::string attempt;
  Json shown;
};

/// One challenge of one door: two whom it asks, and what is right.
struct Sample {
  std::string_view door;
  std::string_view challenge;
  Someone who;
  Someone other;
  Waiting (*begin)(login::Door& door, const Someone& who, std::string_view client);
  Json (*right)(const Waiting& waiting, const Someone& who);
  /// Answers that are nearly right.
  std::vector<Json> (*wrong)(const Json& right);
};

/// How GoogleTest names one in what it tells of a failure.
inline void PrintTo(const Sample& sample, std::ostream* out) { *out << sample.door << " " << sample.challenge; }

inline Waiting identify(login::Door& door, const Someone& who, std::string_view client) {
  return {door.identify("", {who.name, std::string(client)}, "").attempt, {}};
}
inline Waiting ask(login::Door& door, const Someone& who, std::string_view client) {
  const auto turn =
      door.ask(identify(door, who, client).attempt, srp_challenge, Json::object({{"A", srp_public_value()}}));
  return {turn.attempt, turn.shown};
}

inline Json password_of(const Waiting& /*waiting*/, const Someone& who) { return Json(who.password); }
inline Json proof_of(const Waiting& waiting, const Someone& who) {
  constexpr std::string_view block = "any bytes";
  constexpr std::string_view time = "Tue Nov 3 04:05:06 UTC 2026";
  return Json::object({{"signature", srp_signature(waiting.shown, "Sunny0001", who.password, block, time)},
                       {"block", to_hex(block)},
                       {"time", time}});
}
inline Json new_password_of(const Waiting& /*waiting*/, const Someone& /*who*/) {
  return Json::object({{"password", "Better-1-Word"}, {"attributes", Json::object()}});
}

/// Past the first challenge of whoever must change the password.
template <Waiting (*first)(login::Door&, const Someone&, std::string_view),
          Json (*answer)(const Waiting&, const Someone&)>
Waiting pass(login::Door& door, const Someone& who, std::string_view client) {
  const Waiting waiting = first(door, who, client);
  const auto name = door.policy().stages.front().front().name;
  return {door.answer(waiting.attempt, name, answer(waiting, who)).attempt, {}};
}

inline std::vector<Json> near_password(const Json& right) {
  const std::string& text = *right.text();
  std::vector<Json> all{
      Json(""), Json(), Json(text + "x"), Json(text + " "), Json(text.substr(1)), Json(to_lower(text))};
  for (size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    all.emplace_back(changed);
  }
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
inline std::vector<Json> no_password(const Json& /*right*/) {
  return {Json(), Json::object(), Json::object({{"password", ""}}), Json::object({{"password", 1}})};
}

inline const Someone anna{"anna@sunny.test", "40000001", "Anna-Password-1"};
inline const Someone ben{"ben@sunny.test", "40000002", "Ben-Password-1"};
inline const Someone nina{"nina@sunny.test", "40000003", "Nina-Temporary-1"};
inline const Someone nora{"nora@sunny.test", "40000004", "Nora-Temporary-1"};

inline const std::vector<Sample> samples{
    {"cognito.password", password_challenge, anna, ben, identify, password_of, near_password},
    {"cognito.password", new_password_challenge, nina, nora, pass<identify, password_of>, new_password_of, no_password},
    {"cognito.srp", srp_challenge, anna, ben, ask, proof_of, near_proof},
    {"cognito.srp", new_password_challenge, nina, nora, pass<ask, proof_of>, new_password_of, no_password},
};

inline Seed directory() {
  return testing::seed_of_text(R"(
version: 1
seed: user pools
tenants:
  - name: Sunny Energy
    slug: sunny
    id: 400001
    cognito: {pool_id: eu-central-1_Sunny0001, clients: [{id: sunnyportal}, {id: sunnyother, name: other}]}
    users:
      - {email: anna@sunny.test, password: Anna-Password-1, id: 40000001}
      - {email: ben@sunny.test, password: Ben-Password-1, id: 40000002}
      - {email: nina@sunny.test, password: Nina-Temporary-1, id: 40000003, cognito: {state: force_change_password}}
      - {email: nora@sunny.test, password: Nora-Temporary-1, id: 40000004, cognito: {state: force_change_password}}
      - {email: dan@sunny.test, password: Dan-Password-1, id: 40000005, status: Deactivated}
      - {email: pat@sunny.test, id: 40000006}
  - {name: Cloudy, slug: cloudy, cognito: {pool_id: eu-central-1_Cloudy001, clients: [{id: cloudyapp}]}}
)");
}

}  // namespace understudy::cognito
