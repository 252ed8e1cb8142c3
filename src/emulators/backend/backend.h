// The product's own backend behind the gateway, as far as the fixture plays it (Seed::routes): each route asks for the
// credentials it takes, decides by the caller's grants, and gives its answer.
//
// It should stand first among the emulators: a fixture's route then wins over an emulated API's of the same shape.
#pragma once

#include "front/emulator.h"

namespace understudy::backend {

/// The emulator's routes point into the seed, which must outlive it.
front::Emulator emulator(const Seed& seed);

}  // namespace understudy::backend
