#include "providers/shiftiq/sign_in_query.h"

#include "base/encoding.h"
#include "base/text.h"
#include "http/url.h"
#include "providers/shiftiq/form_body.h"
#include "providers/shiftiq/return_url.h"
#include "providers/shiftiq/session_cookie.h"
#include "providers/shiftiq/shiftiq.h"

namespace understudy::shiftiq {

namespace {

constexpr std::string_view profile_path = "/ui/portal/profile";

SignInGoal verified_goal(const front::Visit& visit, std::string_view given) {
  // Some encoders pad, which RFC 4648 §3.2 leaves open.
  const auto address = from_base64url(given.substr(0, given.find('=')));
  if (!address)
    throw Refusal{Reason::invalid_request, "The address to return to cannot be read", "returnVerified in base64url",
                  ""};
  return {checked_return_url(visit, *address), SignInGoal::Proof::token};
}

}  // namespace

SignInQuery read_sign_in_query(const front::Visit& visit) {
  const auto fields = http::parse_form(visit.request.query);
  const auto& back = field_of(fields, "ReturnUrl");
  const auto& verified = field_of(fields, "returnVerified");
  SignInQuery query;
  query.organization = field_of(fields, "organizationCode");
  query.email = trim(field_of(fields, "email"));
  query.goal.address = back.empty() ? visit.path_here(profile_path) : checked_return_url(visit, back);
  if (!verified.empty()) query.goal = verified_goal(visit, verified);
  query.action = visit.path_here(sign_in_path);
  for (const std::string_view name : {"ReturnUrl", "returnVerified", "organizationCode"})
    if (const auto& value = field_of(fields, name); !value.empty())
      query.action += cat({query.action.find('?') == std::string::npos ? "?" : "&", name, "=", percent_encode(value)});
  return query;
}

std::string sign_in_page_for(const User& user, const Tenant& tenant) {
  if (user.status != User::Status::active || user.password.empty() || user.email.empty()) return {};
  return cat({sign_in_path, "?organizationCode=", percent_encode(tenant.slug), "&email=", percent_encode(user.email)});
}

}  // namespace understudy::shiftiq
