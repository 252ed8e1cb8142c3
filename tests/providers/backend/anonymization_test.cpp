#include "providers/backend/anonymization.h"

#include <gtest/gtest.h>
#include <regex>

namespace understudy::backend {
namespace {

/// The anonymized text of a JSON text, with each pseudonym's digits as N.
std::string hidden(const std::string& answer) {
  static const Pseudonyms pseudonyms("test", "739224");
  const std::string text = anonymized(parse_json(answer).value(), pseudonyms).dump();
  std::string seen = std::regex_replace(text, std::regex("[0-9a-f]{8}@anonymized"), "N@anonymized");
  seen = std::regex_replace(seen, std::regex("\\+00[0-9]{8}"), "+00N");
  return std::regex_replace(seen, std::regex("(person|company|value|street|iban)_[0-9a-f]{8}"), "$1_N");
}

}  // namespace

TEST(Anonymization, ReplacesWhatANameOrAFormTells) {
  struct Row {
    std::string answer;
    std::string expected;
  };
  const Row rows[] = {
      // names
      {R"({"first_name":"Max","lastName":"Muster","title":"Dr."})",
       R"({"first_name":"person_N","lastName":"person_N","title":"Dr."})"},
      {R"({"_schema":"contact","_title":"Max Muster","_id":"1"})",
       R"({"_schema":"contact","_title":"person_N","_id":"1"})"},
      {R"({"_schema":"account","_title":"ACME","name":"ACME"})",
       R"({"_schema":"account","_title":"company_N","name":"company_N"})"},
      {R"({"_schema":"order","_title":"Order of max@web.de","name":"Gas"})",
       R"({"_schema":"order","_title":"Order of N@anonymized.invalid","name":"Gas"})"},
      {R"({"company_name":"ACME","tax_id":"DE1","vat_id":17})",
       R"({"company_name":"company_N","tax_id":"value_N","vat_id":"value_N"})"},
      // ways to reach somebody
      {R"({"email":[{"_tags":["private"],"email":"max@web.de"}],"phone":[{"phone":"0170 123"}]})",
       R"({"email":[{"_tags":["private"],"email":"N@anonymized.invalid"}],"phone":[{"phone":"+00N"}]})"},
      {R"({"phone":491701234567,"email":null,"fax":false})", R"({"phone":"+00N","email":null,"fax":false})"},
      // an address
      {R"({"address":[{"_tags":["x"],"street":"Musterstr.","street_number":"12b","postal_code":"50667","city":"Köln","country":"DE","additional_info":"c/o Max"}]})",
       R"({"address":[{"_tags":["x"],"street":"street_N","postal_code":"50667","city":"Köln","country":"DE"}]})"},
      {R"({"billing_address":"Musterstr. 12b, 50667 Köln"})", R"({"billing_address":"street_N"})"},
      // a means of payment
      {R"({"payment":[{"type":"payment_sepa","data":{"iban":"DE89370400440532013000","fullname":"Max","bank_name":"Bank","bic_number":"COBADEFFXXX"}}]})",
       R"({"payment":[{"type":"payment_sepa","data":{"iban":"iban_N","fullname":"person_N","bank_name":"Bank","bic_number":"COBADEFFXXX"}}]})"},
      // a user
      {R"({"contact_owner":{"id":"10000001","name":"Max","email":"max@web.de","status":"Active","token":"x","password_hash":"y"}})",
       R"({"contact_owner":{"id":"10000001","name":"person_N","email":"N@anonymized.invalid","status":"Active"}})"},
      {R"({"agent":"10000001"})", R"({"agent":"10000001"})"},
      // a consent
      {R"({"consent_email_marketing":{"status":"active","identifier":"max@web.de","events":[{"identifier":"+491701234567"}]}})",
       R"({"consent_email_marketing":{"status":"active","identifier":"N@anonymized.invalid","events":[{"identifier":"+00N"}]}})"},
      // dates of birth
      {R"({"birthdate":"1985-06-14"})", R"({"birthdate":"1985-01-01"})"},
      {R"({"birthdate":"1985-06-14T10:00:00Z","date_of_birth":"14.06.1985","birthday":"in June"})",
       R"({"birthdate":"1985-01-01","date_of_birth":"1985-01-01","birthday":"[REDACTED]"})"},
      // free text
      {R"({"_schema":"note","content":"Divorced","title":"A"})",
       R"({"_schema":"note","content":"[REDACTED]","title":"A"})"},
      {R"({"_schema":"message","subject":"S","body":{"text":"B"},"content":"c"})",
       R"({"_schema":"message","subject":"[REDACTED]","body":{"text":"[REDACTED]"},"content":"c"})"},
      {R"({"_schema":"opportunity","description":"d"})", R"({"_schema":"opportunity","description":"[REDACTED]"})"},
      {R"({"_schema":"contract","description":"d"})", R"({"_schema":"contract","description":"d"})"},
      // everything else
      {R"({"_id":"5da0a718-c822-403d-9f5d-20d4584e0528","_created_at":"2026-01-01T00:00:00.000Z","status":"open","amount":12.5,"n":null,"ok":true,"_tags":["a"]})",
       R"({"_id":"5da0a718-c822-403d-9f5d-20d4584e0528","_created_at":"2026-01-01T00:00:00.000Z","status":"open","amount":12.5,"n":null,"ok":true,"_tags":["a"]})"},
      {R"({"remark":"write to max@web.de or +49 170 1234567"})",
       R"({"remark":"write to N@anonymized.invalid or +00N"})"},
      {R"(["max@web.de",{"results":[{"entity":{"last_name":"M"}}]}])",
       R"(["N@anonymized.invalid",{"results":[{"entity":{"last_name":"person_N"}}]}])"},
      {R"({"first_name":"","email":"","address":{},"payment":[]})",
       R"({"first_name":"","email":"","address":{},"payment":[]})"},
  };
  for (const auto& row : rows) EXPECT_EQ(hidden(row.answer), row.expected) << row.answer;
}

TEST(Anonymization, KeepsTheSamePersonRecognisable) {
  const Pseudonyms pseudonyms("test", "739224");
  const Json seen = anonymized(
      *parse_json(R"([{"email":"max@web.de"},{"_schema":"order","remark":"max@web.de"},{"email":"MAX@web.de"}])"),
      pseudonyms);
  EXPECT_EQ(seen.items()[0].text_at("email"), seen.items()[1].text_at("remark"));
  EXPECT_EQ(seen.items()[0].text_at("email"), seen.items()[2].text_at("email"));
}

}  // namespace understudy::backend
