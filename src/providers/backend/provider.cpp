#include "providers/backend/provider.h"

#include "access/trusted_token.h"
#include "providers/backend/backend.h"
#include "providers/backend/chapter.h"

namespace understudy::backend {

const Provider provider{
    .name = "backend",
    .chapter = &chapter,
    .kinds = [] { return std::vector{access::trusted_token_kind()}; },
    .apis = emulators,
};

}  // namespace understudy::backend
