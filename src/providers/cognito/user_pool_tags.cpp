// Tags: words that a pool's owner puts to it, named by its ARN.
#include "base/text.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/identifiers.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/pool_settings.h"

namespace understudy::cognito {

namespace {

const Pool& pool_of_arn(const CognitoState& cognito, std::string_view arn) {
  const auto parts = split(arn, ':');
  constexpr std::string_view resource = "userpool/";
  if (parts.size() != 6 || parts[0] != "arn" || parts[2] != "cognito-idp" || !parts[5].starts_with(resource))
    refuse_parameter("Invalid resource ARN.", "arn:aws:cognito-idp:<region>:<account>:userpool/<pool>",
                     std::string(shorten(arn, 120)));
  const Pool& pool = named_pool(cognito, parts[5].substr(resource.size()));
  if (pool_arn(pool, cognito.choices) != arn) refuse_pool(pool.id);
  return pool;
}

/// Changes the tags of the pool that the call names.
template <class Change>
Json change_tags(Call& call, Change change) {
  call.visit.world.step([&](WorldState& state) {
    auto& cognito = cognito_of(state);
    Pool pool = pool_of_arn(cognito, call.text("ResourceArn"));
    Json tags = *pool.settings.find("UserPoolTags");
    change(tags);
    require_few_tags(tags);
    pool.settings.set("UserPoolTags", std::move(tags));
    cognito.pools.put(std::move(pool));
  });
  return Json::object();
}

}  // namespace

Json tag_resource(Call& call) {
  return change_tags(call, [&](Json& tags) {
    for (const auto& [name, value] : call.body.find("Tags")->members()) tags.set(name, value);
  });
}

Json untag_resource(Call& call) {
  return change_tags(call, [&](Json& tags) {
    for (const auto& name : call.texts("TagKeys")) tags.remove(name);
  });
}

Json list_tags_for_resource(Call& call) {
  return call.visit.world.step([&](WorldState& state) {
    const Pool& pool = pool_of_arn(cognito_of(state), call.text("ResourceArn"));
    return Json::object({{"Tags", *pool.settings.find("UserPoolTags")}});
  });
}

}  // namespace understudy::cognito
