// The outside issuers that a fixture trusts, while it is read.
#pragma once

#include <optional>
#include <vector>

#include "access/trusted_issuer.h"
#include "config/section.h"
#include "fixture/directory.h"

namespace understudy::backend {

struct IssuerDraft {
  access::TrustedIssuer issuer;
  config::Spot itself;
  config::Spot name;
  std::optional<config::Reference> tenant;
  bool has_keys = false;  ///< some were given, be they good or not
};

extern const config::ObjectShape issuer_shape;

/// Lays what one source says over what the sources before it said.
void read_trusted_issuers(const config::Section& root, std::vector<IssuerDraft>& issuers);
/// Finds their tenants; complains of what the sources together get wrong.
void settle_trusted_issuers(std::vector<IssuerDraft>& issuers, fixture::Directory& directory,
                            config::ComplaintBook& book);

}  // namespace understudy::backend
