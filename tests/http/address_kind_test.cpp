#include "http/address_kind.h"

#include <gtest/gtest.h>

namespace understudy::http {
namespace {

PeerAddress address(const std::string& text, int port = 80) { return numeric_address(text, port).value(); }

}  // namespace

TEST(AddressKind, GoesByTheRangesThatAreSetApart) {
  struct Row {
    AddressKind kind;
    std::vector<std::string> addresses;
  };
  const Row rows[] = {
      {AddressKind::global,
       {"1.1.1.1",         "9.255.255.255",   "11.0.0.0",        "100.63.255.255",   "100.128.0.0",
        "126.255.255.255", "128.0.0.0",       "169.253.255.255", "169.255.0.0",      "172.15.255.255",
        "172.32.0.0",      "192.167.255.255", "192.169.0.0",     "198.17.255.255",   "198.20.0.0",
        "223.255.255.255", "2606:4700::1111", "::ffff:1.1.1.1",  "64:ff9b::1.1.1.1", "2002:101:101::1"}},
      {AddressKind::loopback, {"127.0.0.1", "127.255.255.255", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"}},
      {AddressKind::home,
       {"10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "198.18.0.1", "fc00::1", "fdff::1", "fec0::1", "::ffff:10.0.0.1", "2002:c0a8:101::1"}},
      {AddressKind::forbidden,
       {"0.0.0.0",
        "0.1.2.3",
        "169.254.169.254",
        "169.254.0.1",
        "100.100.100.200",
        "192.0.0.192",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::7f00:1",
        "fe80::1",
        "febf::1",
        "fd00:ec2::254",
        "ff02::1",
        "100::1",
        "::ffff:169.254.169.254",
        "::ffff:0.0.0.0",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a9fe:a9fe",
        "2002:a9fe:a9fe::1"}},
  };
  for (const auto& row : rows)
    for (const auto& text : row.addresses) EXPECT_EQ(kind_of(address(text)), row.kind) << text;
}

TEST(AddressKind, KnowsThisMachine) {
  for (const char* own : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"})
    EXPECT_TRUE(is_of_this_machine(address(own))) << own;
  for (const char* other : {"192.0.2.1", "2001:db8::1"}) EXPECT_FALSE(is_of_this_machine(address(other))) << other;
}

TEST(AddressKind, SaysWhereItIs) {
  EXPECT_EQ(numeric(address("192.0.2.1")), "192.0.2.1");
  EXPECT_EQ(numeric(address("2001:db8::1")), "2001:db8::1");
  EXPECT_EQ(port_of(address("192.0.2.1", 8443)), 8443);
  EXPECT_EQ(port_of(address("::1", 1)), 1);
}

}  // namespace understudy::http
