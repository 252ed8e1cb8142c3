// Shift iQ's session cookies: begun, verified, renewed and ended. A cookie's value is a JSON object (CookieToken),
// signed and then encrypted; it counts only where its world knows the session, and until its own time is over.
// Refusals' rules are the server's own sentences.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/credentials.h"
#include "access/signer.h"
#include "providers/shiftiq/person.h"
#include "providers/shiftiq/records.h"
#include "world/world.h"

namespace understudy::shiftiq {

/// Who a session is for, and how it began.
struct ShiftSessionOrder {
  std::string user_row;        ///< the directory's user, who must be active
  std::string impersonator{};  ///< the directory's user who acts as that one; empty: nobody does
  std::string source = "Shift iQ";
  std::string language{};  ///< empty: the user's own
};

/// What goes into the cookies.
struct ShiftCookieValue {
  std::string value;  ///< base64; percent-encoded by who sets the cookie
  std::string id;     ///< of this cookie: the companion's value
  Instant modified{};
  Instant expires_at{};
  Json token;          ///< the CookieToken inside
  ShiftPerson person;  ///< whose it is
};

/// Throws Refusal{unknown_user} where the user cannot have a session.
ShiftCookieValue begin_shift_session(World& world, const access::Signer& signer, const ShiftSessionOrder& order);

struct ShiftSessionCaller {
  ShiftPerson person;
  std::optional<ShiftPerson> impersonator;
  ShiftSession session;
  Json token;           ///< the CookieToken
  std::string decoded;  ///< its JSON text, as it was sealed
};

/// `value` as the cookie carries it, percent-encoded or not. Throws Refusal (malformed_credential, bad_signature,
/// expired, unknown_token, revoked, unknown_user) whose rule is the message of X-Authentication-Failed: "The
/// authentication cookie expired".
ShiftSessionCaller verify_shift_cookie(World& world, std::string_view value);
/// The same for those who would rather go on without; nothing where the cookie is not good.
std::optional<ShiftSessionCaller> find_shift_caller(World& world, std::string_view value);

/// Of several cookies of one name, as a browser has them that knows several worlds: the first good one, else the first
/// that this world made, else the first. Nothing of none.
std::optional<std::string> choose_shift_cookie(World& world, const std::vector<std::string>& values);

/// The CookieToken inside a cookie that this world's secrets open, whatever became of its session. Throws Refusal.
Json open_shift_cookie(World& world, std::string_view value);
/// Its session, whatever became of both; nothing where the world does not know it.
std::optional<ShiftSession> find_shift_session(World& world, std::string_view value);

/// A new cookie of the same session, with an id of its own; `language` replaces the old cookie's where it is not empty.
/// Throws Refusal{revoked} where the session ended meanwhile.
ShiftCookieValue renew_shift_session(World& world, const access::Signer& signer, const ShiftSessionCaller& caller,
                                     std::string_view language = {});

/// Ends every cookie of the session at once.
void end_shift_session(World& world, const ShiftSession& session);

/// The credential kind of session cookies.
access::CredentialKind cookie_kind();

}  // namespace understudy::shiftiq
