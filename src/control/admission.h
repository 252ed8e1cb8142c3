// Who may ask what shows passwords and private keys: programs, and pages of the machine itself. A page of any other
// origin is turned down, and so is a host name that somebody could point at this machine to make a page its own.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "http/message.h"

namespace understudy::control {

struct AdmissionOptions {
  std::string public_url;            ///< its origin and its host are good
  std::vector<std::string> origins;  ///< further good ones: "https://app.example"
  std::vector<std::string> hosts;    ///< further good ones, without a port: "ci.example"
};

/// What throws Refusal{permission_denied} for a request that may not come in:
/// - an Origin that is neither a loopback's nor the public URL's nor one of `origins`; without one it is a program's,
///   unless it says that another site's page makes it (Fetch Metadata) and is no navigation by GET;
/// - a Host that a stranger's name server could decide; the header itself counts, never a forwarded one.
std::function<void(const http::Request&)> admission(AdmissionOptions options);

/// What every answer of such an API carries, so that no cache keeps it and no page takes it in.
http::Fields protective_headers();

}  // namespace understudy::control
