#include "providers/cognito/provider.h"

#include "providers/cognito/cognito.h"

namespace understudy::cognito {

const Provider provider{
    .name = "cognito",
    .apis = [](const Seed&, const access::Kinds&) { return emulators(); },
};

}  // namespace understudy::cognito
