// What was sent to people, as a page.
#include "base/text.h"
#include "pages/page.h"
#include "pages/parts.h"
#include "start/mailbox_script.h"
#include "start/pages.h"

namespace understudy::start {

namespace {

using pages::Markup;

Markup plain(std::string_view text) { return Markup().text(text); }

bool is_web_address(std::string_view link) {
  const std::string lower = to_lower(link.substr(0, 8));
  return lower.starts_with("http://") || lower.starts_with("https://");
}

/// What else a sender calls a link (an application's own scheme, "javascript:") is shown, but leads nowhere.
Markup link_of(const Mail& mail) {
  if (!is_web_address(mail.link)) return pages::copyable("Link", "link", mail.link);
  return Markup("<p>").add(pages::link(mail.link, mail.link, "link")).add("</p>\n");
}

Markup facts_of(const Mail& mail) {
  Markup facts = pages::fact("To", pages::code(mail.to, "to"));
  facts.add(pages::fact("From", plain(mail.from))).add(pages::fact("Sent", plain(to_iso8601(mail.time))));
  if (!mail.tenant_id.empty()) facts.add(pages::fact("Tenant", pages::code(mail.tenant_id)));
  if (!mail.user_id.empty()) facts.add(pages::fact("User", pages::code(mail.user_id)));
  return pages::facts(facts);
}

std::string_view heading_of(const Mail& mail) {
  if (!mail.subject.empty()) return mail.subject;
  return mail.medium == Mail::Medium::sms ? "Text message" : "Without a subject";
}

Markup row(const Mail& mail) {
  Markup html("<li id=\"mail-");
  html.text(std::to_string(mail.sequence)).add("\" data-testid=\"mail\">\n<div class=\"head\"><h3>");
  html.text(heading_of(mail)).add("</h3>");
  html.add(pages::state(to_text(mail.medium))).add(pages::state(mail.kind)).add("</div>\n").add(facts_of(mail));
  if (!mail.code.empty()) html.add(pages::copyable("Code", "code", mail.code));
  if (!mail.link.empty()) html.add(link_of(mail));
  return html.add("<p class=\"body\" data-testid=\"text\">").text(mail.text).add("</p>\n</li>\n");
}

}  // namespace

http::Reply mailbox_page(const MailboxView& view) {
  const std::string control = view.at(view.control_path);
  Markup content("<p>What emulated systems send ends up here, the newest first. ");
  content.add(pages::link(cat({control, "/mailbox?limit=1000"}), "All, as JSON", "json")).add(" ");
  content.add(pages::link(view.at("/_understudy/"), "Start page", "start-page")).add("</p>\n");
  Markup rows;
  for (const auto& mail : view.mails) rows.add(row(mail));
  if (view.mails.empty()) rows.add("<li id=\"empty\" class=\"muted\">Nothing is here.</li>\n");
  Markup list("<ul class=\"rows\" aria-live=\"polite\" data-world=\"");
  list.text(control).add("\">\n").add(rows).add("</ul>\n");
  content.add(pages::section("mails", "Messages", list));
  return pages::page(200, cat({"Mailbox of ", view.world}), "Understudy", content, pages::Layout::wide,
                     &mailbox_script);
}

}  // namespace understudy::start
