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
}

}  // namespace understudy
