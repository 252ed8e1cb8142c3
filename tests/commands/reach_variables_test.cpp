#include "commands/reach_variables.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "providers.h"

namespace understudy {

namespace {

ReachFacts facts(const std::string& world = "default") {
  return {.server = "http://localhost:9119", .world = world, .data_folder = "/data", .preload = "/data/preload.cjs"};
}

std::string value_of(const ReachVariables& variables, std::string_view name) {
  for (const auto& setting : variables.settings)
    if (setting.name == name) return setting.value;
  return "(not set)";
}

/// What a program has in the end.
Environment after(const ReachFacts& reach, Environment environment) {
  for (const auto& [name, value] : reach_variables(reach, environment).settings) environment[name] = value;
  return environment;
}

}  // namespace

TEST(ReachVariables, LeadEveryClientByItsOwnVariables) {
  const auto set = after(facts("ci"), {});
  const Environment expected{
      {"UNDERSTUDY_URL", "http://localhost:9119"},
      {"UNDERSTUDY_WORLD", "ci"},
      {"UNDERSTUDY_BASE_URL", "http://localhost:9119/w/ci"},
      {"NODE_EXTRA_CA_CERTS", "/data/both-cas.pem"},
      {"SSL_CERT_FILE", "/data/bundle.pem"},
      {"CURL_CA_BUNDLE", "/data/bundle.pem"},
      {"REQUESTS_CA_BUNDLE", "/data/bundle.pem"},
      {"AWS_CA_BUNDLE", "/data/bundle.pem"},
      {"JAVA_TOOL_OPTIONS",
       "-Djavax.net.ssl.trustStore=/data/truststore.p12 -Djavax.net.ssl.trustStorePassword=changeit "
       "-Djavax.net.ssl.trustStoreType=PKCS12 -Dhttps.proxyHost=localhost -Dhttps.proxyPort=9119 "
       "-Dhttp.nonProxyHosts=localhost|127.*|[::1]|*.localhost|*.test"},
      {"HTTPS_PROXY", "http://ci:any@localhost:9119"},
      {"https_proxy", "http://ci:any@localhost:9119"},
      {"NODE_USE_ENV_PROXY", "1"},
      {"NO_PROXY", "localhost,127.0.0.1,::1,.localhost,.test"},
      {"no_proxy", "localhost,127.0.0.1,::1,.localhost,.test"},
      {"NODE_OPTIONS", "--require /data/preload.cjs"},
  };
  EXPECT_EQ(set, expected);
  EXPECT_TRUE(reach_variables(facts("ci"), {}).notes.empty());
  // A server with --proxy-auth asks for the default world as well.
  EXPECT_EQ(value_of(reach_variables(facts(), {}), "HTTPS_PROXY"), "http://default:any@localhost:9119");
}

TEST(ReachVariables, AreTheSameTheSecondTime) {
  auto reach = facts("ci");
  reach.client_variables = providers().client_variables();
  const auto once = after(reach, {{"NODE_OPTIONS", "--trace-warnings"}, {"NO_PROXY", ".corp"}});
  EXPECT_EQ(after(reach, once), once);
  EXPECT_TRUE(reach_variables(reach, once).notes.empty());
  EXPECT_TRUE(foreign_proxies(once, proxy_of(reach)).empty());
}

TEST(ReachVariables, LeaveWhatIsSetAndSaySoWithoutItsValue) {
  for (const auto* name : {"NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE",
                           "AWS_CA_BUNDLE", "NODE_USE_ENV_PROXY"}) {
    const auto variables = reach_variables(facts(), {{name, "s3cret"}});
    EXPECT_EQ(value_of(variables, name), "(not set)");
    ASSERT_EQ(variables.notes.size(), 1U) << name;
    EXPECT_NE(variables.notes.front().find(name), std::string::npos);
    EXPECT_EQ(variables.notes.front().find("s3cret"), std::string::npos);
    // An empty one is not set.
    EXPECT_NE(value_of(reach_variables(facts(), {{name, ""}}), name), "(not set)");
  }
}

TEST(ReachVariables, AddToListsWhatIsMissing) {
  struct Row {
    Environment there;
    std::string upper;
    std::string lower;
  };
  const Row rows[] = {
      {{{"NO_PROXY", ".corp, ::1"}},
       ".corp, ::1,localhost,127.0.0.1,.localhost,.test",
       ".corp, ::1,localhost,127.0.0.1,.localhost,.test"},
      {{{"no_proxy", "a b"}},
       "a b,localhost,127.0.0.1,::1,.localhost,.test",
       "a b,localhost,127.0.0.1,::1,.localhost,.test"},
      {{{"NO_PROXY", "up"}, {"no_proxy", "low,LOCALHOST"}},
       "up,localhost,127.0.0.1,::1,.localhost,.test",
       "low,LOCALHOST,127.0.0.1,::1,.localhost,.test"},
      {{{"NO_PROXY", "*"}}, "*", "*"},
  };
  for (const auto& row : rows) {
    const auto set = after(facts(), row.there);
    EXPECT_EQ(set.at("NO_PROXY"), row.upper);
    if (row.upper != "*") {
      EXPECT_EQ(set.at("no_proxy"), row.lower);
    }
  }
  const auto all = reach_variables(facts(), {{"NO_PROXY", "*"}});
  EXPECT_EQ(value_of(all, "no_proxy"), "(not set)");
  EXPECT_EQ(all.notes.size(), 2U);
}

TEST(ReachVariables, SayWhatCallsAVendorDirectly) {
  auto reach = facts();
  reach.vendor_hosts = {"*.sls.vendor.test"};
  const Environment direct{{"NO_PROXY", ".corp,*.vendor.test,sls.vendor.test"}};
  EXPECT_EQ(reach_variables(reach, direct).notes.front(),
            "NO_PROXY has *.vendor.test, sls.vendor.test, which stays: programs that mind it use no proxy there, and "
            "call vendors");
  EXPECT_TRUE(after(reach, direct).at("NO_PROXY").starts_with(".corp,*.vendor.test,sls.vendor.test,localhost,"));
  EXPECT_TRUE(reach_variables(reach, {{"NO_PROXY", ".corp"}}).notes.empty());
  reach.has_tls = false;
  EXPECT_TRUE(reach_variables(reach, direct).notes.empty());
}

TEST(ReachVariables, AppendToOptionsOfLaunchers) {
  const auto set = after(facts(), {{"NODE_OPTIONS", "--max-old-space-size=99"}, {"JAVA_TOOL_OPTIONS", "-Xmx1g"}});
  EXPECT_EQ(set.at("NODE_OPTIONS"), "--max-old-space-size=99 --require /data/preload.cjs");
  EXPECT_TRUE(set.at("JAVA_TOOL_OPTIONS").starts_with("-Xmx1g -Djavax.net.ssl.trustStore=/data/truststore.p12 "));
  // What the user said of one of the two stays; the other one is still said.
  const auto own = reach_variables(facts(), {{"JAVA_TOOL_OPTIONS", "-Dhttps.proxyHost=corp"}});
  const auto java = value_of(own, "JAVA_TOOL_OPTIONS");
  EXPECT_TRUE(java.starts_with("-Dhttps.proxyHost=corp -Djavax.net.ssl.trustStore="));
  EXPECT_EQ(java.find("localhost"), std::string::npos);
  EXPECT_EQ(own.notes.size(), 1U);
}

TEST(ReachVariables, KnowAProxyOfSomebodyElse) {
  const auto own = proxy_of(facts("ci"));
  for (const auto* name : {"HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy"}) {
    EXPECT_EQ(foreign_proxies({{name, "http://corp:3128"}}, own), std::vector<std::string>{name});
    EXPECT_TRUE(foreign_proxies({{name, own}}, own).empty());
    EXPECT_TRUE(foreign_proxies({{name, ""}}, own).empty());
  }
}

TEST(ReachVariables, KeepOrReplaceAProxyAsTold) {
  const Environment corp{{"HTTPS_PROXY", "http://corp:3128"}, {"ALL_PROXY", "http://corp:3128"}};
  auto reach = facts();
  reach.proxy = ProxyChoice::kept;
  const auto kept = after(reach, corp);
  EXPECT_EQ(kept.at("HTTPS_PROXY"), "http://corp:3128");
  EXPECT_FALSE(kept.contains("https_proxy"));
  EXPECT_FALSE(kept.contains("NODE_USE_ENV_PROXY"));
  EXPECT_EQ(kept.at("JAVA_TOOL_OPTIONS").find("proxyHost"), std::string::npos);
  EXPECT_TRUE(kept.at("NO_PROXY").starts_with("localhost"));
  EXPECT_EQ(reach_variables(reach, corp).notes,
            std::vector<std::string>{"HTTPS_PROXY, ALL_PROXY: the proxy that is set is kept, so whatever goes through "
                                     "it really calls the vendors"});
  reach.proxy = ProxyChoice::overridden;
  const auto replaced = after(reach, corp);
  EXPECT_EQ(replaced.at("HTTPS_PROXY"), "http://default:any@localhost:9119");
  EXPECT_EQ(replaced.at("https_proxy"), "http://default:any@localhost:9119");
  EXPECT_EQ(replaced.at("ALL_PROXY"), "http://corp:3128");  // nobody asks it for https where https_proxy is set
}

TEST(ReachVariables, LeadByAddressesAloneWithoutTls) {
  auto reach = facts("ci");
  reach.has_tls = false;
  std::vector<std::string> names;
  for (const auto& setting : reach_variables(reach, {}).settings) names.push_back(setting.name);
  EXPECT_EQ(names, (std::vector<std::string>{"UNDERSTUDY_URL", "UNDERSTUDY_WORLD", "UNDERSTUDY_BASE_URL", "NO_PROXY",
                                             "no_proxy"}));
}

TEST(ReachVariables, ReachAServerElsewhereDirectly) {
  auto reach = facts("ci");
  reach.server = "http://auth.example:9119";
  const auto set = after(reach, {});
  EXPECT_EQ(set.at("HTTPS_PROXY"), "http://ci:any@auth.example:9119");
  EXPECT_EQ(set.at("NO_PROXY"), "localhost,127.0.0.1,::1,.localhost,.test,auth.example");
  reach.server = "http://[::1]:80";
  EXPECT_EQ(proxy_of(reach), "http://ci:any@[::1]:80");
}

TEST(ReachVariables, SayWhatVendorsClientsWait) {
  auto reach = facts("ci");
  reach.client_variables = providers().client_variables();
  const auto names = [&](const Environment& there) {
    const auto set = after(reach, there);
    std::vector<std::string> found;
    for (const auto& [name, value] : set)
      if (name.starts_with("AWS_") && name != "AWS_CA_BUNDLE") found.push_back(name + "=" + value);
    return found;
  };
  const std::string endpoint = "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER=http://localhost:9119/w/ci";
  EXPECT_EQ(names({}),
            (std::vector<std::string>{"AWS_ACCESS_KEY_ID=understudy", "AWS_DEFAULT_REGION=eu-central-1", endpoint,
                                      "AWS_REGION=eu-central-1", "AWS_SECRET_ACCESS_KEY=understudy"}));
  EXPECT_EQ(names({{"AWS_PROFILE", "dev"}}), (std::vector<std::string>{endpoint, "AWS_PROFILE=dev"}));
  EXPECT_EQ(names({{"AWS_ACCESS_KEY_ID", "mine"}, {"AWS_REGION", "us-east-1"}}),
            (std::vector<std::string>{"AWS_ACCESS_KEY_ID=mine", endpoint, "AWS_REGION=us-east-1"}));
}

TEST(ReachVariables, RedirectVendorsHostsAlone) {
  const auto hosts = providers().vendor_host_patterns();
  EXPECT_FALSE(hosts.empty());
  for (const auto host : hosts)
    EXPECT_EQ(host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.*[|]"), host.npos);
}

}  // namespace understudy
