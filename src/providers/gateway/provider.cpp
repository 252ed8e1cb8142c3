#include "providers/gateway/provider.h"

#include "providers/gateway/chapter.h"
#include "providers/gateway/gateway.h"

namespace understudy::gateway {

const Provider provider{
    .name = "gateway",
    .chapter = &chapter,
    .apis = [](const Seed&, const access::Kinds& kinds) { return emulators(kinds); },
    .speaks = "the gateway in front of a backend",
};

}  // namespace understudy::gateway
