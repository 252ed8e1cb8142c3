#include "emulators/shiftiq/pages.h"

#include "base/text.h"
#include "front/problem.h"
#include "pages/form.h"
#include "pages/page.h"

namespace understudy::shiftiq {

namespace {

using pages::Markup;

constexpr std::string_view site = "Shift iQ";

Markup problem_of(const SignInView& view) {
  switch (view.problem) {
    case SignInProblem::none: return {};
    case SignInProblem::unreadable: return pages::alert("error", "This form could not be read. Please try again.");
    case SignInProblem::incomplete: return pages::alert("error", "Please enter your e-mail address and your password.");
    case SignInProblem::wrong: return pages::alert("error", "The e-mail address or the password is not right.");
    case SignInProblem::locked:
      return pages::alert(
          "locked", cat({"Signing in failed too often. It is locked until ", to_iso8601(view.locked_until), "."}));
  }
  return {};
}

Markup organization_of(const SignInView& view) {
  if (view.organization_is == SignInView::Organization::asked)
    return pages::input({.name = "Organization",
                         .label = "Organization code (may stay empty)",
                         .test_id = "organization",
                         .value = view.organization,
                         .autocomplete = "organization"});
  return Markup("<p>Organization: <strong data-testid=\"organization-code\">")
      .text(view.organization)
      .add("</strong></p>\n")
      .add(pages::hidden("Organization", "organization", view.organization));
}

Markup roles_of(const access::ShiftPerson& person) {
  Markup list("<dt>Roles</dt>\n<dd>\n<ul data-testid=\"roles\">\n");
  for (const auto& role : person.roles) list.add("<li data-testid=\"role\">").text(role.name).add("</li>\n");
  return list.add("</ul>\n</dd>\n");
}

Markup notice_of(ProfileNotice notice) {
  switch (notice) {
    case ProfileNotice::none: return {};
    case ProfileNotice::new_secret: return pages::status("notice", "The client secret below is new.");
    case ProfileNotice::new_token:
      return pages::status("notice", "The access token below is new. Copy it: it is shown this once.");
    case ProfileNotice::needs_secret:
      return pages::alert("error", "An access token needs a client secret that is good.");
    case ProfileNotice::unreadable: return pages::alert("error", "This form could not be read. Please try again.");
  }
  return {};
}

Markup secret_of(const ProfileView& view) {
  Markup html;
  const auto& secret = view.developer->secret;
  if (secret) {
    html.add(pages::details(pages::detail("Client secret", "client-secret", secret->value)
                                .add(pages::detail("Expires", "client-secret-expires", secret->expires))));
    if (secret->is_expired) html.add("<p data-testid=\"client-secret-expired\">This client secret is expired.</p>\n");
  } else {
    html.add("<p data-testid=\"no-client-secret\">You have no client secret.</p>\n");
  }
  const std::string_view label = secret ? "Regenerate client secret" : "Make a client secret";
  return html.add(pages::form(view.action, pages::button("regenerate-secret", label, "Action", new_secret_action)));
}

Markup token_of(const ProfileView& view) {
  Markup html;
  if (view.developer->token.empty())
    html.add("<p data-testid=\"no-access-token\">An access token is shown once, right after it was made.</p>\n");
  else
    html.add(pages::details(pages::detail("Access token", "access-token", view.developer->token)));
  return html.add(
      pages::form(view.action, pages::button("refresh-token", "Refresh access token", "Action", new_token_action)));
}

Markup developer_of(const ProfileView& view) {
  if (!view.developer) return {};
  return Markup("<section data-testid=\"developer-settings\">\n<h2>Developer Settings</h2>\n")
      .add(pages::details(pages::detail("Base URL of API v1", "api-v1-url", view.developer->api_1_url)
                              .add(pages::detail("Base URL of API v2", "api-v2-url", view.developer->api_2_url))))
      .add(secret_of(view))
      .add(token_of(view))
      .add("</section>\n");
}

}  // namespace

http::Reply sign_in_page(const SignInView& view) {
  const bool is_wrong = view.problem == SignInProblem::wrong || view.problem == SignInProblem::incomplete;
  const auto state = is_wrong ? pages::Input::State::wrong : pages::Input::State::untouched;
  using Focus = pages::Input::Focus;
  Markup fields = pages::input({.name = "Email",
                                .label = "E-mail address",
                                .test_id = "email",
                                .kind = pages::Input::Kind::email,
                                .value = view.email,
                                .autocomplete = "username",
                                .need = pages::Input::Need::required,
                                .focus = view.email.empty() ? Focus::first : Focus::none,
                                .state = state});
  fields.add(pages::input({.name = "Password",
                           .label = "Password",
                           .test_id = "password",
                           .kind = pages::Input::Kind::password,
                           .autocomplete = "current-password",
                           .need = pages::Input::Need::required,
                           .focus = view.email.empty() ? Focus::none : Focus::first,
                           .state = state}));
  fields.add(organization_of(view)).add(pages::button("sign-in", "Sign in"));
  return pages::page(view.problem == SignInProblem::unreadable ? 400 : 200, "Sign in", site,
                     problem_of(view).add(pages::form(view.action, fields)));
}

http::Reply profile_page(const ProfileView& view) {
  const auto& person = view.person;
  const int status = view.notice == ProfileNotice::unreadable ? 400 : 200;
  return pages::page(
      status, "My Profile", site,
      notice_of(view.notice)
          .add(pages::details(pages::detail("Name", "name", person.name)
                                  .add(pages::detail("E-mail address", "email", person.email))
                                  .add(pages::detail("Organization", "organization", person.organization_name))
                                  .add(roles_of(person))))
          .add(developer_of(view))
          .add("<p><a data-testid=\"sign-out\" href=\"")
          .text(view.sign_out)
          .add("\">Sign out</a></p>\n"));
}

http::Reply refuse_page(const Refusal& refusal, const World& /*world*/) {
  const int status = front::problem_status(refusal.reason);
  return pages::page(status, http::standard_reason(status), site, pages::alert("error", cat({refusal.rule, "."})));
}

}  // namespace understudy::shiftiq
