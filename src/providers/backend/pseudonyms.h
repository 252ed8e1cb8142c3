// Stable stand-ins for personal data: within one organization the same value always gets the same one, in every world
// and every run, since they follow from the fixture's seed. docs/gateway.md says where their forms are from.
#pragma once

#include <string>
#include <string_view>

namespace understudy::backend {

class Pseudonyms {
 public:
  Pseudonyms(std::string_view seed, std::string_view tenant_id);

  // An empty text stays empty. Letter case, outer blanks, and what only sets a number's digits apart make no
  // difference.
  std::string person(std::string_view name) const;     ///< "person_4f2a9b1c"
  std::string company(std::string_view name) const;    ///< "company_4f2a9b1c"
  std::string value(std::string_view text) const;      ///< "value_4f2a9b1c"
  std::string street(std::string_view name) const;     ///< "street_4f2a9b1c"
  std::string email(std::string_view address) const;   ///< "4f2a9b1c@anonymized.invalid"
  std::string phone(std::string_view number) const;    ///< "+0083920174"
  std::string iban(std::string_view number) const;     ///< "iban_4f2a9b1c"
  std::string contact(std::string_view detail) const;  ///< as an e-mail or a phone, whichever it reads as
  /// The text with the e-mails, phone numbers and IBANs in it replaced, and nothing else.
  std::string scrubbed(std::string_view text) const;

 private:
  std::string digest(std::string_view kind, std::string_view normal) const;
  std::string word(std::string_view kind, std::string_view text) const;

  std::string key_;
};

}  // namespace understudy::backend
