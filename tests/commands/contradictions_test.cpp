#include "commands/contradictions.h"

#include <gtest/gtest.h>

#include "providers.h"
#include "support/mock.h"

namespace understudy {

TEST(Contradictions, AreToldOfWhomTheProxyNeverLeadsTo) {
  const auto told = [](const std::string& entries) {
    return contradictions(testing::seed_of_text("version: 1\nserver: {pass_through: [" + entries + "]}\n"), providers(),
                          "http://localhost:9119");
  };
  EXPECT_EQ(told("{host: a.test}, {host: a.test, port: 80}"), std::vector<std::string>());
  EXPECT_EQ(told("{host: A.test.}, {host: a.test, private: true}"),
            std::vector<std::string>{"server.pass_through: a.test:443 is listed twice"});
  EXPECT_EQ(
      told("{host: User.sls.epilot.io}"),
      std::vector<std::string>{"server.pass_through: user.sls.epilot.io:443 is a vendor's host, for which Understudy "
                               "answers and leads nobody on; leave it out"});
  EXPECT_EQ(told("{host: user.sls.epilot.io, port: 8443}"), std::vector<std::string>()) << "no vendor is there";
  EXPECT_EQ(told("{host: 2001:DB8::7}, {host: '[2001:db8::8]'}, {host: 192.0.2.7}, {host: '::1', private: true}, "
                 "{host: 10.0.0.1, private: true}, {host: localhost, port: 8443, private: true}"),
            std::vector<std::string>());
  EXPECT_EQ(told("{host: 2001:DB8::7}, {host: '[2001:db8:0::7]'}"),
            std::vector<std::string>{"server.pass_through: [2001:db8::7]:443 is listed twice"});
  EXPECT_NE(told("{host: 127.0.0.1, port: 9119, private: true}"), std::vector<std::string>()) << "localhost's";
}

TEST(Contradictions, AreToldOfAddressesToWhichNobodyIsLed) {
  const auto told = [](const std::string& entry) {
    const auto found =
        contradictions(testing::seed_of_text("version: 1\nserver: {public_url: 'http://App.example:8443', "
                                             "hosts: [Own.example.], pass_through: [" +
                                             entry + "]}\n"),
                       providers(), "http://app.example:8443");
    return found.empty() ? std::string() : found.front();
  };
  for (const std::string host :
       {"0177.0.0.1", "'127.1'", "'2130706433'", "'0x7f000001'", "256.1.1.1", "a..b", "'1::2::3'", "'-a.example'"})
    EXPECT_NE(told("{host: " + host + ", private: true}").find(" is no host: "), std::string::npos) << host;
  for (const std::string host :
       {"0.0.0.0", "169.254.169.254", "'fe80::1'", "'::'", "'::ffff:169.254.169.254'", "255.255.255.255"})
    EXPECT_NE(told("{host: " + host + ", private: true}").find("leads nobody"), std::string::npos) << host;
  for (const std::string host :
       {"127.0.0.1", "10.0.0.1", "192.168.1.1", "'::1'", "'fd00::1'", "localhost", "a.localhost"}) {
    EXPECT_NE(told("{host: " + host + "}").find("add private: true"), std::string::npos) << host;
    EXPECT_EQ(told("{host: " + host + ", private: true}"), "") << host;
  }
  for (const std::string entry :
       {"host: app.example", "host: App.example, port: 80", "host: app.example, port: 8443", "host: own.example"})
    EXPECT_NE(told("{" + entry + "}").find("is this server's own"), std::string::npos) << entry;
  EXPECT_EQ(told("{host: app.example, port: 8444}"), "");
  EXPECT_EQ(told("{host: own.example, port: 8443}"), "");
}

TEST(Contradictions, AreToldOfHostsThatCanBeNoOnesOwn) {
  const auto told = [](const std::string& host, const std::string& url = "http://localhost:9119") {
    const auto found =
        contradictions(testing::seed_of_text("version: 1\nserver: {hosts: ['" + host + "']}\n"), providers(), url);
    return found.empty() ? std::string() : found.front();
  };
  for (const std::string host : {"APP.Example.", "auth", "10.0.0.7", "[2001:DB8::7]", "::1", "app.test", "localhost",
                                 "ec2-1.eu-central-1.compute.amazonaws.com", "mine.epilot.example"})
    EXPECT_EQ(told(host), "") << host;
  for (const std::string host : {".", "a..b", ".example.com", "127.1", "0x7f.1", "-a.example"})
    EXPECT_NE(told(host).find(host + " is no host: "), std::string::npos) << host;
  for (const std::string host : {"user.sls.epilot.io", "amazonaws.com", "io", "com", "eu-central-1.amazonaws.com",
                                 "a.user.sls.epilot.io", "acme.shiftiq.com"})
    EXPECT_NE(told(host).find("a vendor's"), std::string::npos) << host;
  for (const std::string url : {"https://user.sls.epilot.io", "http://user.sls.epilot.io.:9119/auth"})
    EXPECT_NE(told("app.test", url).find("the public URL: user.sls.epilot.io is a vendor's host"), std::string::npos);
  EXPECT_EQ(told("app.test", "https://ec2-1.eu-central-1.compute.amazonaws.com"), "");
  EXPECT_EQ(told("app.test", ""), "") << "it is not known yet";
}

}  // namespace understudy
