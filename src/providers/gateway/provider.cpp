#include "providers/gateway/provider.h"

#include <array>

#include "gate/authorizer.h"
#include "providers/gateway/chapter.h"
#include "providers/gateway/gateway.h"

namespace understudy::gateway {

namespace {

constexpr std::array exposed_headers{gate::error_type_header};

}  // namespace

const Provider provider{
    .name = "gateway",
    .chapter = &chapter,
    .apis = [](const Seed&, const access::Kinds& kinds) { return apis(kinds); },
    .exposed_headers = exposed_headers,
    .speaks = "the gateway in front of a backend",
};

}  // namespace understudy::gateway
