// Everything that a server answers: the APIs of its providers, the control API and the start page.
#pragma once

#include <vector>

#include "control/control.h"
#include "front/api.h"
#include "start/overview.h"
#include "world/worlds.h"

namespace understudy {

/// `worlds` and the facts' providers outlive them.
std::vector<front::Api> all_apis(Worlds& worlds, start::Facts facts, const control::AdmissionOptions& admission,
                                 control::Certificates certificates = {});

}  // namespace understudy
