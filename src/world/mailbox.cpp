#include "world/mailbox.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "base/text.h"

namespace understudy {

namespace {

bool fits(const Mail& mail, const MailFilter& filter) {
  return (filter.to.empty() || equal_ignoring_case(mail.to, filter.to)) &&
         (filter.kind.empty() || mail.kind == filter.kind);
}

}  // namespace

std::string_view to_text(Mail::Medium medium) { return medium == Mail::Medium::sms ? "sms" : "email"; }

Json to_json(const Mail& mail) {
  Json json = Json::object({{"sequence", static_cast<long long>(mail.sequence)},
                            {"time", to_iso8601_milliseconds(mail.time)},
                            {"medium", to_text(mail.medium)},
                            {"from", mail.from},
                            {"to", mail.to},
                            {"kind", mail.kind}});
  if (!mail.subject.empty()) json.set("subject", mail.subject);
  json.set("text", mail.text);
  if (!mail.code.empty()) json.set("code", mail.code);
  if (!mail.link.empty()) json.set("link", mail.link);
  if (!mail.tenant_id.empty()) json.set("tenant", mail.tenant_id);
  if (!mail.user_id.empty()) json.set("user", mail.user_id);
  return json;
}

void Mailbox::append(Mail mail) {
  for (const auto& bound : mail_bounds)
    if ((mail.*bound.text).size() > bound.most)
      throw std::length_error(cat({"a mail's ", bound.name, " has at most ", std::to_string(bound.most), " bytes"}));
  mails_.append(std::move(mail));
}

std::vector<Mail> Mailbox::find(const MailFilter& filter) const {
  std::vector<Mail> found;
  const uint64_t first = mails_.first();
  for (uint64_t sequence = mails_.last(); sequence >= first && sequence > filter.after; --sequence) {
    if (found.size() == filter.limit) break;
    if (const Mail& mail = mails_.at(sequence); fits(mail, filter)) found.push_back(mail);
  }
  std::reverse(found.begin(), found.end());
  return found;
}

}  // namespace understudy
