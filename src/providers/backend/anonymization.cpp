#include "providers/backend/anonymization.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "base/time.h"

namespace understudy::backend {

namespace {

enum class Treatment {
  scrub,  ///< kept, but for e-mails, phone numbers and IBANs in it
  keep,
  drop,
  redact,
  person,
  company,
  value,
  street,
  email,
  phone,
  iban,
  contact,
  birthdate,
  // Values with members of their own: an address, a means of payment, a user, a consent.
  address,
  payment,
  user,
  consent,
};

struct Rule {
  std::string_view schema;  ///< the entity's `_schema`; empty: every one, or none
  std::string_view name;    ///< the member's plain name; `*` stands for any run of characters
  Treatment treatment;
};

/// The rules for one kind of value: the first that fits counts.
struct Rules {
  std::vector<Rule> rows;
  Treatment text;    ///< of a text that stands where an object was expected
  Treatment others;  ///< of members without a rule
};

const Rules& general_rules() {
  using enum Treatment;
  static const Rules rules{{
                               {"contact", "_title", person},
                               {"contact", "name", person},
                               {"account", "_title", company},
                               {"account", "name", company},
                               {"note", "content", redact},
                               {"comment", "content", redact},
                               {"message", "subject", redact},
                               {"message", "body", redact},
                               {"message", "html", redact},
                               {"message", "text", redact},
                               {"opportunity", "description", redact},
                               {"", "firstname", person},
                               {"", "middlename", person},
                               {"", "lastname", person},
                               {"", "fullname", person},
                               {"", "givenname", person},
                               {"", "familyname", person},
                               {"", "surname", person},
                               {"", "birthname", person},
                               {"", "maidenname", person},
                               {"", "accountholder*", person},
                               {"", "company", company},
                               {"", "companyname", company},
                               {"", "taxid", value},
                               {"", "taxnumber", value},
                               {"", "vatid", value},
                               {"", "vatnumber", value},
                               {"", "registrationid", value},
                               {"", "registrationnumber", value},
                               {"", "email", email},
                               {"", "emails", email},
                               {"", "emailaddress", email},
                               {"", "phone", phone},
                               {"", "phones", phone},
                               {"", "phonenumber", phone},
                               {"", "telephone", phone},
                               {"", "mobile", phone},
                               {"", "mobilephone", phone},
                               {"", "fax", phone},
                               {"", "iban", iban},
                               {"", "birthdate", birthdate},
                               {"", "birthday", birthdate},
                               {"", "dateofbirth", birthdate},
                               {"", "street", street},
                               {"", "address", address},
                               {"", "addresses", address},
                               {"", "*address", address},
                               {"", "payment", payment},
                               {"", "payments", payment},
                               {"", "paymentmethod", payment},
                               {"", "paymentmethods", payment},
                               {"", "contactowner", user},
                               {"", "agent", user},
                               {"", "assignee", user},
                               {"", "consent*", consent},
                           },
                           scrub,
                           scrub};
  return rules;
}

const Rules& address_rules() {
  using enum Treatment;
  static const Rules rules{{
                               {"", "_*", keep},
                               {"", "postalcode", keep},
                               {"", "postcode", keep},
                               {"", "zip", keep},
                               {"", "zipcode", keep},
                               {"", "city", keep},
                               {"", "country", keep},
                               {"", "countrycode", keep},
                               {"", "street", street},
                               {"", "streetname", street},
                           },
                           street,
                           drop};
  return rules;
}

const Rules& payment_rules() {
  using enum Treatment;
  static const Rules rules{{
                               {"", "bankname", keep},
                               {"", "bic*", keep},
                               {"", "*iban*", iban},
                               {"", "*holder*", person},
                               {"", "name", person},
                               {"", "accountnumber", value},
                           },
                           scrub,
                           scrub};
  return rules;
}

const Rules& user_rules() {
  using enum Treatment;
  static const Rules rules{{
                               {"", "*password*", drop},
                               {"", "*secret*", drop},
                               {"", "*token*", drop},
                               {"", "*credential*", drop},
                               {"", "name", person},
                               {"", "displayname", person},
                               {"", "username", email},
                               {"", "*email", email},
                           },
                           scrub,
                           scrub};
  return rules;
}

const Rules& consent_rules() {
  using enum Treatment;
  static const Rules rules{{{"", "identifier", contact}}, scrub, scrub};
  return rules;
}

/// first_name, firstName and First-Name are one name; an underscore in front marks the platform's own members.
std::string plain_name(std::string_view name) {
  std::string plain;
  for (size_t i = 0; i < name.size(); ++i)
    if (i == 0 ? name[i] != '-' : name[i] != '_' && name[i] != '-') plain += name[i];
  return to_lower(plain);
}

const Rule* find_rule(const Rules& rules, std::string_view schema, std::string_view plain) {
  const auto found = std::find_if(rules.rows.begin(), rules.rows.end(), [&](const Rule& rule) {
    return (rule.schema.empty() || rule.schema == schema) && matches_wildcard(rule.name, plain);
  });
  return found != rules.rows.end() ? &*found : nullptr;
}

/// An address's own members are all that is known of it; elsewhere a name means the same on every level.
Treatment treatment_of(const Rules& rules, std::string_view schema, std::string_view name) {
  const std::string plain = plain_name(name);
  if (const Rule* rule = find_rule(rules, schema, plain)) return rule->treatment;
  const bool is_closed = rules.others == Treatment::drop;
  const Rule* general = is_closed ? nullptr : find_rule(general_rules(), schema, plain);
  return general != nullptr ? general->treatment : rules.others;
}

constexpr std::string_view redacted = "[REDACTED]";

/// Only the year stays of a date, in ISO 8601 or as "14.06.1985".
std::string year_of(std::string_view text) {
  const auto date = trim(text);
  if (date.empty()) return std::string(text);
  const auto is_year = [](std::string_view digits) { return digits.size() == 4 && parse_number(digits).has_value(); };
  if (is_year(date.substr(0, 4)) && (date.size() == 4 || date[4] == '-')) return cat({date.substr(0, 4), "-01-01"});
  if (date.size() >= 8 && date[date.size() - 5] == '.' && is_year(date.substr(date.size() - 4)))
    return cat({date.substr(date.size() - 4), "-01-01"});
  return std::string(redacted);
}

class Anonymizer {
 public:
  explicit Anonymizer(const Pseudonyms& pseudonyms) : pseudonyms_(pseudonyms) {}

  Json walk(const Json& value, const Rules& rules) const {
    if (value.text() != nullptr) return replacement(*value.text(), rules.text);
    if (value.is_array()) {
      Json::Array items;
      for (const auto& item : value.items()) items.push_back(walk(item, rules));
      return items;
    }
    if (!value.is_object()) return value;
    Json::Object members;
    const auto schema = value.text_at("_schema");
    for (const auto& member : value.members()) {
      const Treatment treatment = treatment_of(rules, schema, member.name);
      if (treatment != Treatment::drop) members.push_back({member.name, treat(member.value, treatment, rules)});
    }
    return members;
  }

 private:
  Json treat(const Json& value, Treatment treatment, const Rules& rules) const {
    switch (treatment) {
      case Treatment::keep: return value;
      case Treatment::scrub: return walk(value, rules);
      case Treatment::address: return walk(value, address_rules());
      case Treatment::payment: return walk(value, payment_rules());
      case Treatment::user: return walk(value, user_rules());
      case Treatment::consent: return walk(value, consent_rules());
      default: return replaced(value, treatment);
    }
  }

  /// Every text and number in `value`, on every level: platforms keep e-mails as [{"_tags":[],"email":"…"}].
  Json replaced(const Json& value, Treatment treatment) const {
    if (value.is_null() || value.boolean() != nullptr) return value;
    if (value.is_array()) {
      Json::Array items;
      for (const auto& item : value.items()) items.push_back(replaced(item, treatment));
      return items;
    }
    if (value.is_object()) {
      Json::Object members;
      for (const auto& member : value.members())
        members.push_back({member.name, member.name.starts_with('_') ? walk(member.value, general_rules())
                                                                     : replaced(member.value, treatment)});
      return members;
    }
    return replacement(value.text() != nullptr ? *value.text() : value.dump(), treatment);
  }

  std::string replacement(const std::string& text, Treatment treatment) const {
    switch (treatment) {
      case Treatment::redact: return std::string(text.empty() ? std::string_view() : redacted);
      case Treatment::person: return pseudonyms_.person(text);
      case Treatment::company: return pseudonyms_.company(text);
      case Treatment::value: return pseudonyms_.value(text);
      case Treatment::street: return pseudonyms_.street(text);
      case Treatment::email: return pseudonyms_.email(text);
      case Treatment::phone: return pseudonyms_.phone(text);
      case Treatment::iban: return pseudonyms_.iban(text);
      case Treatment::contact: return pseudonyms_.contact(text);
      case Treatment::birthdate: return year_of(text);
      default: return pseudonyms_.scrubbed(text);
    }
  }

  const Pseudonyms& pseudonyms_;
};

}  // namespace

Json anonymized(const Json& answer, const Pseudonyms& pseudonyms) {
  return Anonymizer(pseudonyms).walk(answer, general_rules());
}

}  // namespace understudy::backend
