#include "providers/epilot/vendor_hosts.h"

#include <array>

namespace understudy::epilot {

namespace {

using front::Extent;

/// {"status":501,"error":"…"}: the ErrorObject of most of the platform's APIs.
http::Reply refuse_missing(const Refusal& refusal) {
  return http::json(501, Json::object({{"status", 501}, {"error", refusal.message()}}));
}

// One origin could serve them all, since hardly two operations share a path; but a client that asks the wrong service
// is to learn it here rather than from epilot.
constexpr std::array hosts{
    front::VendorHost{"access-token.[dev.|staging.|]sls.epilot.io", "epilot's Access Token API", "epilot.access-token"},
    front::VendorHost{"user.[dev.|staging.|]sls.epilot.io", "epilot's User API", "epilot.user"},
    front::VendorHost{"organization-v2.[dev.|staging.|]sls.epilot.io", "epilot's Organization API",
                      "epilot.organization"},
    front::VendorHost{"permissions.[dev.|staging.|]sls.epilot.io", "epilot's Permissions API", "epilot.permissions"},
    front::VendorHost{"sso.[dev.|staging.|]sls.epilot.io", "epilot's SSO API", "epilot.sso", Extent::part,
                      refuse_missing},
    front::VendorHost{"customer-portal-api.[dev.|staging.|]sls.epilot.io", "epilot's Customer Portal API",
                      "epilot.customer-portal", Extent::part, refuse_missing},
    front::VendorHost{"file.[dev.|staging.|]sls.epilot.io", "epilot's File API", "epilot.file", Extent::part,
                      refuse_missing},
    front::VendorHost{"sandbox.[dev.|staging.|]sls.epilot.io", "epilot's Sandbox API", "epilot.sandbox", Extent::part,
                      refuse_missing},
    front::VendorHost{"internal-auth.[dev.|staging.|]sls.epilot.io", "epilot's internal auth", "epilot.internal-auth",
                      Extent::part, refuse_missing},
    front::VendorHost{"app.[dev.|staging.|]sls.epilot.io", "epilot's App API", "epilot.app", Extent::part,
                      refuse_missing},
    front::VendorHost{"*.[dev.|staging.|]sls.epilot.io", "this service of epilot's", "", Extent::part, refuse_missing},
    front::VendorHost{"mcp.epilot.io", "epilot's MCP gateway", "epilot.mcp", Extent::part, refuse_missing},
    front::VendorHost{"portal.[dev.|staging.|]epilot.cloud", "epilot's web application", "epilot.web", Extent::part,
                      refuse_missing},
};

}  // namespace

std::span<const front::VendorHost> vendor_hosts() { return hosts; }

}  // namespace understudy::epilot
