// Which kinds of credentials the fixture's own routes take: a system whose credentials nobody takes need not fit
// anything.
#pragma once

#include "access/credentials.h"
#include "world/part.h"

namespace understudy::access {

struct TakenKinds : PartOf<TakenKinds> {
  Accepted names;  ///< of kinds and families, each as often as a route names it
};

}  // namespace understudy::access
