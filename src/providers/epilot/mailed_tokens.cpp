#include "providers/epilot/mailed_tokens.h"

#include <array>

#include "base/encoding.h"
#include "base/text.h"
#include "front/members.h"
#include "providers/epilot/part.h"

namespace understudy::epilot {

namespace {

using Kind = MailedToken::Kind;

struct Wording {
  std::string_view subject;
  std::string_view text;  ///< before the link
};

/// One row for each kind, in their order.
struct KindRow {
  std::string_view word;  ///< of the row's id
  std::string_view mail;  ///< the kind's word in the mailbox
  std::string_view path;  ///< of the link
  bool tells_email;       ///< whether what takes the token asks for the address, too
  Milliseconds Choices::*lasts;
  Wording english;
  Wording german;
};
constexpr std::array kinds{
    KindRow{"invitation",
            "epilot_invitation",
            "/invite?token=",
            false,
            &Choices::invitation_lifetime,
            {"You have been invited", "Accept the invitation and choose a password: "},
            {"Sie wurden eingeladen", "Nehmen Sie die Einladung an und wählen Sie ein Passwort: "}},
    KindRow{"reset",
            "epilot_password_reset",
            "/reset-password?token=",
            true,
            &Choices::password_reset_lifetime,
            {"Reset your password", "Choose a new password: "},
            {"Passwort zurücksetzen", "Wählen Sie ein neues Passwort: "}},
    KindRow{"email",
            "epilot_email_change",
            "/verify-email?token=",
            false,
            &Choices::email_change_lifetime,
            {"Confirm your new e-mail address", "Confirm that this address is yours: "},
            {"Neue E-Mail-Adresse bestätigen", "Bestätigen Sie, dass diese Adresse Ihre ist: "}},
};

const KindRow& row_of(Kind kind) { return kinds[static_cast<size_t>(kind)]; }

bool is_good(const MailedToken* row, Instant now) {
  return row != nullptr && (!row->good_until || now < *row->good_until);
}

Mail mail_of(const WorldState& state, const User& user, const Letter& letter, const std::string& to) {
  const KindRow& row = row_of(letter.kind);
  Mail mail;
  mail.time = state.clock.now();
  mail.from = "epilot.user";
  mail.to = to;
  mail.kind = row.mail;
  const auto& [subject, text] = letter.language.starts_with("de") ? row.german : row.english;
  mail.subject = subject;
  mail.text = text;
  mail.tenant_id = user.tenant_id;
  mail.user_id = user.id;
  return mail;
}

size_t most_bytes_of_an_address() {
  for (const auto& bound : mail_bounds)
    if (bound.text == &Mail::to) return bound.most;
  return 0;
}

}  // namespace

std::string mailed_token_id(Kind kind, std::string_view user_id) { return cat({row_of(kind).word, " ", user_id}); }

std::string portal_address(const Seed& seed, std::string_view base) {
  const std::string& chosen = epilot_of(seed).choices.portal_url;
  return chosen.empty() ? std::string(base) : chosen;
}

void mail_token(WorldState& state, const Seed& seed, std::string_view portal, const User& user, const Letter& letter) {
  const KindRow& row = row_of(letter.kind);
  const std::string& to = letter.email.empty() ? user.email : letter.email;
  if (to.empty() || to.size() > most_bytes_of_an_address())
    front::refuse_member("the user has an address that mail can be sent to", "", std::to_string(to.size()));
  MailedToken token;
  token.id = mailed_token_id(letter.kind, user.id);
  token.kind = letter.kind;
  token.user_id = user.id;
  token.token = state.ids.url_safe(cat({"mailed ", row.word}), user.id, 43);
  token.email = letter.email;
  token.good_until = state.clock.now() + epilot_of(seed).choices.*row.lasts;
  Mail mail = mail_of(state, user, letter, to);
  mail.code = token.token;
  mail.link = cat({portal, row.path, token.token, row.tells_email ? "&email=" + percent_encode(user.email) : ""});
  mail.text += mail.link;
  auto& tokens = epilot_of(state).mailed_tokens;
  tokens.put_among(std::move(token), most_mailed_tokens);
  state.mailbox.append(std::move(mail));
}

const MailedToken* find_mailed(const WorldState& state, Kind kind, std::string_view token) {
  for (const MailedToken* row : epilot_of(state).mailed_tokens.find_all(MailedToken::by_token, token))
    if (row->kind == kind && is_good(row, state.clock.now())) return row;
  return nullptr;
}

const MailedToken* mailed_to(const WorldState& state, Kind kind, std::string_view user_id) {
  const MailedToken* row = epilot_of(state).mailed_tokens.find(mailed_token_id(kind, user_id));
  return is_good(row, state.clock.now()) ? row : nullptr;
}

void use_up(WorldState& state, Kind kind, std::string_view user_id) {
  epilot_of(state).mailed_tokens.erase(mailed_token_id(kind, user_id));
}

void use_up_all(WorldState& state, std::string_view user_id) {
  epilot_of(state).mailed_tokens.erase_all(MailedToken::by_user, user_id);
}

void withdraw_email_change(WorldState& state, std::string_view user_id) {
  epilot_of(state).mailed_tokens.change(mailed_token_id(Kind::email_change, user_id),
                                        [](MailedToken& row) { row.email.clear(); });
}

}  // namespace understudy::epilot
