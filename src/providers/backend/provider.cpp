#include "providers/backend/provider.h"

#include <array>

#include "access/trusted_token.h"
#include "gate/authorizer.h"
#include "providers/backend/backend.h"
#include "providers/backend/chapter.h"

namespace understudy::backend {

namespace {

constexpr std::array exposed_headers{gate::error_type_header};
constexpr std::array starters{fixture::Starter{
    "routes", "routes of your own backend behind the gateway, with canned replies", "protected-routes"}};

}  // namespace

const Provider provider{
    .name = "backend",
    .chapter = &chapter,
    .kinds = [] { return std::vector{access::trusted_token_kind()}; },
    .apis = apis,
    .exposed_headers = exposed_headers,
    .starters = starters,
};

}  // namespace understudy::backend
