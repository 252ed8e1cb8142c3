// What emulated systems send to people: every code, link, invitation and text message ends up here, and nowhere else.
// The newest mails, in a ring. They hold secrets, so who shows them is guarded as the control API is.
//
//   world.step([&](WorldState& state) { state.mailbox.append({.time = visit.now, .from = …, .to = …, …}); });
//
// It is touched only inside World::step: a sender appends in the step that makes the code good. As soon as that step is
// done, those who wait for mail are told.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "world/ring.h"

namespace understudy {

struct Mail {
  enum class Medium { email, sms };

  uint64_t sequence = 0;  ///< counts from 1, without gaps; the mailbox gives it
  Instant time{};         ///< the world's
  Medium medium = Medium::email;
  std::string from{};       ///< which system sent it, such as a pool or an API
  std::string to{};         ///< an address or a phone number, as the sender knows it
  std::string kind{};       ///< a word of the sender's: "sign_up", "forgot_password", "invitation"
  std::string subject{};    ///< empty in a text message
  std::string text{};       ///< the body, plain
  std::string code{};       ///< the one that the body tells; empty where it tells none
  std::string link{};       ///< likewise
  std::string tenant_id{};  ///< empty where it concerns none
  std::string user_id{};    ///< likewise
};

std::string_view to_text(Mail::Medium medium);

/// As Understudy's own answers tell of it: subject, code, link, tenant and user only where it has any.
Json to_json(const Mail& mail);

/// How many bytes each text of a mail may have. A sender bounds what it puts in by these, and refuses in its original's
/// words what is longer.
struct MailBound {
  std::string_view name;
  std::string Mail::*text;
  size_t most;
};
inline constexpr MailBound mail_bounds[] = {
    {"from", &Mail::from, 256},       {"to", &Mail::to, 320},
    {"kind", &Mail::kind, 64},        {"subject", &Mail::subject, 1024},
    {"text", &Mail::text, 64 * 1024}, {"code", &Mail::code, 1024},
    {"link", &Mail::link, 8 * 1024},  {"tenant_id", &Mail::tenant_id, 256},
    {"user_id", &Mail::user_id, 256},
};

/// Which mails are meant; of a text that is empty, all.
struct MailFilter {
  std::string to{};    ///< whole, whatever its case
  std::string kind{};  ///< whole
  uint64_t after = 0;  ///< only those with a sequence above it
  size_t limit = 100;  ///< where more fit, the newest of them
};

/// Not synchronised: a World's mutex guards it.
class Mailbox {
 public:
  /// `capacity` is at least 1.
  explicit Mailbox(size_t capacity) : mails_(capacity) {}

  /// Numbers the mail and keeps it; the oldest goes where the mailbox is full. Throws std::length_error where a text
  /// passes its bound, a mistake of the sender's: nothing is cut.
  void append(Mail mail);

  /// Oldest first.
  std::vector<Mail> find(const MailFilter& filter) const;

  /// Of all mails there ever were, whoever took or cleared them.
  uint64_t last_sequence() const { return mails_.last(); }

  /// Numbers go on.
  void clear() { mails_.clear(); }

 private:
  Ring<Mail> mails_;
};

}  // namespace understudy
