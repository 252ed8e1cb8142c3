#include "providers/cognito/provider.h"

#include <array>

#include "gate/authorizer.h"
#include "providers/cognito/cognito.h"

namespace understudy::cognito {

namespace {

constexpr std::array exposed_headers{gate::error_type_header};

}  // namespace

const Provider provider{
    .name = "cognito",
    .apis = [](const Seed&, const access::Kinds&) { return apis(); },
    .exposed_headers = exposed_headers,
};

}  // namespace understudy::cognito
