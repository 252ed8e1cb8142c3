// The variables UNDERSTUDY_…: which of them nobody knows, and which are no settings at all, since Kubernetes or Docker
// set them for a service that is called understudy or understudy-….
#pragma once

#include <string>
#include <vector>

namespace understudy {

/// Takes what orchestrators set out of the environment: UNDERSTUDY_PORT=tcp://10.0.0.7:9119 is no port to listen on.
void forget_service_variables();

/// A line for each variable of the prefix that has a value and that nobody knows, in order of name. `options` are the
/// variables of the commands' options.
std::vector<std::string> complaints_of_variables(const std::vector<std::string>& options);

}  // namespace understudy
