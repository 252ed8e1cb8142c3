// What the host of a request names: an organization of Shift iQ, or at least a partition.
#pragma once

#include <optional>
#include <string>

#include "front/api.h"

namespace understudy::shiftiq {

/// The host without its port, in small letters; empty where the request names none.
std::string host_of(const front::Visit& visit);

/// The code of the organization that the first label names: "acme" on "acme.shiftiq.com" and "dev-acme.shiftiq.com". An
/// organization whose own code begins like an environment goes first. Nothing where there is no such organization.
std::optional<std::string> organization_of_host(const front::Visit& visit);

/// The first label without its environment, whether there is such an organization or not.
std::string organization_code_of_host(const front::Visit& visit);

/// The domain of the partition that the host is below, or is itself; nothing where there is none.
std::optional<std::string> partition_domain_of_host(const front::Visit& visit);

}  // namespace understudy::shiftiq
