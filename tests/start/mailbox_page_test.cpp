#include <gtest/gtest.h>

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "start/mailbox_script.h"
#include "support/mock.h"

namespace understudy::start {
namespace {

using understudy::testing::body_of;
using understudy::testing::Mock;

const std::string path = "/_understudy/mailbox";
const std::string browser = "Accept: text/html,application/xhtml+xml,*/*;q=0.8";

size_t count(const std::string& text, std::string_view part) {
  size_t found = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

void send(World& world, const Mail& mail) {
  world.step([&](WorldState& state) { state.mailbox.append(mail); });
}

std::string page(Mock& mock, const std::string& target = path) {
  const auto reply = mock.ask("GET", target, {browser});
  EXPECT_EQ(reply.status, 200) << target;
  EXPECT_TRUE(reply.headers.has("Content-Type", "text/html; charset=utf-8")) << target;
  return reply.body;
}

}  // namespace

TEST(MailboxPage, IsAPageForBrowsersAndJsonForPrograms) {
  Mock mock;
  EXPECT_EQ(count(page(mock), "id=\"empty\""), 1U);
  send(mock.world("t1"), {.time = testing::mock_start, .from = "pool", .to = "anna@acme.test", .kind = "sign_up"});
  EXPECT_EQ(count(page(mock), "data-testid=\"mail\""), 0U);
  const auto shown = page(mock, "/w/t1" + path);
  EXPECT_EQ(count(shown, "<h1>Mailbox of t1</h1>"), 1U);
  EXPECT_EQ(count(shown, "<li id=\"mail-1\" data-testid=\"mail\">"), 1U);
  EXPECT_EQ(count(shown, "id=\"empty\""), 0U);
  EXPECT_EQ(count(shown, "href=\"/w/t1/_understudy/\""), 1U);
  EXPECT_EQ(count(shown, "href=\"/w/t1/_understudy/v1/worlds/t1/mailbox?limit=1000\""), 1U);
  for (const std::string accept : {"Accept: */*", "Accept: application/json"}) {
    const auto reply = mock.ask("GET", "/w/t1" + path, {accept});
    EXPECT_EQ(reply.body,
              R"({"world":"t1","control_url":"http://localhost:9119/_understudy/v1/worlds/t1/mailbox","messages":[)"
              R"({"sequence":1,"time":"2026-01-01T00:00:00.000Z","medium":"email","from":"pool","to":"anna@acme.test",)"
              R"("kind":"sign_up","text":""}]})");
    EXPECT_TRUE(reply.headers.has("Content-Type", "application/json"));
    EXPECT_TRUE(reply.headers.has("Vary", "Accept"));
  }
  EXPECT_EQ(mock.ask("POST", path).status, 405);
}

TEST(MailboxPage, ShowsTheNewestFirstAndOfManyTheNewest) {
  Mock mock;
  for (int i = 1; i <= 120; ++i) send(mock.world(), {.subject = cat({"Mail ", std::to_string(i)})});
  const auto shown = page(mock);
  EXPECT_EQ(count(shown, "data-testid=\"mail\""), 100U);
  EXPECT_LT(shown.find("<h3>Mail 120</h3>"), shown.find("<h3>Mail 119</h3>"));
  EXPECT_EQ(count(shown, "<h3>Mail 21</h3>"), 1U);
  EXPECT_EQ(count(shown, "<h3>Mail 20</h3>"), 0U);
  const auto messages = *body_of(mock.ask("GET", path)).find("messages");
  ASSERT_EQ(messages.items().size(), 100U);
  EXPECT_EQ(messages.items().front().text_at("subject"), "Mail 120");
  EXPECT_EQ(messages.items().back().text_at("subject"), "Mail 21");
}

TEST(MailboxPage, HasWhatThereIsToCopyAndToFollow) {
  Mock mock;
  send(mock.world(), {.medium = Mail::Medium::sms, .to = "+4915112345", .text = "1\n2", .code = "123456"});
  send(mock.world(), {.subject = "Come in", .link = "HTTPS://app.example/a?b=c&d=e", .tenant_id = "739224"});
  const auto shown = page(mock);
  EXPECT_EQ(count(shown, "<h3>Text message</h3><span class=\"state\">sms</span>"), 1U);
  EXPECT_EQ(count(shown, "<code data-testid=\"to\">+4915112345</code>"), 1U);
  EXPECT_EQ(count(shown, "<input readonly data-testid=\"code\" value=\"123456\">"), 1U);
  EXPECT_EQ(count(shown, "data-testid=\"text\">1\n2</p>"), 1U);
  EXPECT_EQ(count(shown,
                  "<a href=\"HTTPS://app.example/a?b=c&amp;d=e\" data-testid=\"link\">"
                  "HTTPS://app.example/a?b=c&amp;d=e</a>"),
            1U);
  EXPECT_EQ(count(shown, "data-testid=\"code\""), 1U) << "the other has none";
  EXPECT_EQ(count(shown, "data-testid=\"link\""), 1U) << "nor this one that";
  EXPECT_EQ(count(shown, "<code>739224</code>"), 1U);
}

TEST(MailboxPage, FollowsNoLinkButOneOfTheWeb) {
  for (const std::string link : {"javascript:alert(1)", "data:text/html,x", "app://open", "//evil.example",
                                 "http:", " https://app.example", "\"><script>alert(1)</script>"}) {
    Mock mock;
    const auto links = count(page(mock), "<a ");
    send(mock.world(), {.link = link});
    const auto shown = page(mock);
    EXPECT_EQ(count(shown, "<a "), links) << link;
    EXPECT_EQ(count(shown, "<input readonly data-testid=\"link\" value=\""), 1U) << link;
  }
}

TEST(MailboxPage, EscapesWhateverAMailSays) {
  Mock mock;
  Mail hostile;
  for (const auto& bound : mail_bounds) hostile.*bound.text = "\"'><script>alert(1)</script>";
  send(mock.world(), hostile);
  hostile.link = "https://app.example/\"'><script>alert(1)</script>";
  send(mock.world(), hostile);
  const auto shown = page(mock);
  EXPECT_EQ(count(shown, "<script"), 1U) << "the page's own";
  EXPECT_EQ(count(shown, "\"'>"), 0U);
  EXPECT_EQ(count(shown, "&lt;script&gt;alert(1)&lt;/script&gt;"), 2 * std::size(mail_bounds) + 1)
      << "every text once, and the link as its address too";
}

TEST(MailboxPage, RefreshesItself) {
  Mock mock;
  const auto reply = mock.ask("GET", "/w/t1" + path, {browser});
  EXPECT_EQ(count(reply.body, cat({"<script>", mailbox_script.text.text, "</script>"})), 1U);
  EXPECT_EQ(count(reply.body, "data-world=\"/w/t1/_understudy/v1/worlds/t1\""), 1U);
  EXPECT_EQ(mailbox_script.digest, to_base64(crypto::sha256(mailbox_script.text.text)));
  const auto* policy = reply.headers.find("Content-Security-Policy");
  ASSERT_NE(policy, nullptr);
  EXPECT_EQ(count(*policy, cat({"script-src 'sha256-", mailbox_script.digest, "'"})), 1U);
}

TEST(MailboxPage, IsGuardedAsTheStartPageIs) {
  Mock mock;
  for (const std::string target : {"/", "/_understudy/mailbox"}) {
    EXPECT_EQ(mock.ask("GET", target, {"Host: evil.example"}).status, 403) << target;
    EXPECT_EQ(mock.ask("GET", target, {"Origin: https://evil.example"}).status, 403) << target;
    EXPECT_TRUE(mock.ask("GET", target).headers.has("Cross-Origin-Resource-Policy", "same-origin")) << target;
    EXPECT_TRUE(mock.ask("GET", target).headers.has("Cache-Control", "no-store")) << target;
  }
}

TEST(MailboxPage, IsInNoJournalAndChangesNothing) {
  Mock mock;
  send(mock.world("t1"), {.subject = "Hello"});
  const auto shown = page(mock, "/w/t1" + path);
  EXPECT_EQ(page(mock, "/w/t1" + path), shown) << "reading it takes nothing out";
  mock.world("t1").step([](WorldState& state) { EXPECT_EQ(state.journal.last_sequence(), 0U); });
}

TEST(MailboxPage, IsFoundFromTheStartPage) {
  Mock mock;
  EXPECT_EQ(count(mock.ask("GET", "/w/t1/", {browser}).body, "href=\"/w/t1/_understudy/mailbox\""), 1U);
  const auto url = std::string(body_of(mock.ask("GET", "/w/t1/")).text_at("mailbox_url"));
  EXPECT_EQ(url, mock.public_url + "/w/t1/_understudy/mailbox");
  EXPECT_EQ(mock.ask("GET", url.substr(mock.public_url.size())).status, 200);
}

}  // namespace understudy::start
