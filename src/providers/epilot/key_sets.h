// The signing key sets of epilot's platform.
#pragma once

#include <array>

#include "access/key_sets.h"

namespace understudy::epilot {

/// Signs api tokens; that assume and app tokens share it is inferred.
inline constexpr access::KeySet api_keys{"epilot.api", "/v1/access-tokens",
                                         "https://access-token.sls.epilot.io/v1/access-tokens"};
/// Signs publishable tokens: journey and portal.
inline constexpr access::KeySet public_keys{"epilot.public", "/v1/access-tokens/public",
                                            "https://access-token.sls.epilot.io/v1/access-tokens/public"};
inline constexpr access::KeySet portal_preview_keys{
    "epilot.portal_preview", "/v1/access-tokens/portal-preview",
    "https://access-token.sls.epilot.io/v1/access-tokens/portal-preview"};
inline constexpr access::KeySet contact_identification_keys{
    "epilot.contact_identification", "/v1/access-tokens/contact-identification",
    "https://access-token.sls.epilot.io/v1/access-tokens/contact-identification"};

inline constexpr std::array key_sets{api_keys, public_keys, portal_preview_keys, contact_identification_keys};

}  // namespace understudy::epilot
