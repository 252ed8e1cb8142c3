// How any part below the front turns a request down: it throws a Refusal, which only the front catches. Each emulated
// API translates the reason into its own status and body; the rest becomes the explanation that no real provider gives.
#pragma once

#include <string>
#include <string_view>

namespace understudy {

/// Why a request is turned down, in words of our own that every emulated API can translate.
enum class Reason {
  // the credential
  missing_credential,    ///< none was sent
  malformed_credential,  ///< it does not read as any kind that is known here
  unaccepted_kind,       ///< it reads well, but this place does not take its kind
  forbidden_algorithm,   ///< its header names an algorithm, or carries a key, that must never be trusted
  unknown_key,           ///< no key of this world has its key id
  bad_signature,
  wrong_issuer,
  wrong_audience,
  expired,
  not_yet_valid,
  unknown_token,  ///< well signed, but this world never issued it or has let go of it
  revoked,
  wrong_tenant,          ///< it speaks for a tenant that it was not issued for
  unaccepted_operation,  ///< it names the operations it is good for, and this is none of them
  unknown_user,          ///< a trusted issuer vouches for somebody whom the directory does not have
  // what the caller may do
  permission_denied,
  // the request
  invalid_request,  ///< body or parameters are not what the operation takes
  unknown_record,
  limit_reached,
  // the address
  unknown_route,
  wrong_method,
  not_emulated,
  unknown_world,
  misdirected,  ///< the connection is another host's
  internal_error,
  // the proxy's alone, so that no API has to say it
  not_passed_on,  ///< it is for somebody whom this proxy does not lead to
};

/// The reason as the journal and X-Understudy-Reason spell it: "bad_signature".
std::string_view to_text(Reason reason);

/// True where the credential itself is not good, whatever was asked with it.
bool is_about_credential(Reason reason);

/// What the original says of a refusal where our rule does not tell it. An empty member: the original has none, or the
/// rule is its own sentence.
struct Said {
  std::string code{};     ///< by which the original's own kinds of errors are told apart
  std::string member{};   ///< of the request: "Lifetime"
  std::string message{};  ///< a whole sentence
};

/// Deliberately not a std::exception: no handler for those may swallow it by accident.
struct Refusal {
  Reason reason;
  std::string rule;      ///< which rule failed, as a sentence: "the token's issuer is this world's"
  std::string expected;  ///< what would have passed; empty where there is nothing to compare
  std::string got;       ///< what came instead, never a whole secret
  Said said{};

  const std::string& message() const { return said.message.empty() ? rule : said.message; }
};

}  // namespace understudy
