// What the API must be told of an outside identity provider, by its type, and what the original adds to that.
#pragma once

#include <string_view>

#include "base/json.h"

namespace understudy::cognito {

/// ProviderDetails as the original keeps them: given ones over its own. Throws Refusal where one is missing.
Json provider_details(std::string_view type, const Json& given);

/// AttributeMapping with the claim that names the user, which is fixed by the type; null where nothing is mapped.
Json attribute_mapping(std::string_view type, const Json* given);

/// Social providers are called like their type, and no other may be. Throws Refusal.
void require_name_of_type(std::string_view name, std::string_view type);

}  // namespace understudy::cognito
