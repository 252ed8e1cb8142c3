// Understudy's own API under /_understudy/v1/: makes, resets and drops worlds, moves their clocks, rotates their keys,
// and tells what a test needs to know. It speaks problem JSON, is not written into any journal, and answers programs
// and pages of this machine only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "control/admission.h"
#include "front/api.h"
#include "providers/provider.h"
#include "world/worlds.h"

namespace understudy::control {

/// In PEM, of the authorities that vouch for this server; empty where it speaks no https.
struct Certificates {
  std::string local;
  std::string vendors;
};

struct ControlOptions {
  std::string public_url;  ///< without a final slash
  std::string version;
  AdmissionOptions admission;
  Certificates certificates{};
};

/// The control API; and the health check and the certificates, which anybody may ask for. `worlds` and `providers`
/// outlive both.
std::vector<front::Api> apis(Worlds& worlds, const Providers& providers, ControlOptions options);

/// Keeps an API that shows secrets for those whom the control API answers, under the headers that it answers with.
void guard(front::Api& api, const AdmissionOptions& options);

/// What one of its operations does, in a line; empty for a name that none has.
std::string_view summary_of(std::string_view operation);

}  // namespace understudy::control
