// A sign-in under way, as a world remembers it between the requests of one browser or client. The engine in login/
// moves it on; nothing else changes it.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "base/time.h"

namespace understudy {

struct SignInAttempt {
  /// What a challenge asked and waits for: a code that was sent, a nonce to be signed.
  struct Awaited {
    std::string challenge;  ///< its name; empty: nothing is asked
    std::string user_id;    ///< whom it asks; empty where nobody is known
    Json kept;              ///< what the challenge must remember to judge the answer; never shown
    Instant asked_at{};
    bool operator==(const Awaited&) const = default;
  };

  std::string id;                   ///< as the client carries it; nobody can guess it
  std::string door;                 ///< where it began, by the name of its policy
  std::string name;                 ///< of who signs in: an e-mail address in lower case, or as its policy knows people
  std::string organization;         ///< a tenant's slug in lower case (empty: whichever fits), or as its policy has it
  std::string user_id;              ///< the directory's user; empty until a challenge told who it is
  Json noted;                       ///< what else its door goes by, from the beginning; null: nothing
  std::vector<std::string> passed;  ///< the challenges passed, by their names, in order
  Awaited awaited;
  unsigned wrong_answers = 0;  ///< in all: neither a right answer nor another name takes one back
  Instant started_at{};
  Instant expires_at{};
};

/// Found by its id alone.
inline std::vector<std::string> lookups(const SignInAttempt& /*attempt*/) { return {}; }

}  // namespace understudy
