#include "providers/backend/pseudonyms.h"

#include <chrono>
#include <gtest/gtest.h>
#include <regex>

namespace understudy::backend {
namespace {

const Pseudonyms& acme() {
  static const Pseudonyms pseudonyms("test", "739224");
  return pseudonyms;
}

/// Pseudonyms by their form, so that a row can be read.
std::string forms(const std::string& text) {
  std::string seen = std::regex_replace(text, std::regex("[0-9a-f]{8}@anonymized\\.invalid"), "EMAIL");
  seen = std::regex_replace(seen, std::regex("\\+00[0-9]{8}"), "PHONE");
  return std::regex_replace(seen, std::regex("iban_[0-9a-f]{8}"), "IBAN");
}

}  // namespace

TEST(Pseudonyms, HaveTheFormsThatEpilotDocuments) {
  const auto is = [](const std::string& text, const char* form) {
    return std::regex_match(text, std::regex(form)) ? "" : text + " is not " + form;
  };
  EXPECT_EQ(is(acme().person("Max Mustermann"), "person_[0-9a-f]{8}"), "");
  EXPECT_EQ(is(acme().company("ACME GmbH"), "company_[0-9a-f]{8}"), "");
  EXPECT_EQ(is(acme().value("DE811569869"), "value_[0-9a-f]{8}"), "");
  EXPECT_EQ(is(acme().street("Musterstr. 12b"), "street_[0-9a-f]{8}"), "");
  EXPECT_EQ(is(acme().email("max@web.de"), "[0-9a-f]{8}@anonymized\\.invalid"), "");
  EXPECT_EQ(is(acme().phone("+49 170 1234567"), "\\+00[0-9]{8}"), "");
  EXPECT_EQ(is(acme().iban("DE89 3704 0044 0532 0130 00"), "iban_[0-9a-f]{8}"), "");
}

// Recomputed with Node's crypto module, by the recipe of docs/routes.md.
TEST(Pseudonyms, FollowFromSeedAndOrganization) {
  EXPECT_EQ(acme().person("Max Mustermann"), "person_92da3b52");
  EXPECT_EQ(acme().email("max@web.de"), "bcc257c8@anonymized.invalid");
  EXPECT_EQ(acme().phone("+49 170 1234567"), "+0085324155");
  EXPECT_EQ(acme().iban("DE89 3704 0044 0532 0130 00"), "iban_dc43306f");
  EXPECT_EQ(Pseudonyms("test", "739224").person("Max"), acme().person("Max"));
  EXPECT_NE(Pseudonyms("test", "739225").person("Max"), acme().person("Max"));
  EXPECT_NE(Pseudonyms("other", "739224").person("Max"), acme().person("Max"));
  EXPECT_NE(acme().person("Max").substr(7), acme().company("Max").substr(8));
}

TEST(Pseudonyms, DoNotDependOnTheSpelling) {
  EXPECT_EQ(acme().email(" Max@Web.DE "), acme().email("max@web.de"));
  EXPECT_EQ(acme().person("MAX "), acme().person("max"));
  EXPECT_EQ(acme().phone("0049 (170) 123-45/67"), acme().phone("+491701234567"));
  EXPECT_EQ(acme().iban("DE89 3704 0044"), acme().iban("de8937040044"));
  EXPECT_NE(acme().email("max@web.de"), acme().email("mux@web.de"));
}

TEST(Pseudonyms, LeaveNothingAsNothing) {
  EXPECT_EQ(acme().person(""), "");
  EXPECT_EQ(acme().email(""), "");
  EXPECT_EQ(acme().phone(""), "");
  EXPECT_EQ(acme().iban(""), "");
  EXPECT_EQ(acme().scrubbed(""), "");
}

TEST(Pseudonyms, FindContactDetailsInsideText) {
  struct Row {
    std::string text;
    std::string expected;
  };
  const Row rows[] = {
      {"mail max.muster+shop@sub.web.de, please.", "mail EMAIL, please."},
      {"<max@web.de>", "<EMAIL>"},
      {"mailto:max@web.de.", "mailto:EMAIL."},
      {"a@b.de,c@d.de", "EMAIL,EMAIL"},
      {"a@b.de+c@d.de", "EMAILEMAIL"},
      {"foo@example.com_bar@example.org", "EMAILEMAIL"},
      {"max@web.de-Anna", "EMAIL-Anna"},
      {"max@web.de...", "EMAIL..."},
      {"max@-.-.-.-", "max@-.-.-.-"},
      {"müller@köln.de", "EMAIL"},
      {"no@mail", "no@mail"},
      {"@web.de and max@ and @", "@web.de and max@ and @"},
      {"max@web.d", "max@web.d"},
      {"call +49 170 1234567 today", "call PHONE today"},
      {"tel:+49(0)170/123-45.67", "tel:PHONE"},
      {"+123456", "+123456"},
      {"0170 1234567", "0170 1234567"},
      {"1+4917012345", "1+4917012345"},
      {"2026-01-01T00:00:00+02:00", "2026-01-01T00:00:00+02:00"},
      {"IBAN DE89 3704 0044 0532 0130 00 BANK", "IBAN IBAN BANK"},
      {"DE89370400440532013000", "IBAN"},
      {"(NL91ABNA0417164300)", "(IBAN)"},
      {"ES91 2100 0418 4502 0005 1332 NOTE", "IBAN NOTE"},
      {"DE89 is short", "DE89 is short"},
      {"XDE89370400440532013000", "XDE89370400440532013000"},
      {"DE8937040044053201300012345678901234567890", "DE8937040044053201300012345678901234567890"},
      {"5da0a718-c822-403d-9f5d-20d4584e0528", "5da0a718-c822-403d-9f5d-20d4584e0528"},
      {"contact:123, 739224:owner, api_5ZugdRXasLfWBypHi93Fk", "contact:123, 739224:owner, api_5ZugdRXasLfWBypHi93Fk"},
      {"+49 170 1234567 max@web.de DE89370400440532013000", "PHONE EMAIL IBAN"},
  };
  for (const auto& row : rows) EXPECT_EQ(forms(acme().scrubbed(row.text)), row.expected) << row.text;
}

TEST(Pseudonyms, ReplaceTheSameDetailAlikeWhereverItStands) {
  EXPECT_EQ(acme().scrubbed("x max@web.de"), "x " + acme().email("max@web.de"));
  EXPECT_EQ(acme().contact("max@web.de"), acme().email("max@web.de"));
  EXPECT_EQ(acme().contact("0170 1234567"), acme().phone("0170 1234567"));
  EXPECT_EQ(acme().contact("Max"), acme().value("Max"));
}

TEST(Pseudonyms, TakeTimeInProportionToAHostileText) {
  constexpr size_t size = 1024 * 1024;
  for (const std::string piece :
       {"a", "@", "a@", "+", "+1", "+1 ", "a@a.", "AB12", "AB12 ", "+(", "\xFF", "a.", "A1 "}) {
    std::string text;
    while (text.size() < size) text += piece;
    const auto before = std::chrono::steady_clock::now();
    const auto safe = acme().scrubbed(text);
    const auto taken = std::chrono::steady_clock::now() - before;
    EXPECT_LT(taken, std::chrono::seconds(10)) << piece;
    EXPECT_LT(safe.size(), 8 * size) << piece;
  }
}

}  // namespace understudy::backend
