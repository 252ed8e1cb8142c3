#include "providers/shiftiq/pages.h"

#include "base/text.h"
#include "front/problem.h"
#include "hosted/challenge_inputs.h"
#include "pages/form.h"
#include "pages/page.h"
#include "pages/parts.h"

namespace understudy::shiftiq {

namespace {

using hosted::SignInProblem;
using hosted::SignInView;
using pages::Markup;

constexpr std::string_view site = "Shift iQ";

Markup problem_of(const SignInView& view) {
  const bool is_first = view.form == SignInView::Form::first;
  switch (view.problem) {
    case SignInProblem::none: return {};
    case SignInProblem::unreadable: return pages::alert("error", "This form could not be read. Please try again.");
    case SignInProblem::incomplete:
      return pages::alert(
          "error", is_first ? "Please enter your e-mail address and your password." : "Please enter your answer.");
    case SignInProblem::wrong:
      return pages::alert("error",
                          is_first ? "The e-mail address or the password is not right." : "The answer is not right.");
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
                         .value = view.who.organization,
                         .autocomplete = "organization"});
  return Markup("<p>Organization: <strong data-testid=\"organization-code\">")
      .text(view.who.organization)
      .add("</strong></p>\n")
      .add(pages::hidden("Organization", "organization", view.who.organization));
}

Markup email_of(const SignInView& view) {
  return pages::input({.name = "Email",
                       .label = "E-mail address",
                       .test_id = "email",
                       .kind = pages::Input::Kind::email,
                       .value = view.who.name,
                       .autocomplete = "username",
                       .need = pages::Input::Need::required,
                       .focus = view.who.name.empty() ? pages::Input::Focus::first : pages::Input::Focus::none,
                       .state = hosted::state_of(view)});
}

Markup roles_of(const ShiftPerson& person) {
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
    html.add(pages::details(pages::code_detail("Client secret", "client-secret", secret->value)
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
    html.add(pages::details(pages::code_detail("Access token", "access-token", view.developer->token)));
  return html.add(
      pages::form(view.action, pages::button("refresh-token", "Refresh access token", "Action", new_token_action)));
}

Markup developer_of(const ProfileView& view) {
  if (!view.developer) return {};
  return Markup("<section data-testid=\"developer-settings\">\n<h2>Developer Settings</h2>\n")
      .add(pages::details(pages::code_detail("Base URL of API v1", "api-v1-url", view.developer->api_1_url)
                              .add(pages::code_detail("Base URL of API v2", "api-v2-url", view.developer->api_2_url))))
      .add(secret_of(view))
      .add(token_of(view))
      .add("</section>\n");
}

}  // namespace

http::Reply sign_in_page(const SignInView& view, const SignInLinks& links) {
  Markup content = problem_of(view);
  if (view.form == SignInView::Form::first) {
    Markup fields = email_of(view);
    fields.add(hosted::challenge_inputs(view)).add(organization_of(view)).add(pages::button("sign-in", "Sign in"));
    content.add(pages::form(links.action, fields));
  } else {
    Markup fields = hosted::challenge_inputs(view);
    fields.add(pages::button("sign-in", "Sign in"));
    content.add(hosted::asked_details(view)).add(pages::form(links.action, fields));
    content.add("<p><a data-testid=\"begin-again\" href=\"").text(links.begin_again).add("\">Begin again</a></p>\n");
  }
  return pages::page(view.problem == SignInProblem::unreadable ? 400 : 200, "Sign in", site, content);
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

http::Reply refuse_page(const Refusal& refusal, const front::Visit& /*visit*/) {
  const int status = front::problem_status(refusal.reason);
  return pages::page(status, http::standard_reason(status), site, pages::alert("error", cat({refusal.message(), "."})));
}

}  // namespace understudy::shiftiq
