#include "crypto/srp.h"

#include <array>
#include <gtest/gtest.h>

#include "crypto/seed_stream.h"
#include "crypto/srp_client.h"

namespace understudy::crypto::srp {

namespace {

// One sign-in with all its numbers, which the classes of amazon-cognito-identity-js and pycognito arrive at too.
constexpr std::string_view pool_name = "AbCdEf123";
constexpr std::string_view user_id = "6f9b9a52-1d1e-4c4f-9c8e-0f5f3d0a1b2c";
constexpr std::string_view password = "Passw0rd!";
constexpr SrpClient::User user{pool_name, user_id, password};
constexpr std::string_view salt = "9f00112233445566778899aabbccddee";
constexpr std::string_view timestamp = "Tue Nov 3 04:05:06 UTC 2026";
const std::string client_secret(128, '\x22');
const std::string server_secret(64, '\x11');
constexpr std::string_view client_value =
    "83902728efd443a69a3d030d47f9d748a2f722588863851dca981846fcc67d263b8b88d30b13d75559277339e717765aeabe494b12e7bfd4"
    "ed3c90a2e3b0f5f799bd4a51cdb70afec0760da4e2a5c5553198c661cf7655d591bd20ce706ba47b37606d6b72906b5380541fb8f5296147"
    "72fca3665db24395bf49346abdd800a2e85150dd05914511f55abba60c4cc363b8dc398b6408a628c36fa521a1bc7779152ebace8a12340d"
    "a4472dbbe3e67b9e7418418f682c10229151cd39c330ff7b9bf52203c909bedc9daaf572223b53d493250ab57ee6d360b115df7ff679eff6"
    "036570b05246abfdc0740f24d444deae4926c073e76ef97d4e955a5286b42a9b1f60fd7c3adf0376888457273c1a7aff7c47e37e95de9f9b"
    "0d0d60846a659d6954cb1407e93844fb877f4970f31f5818a8b085dd0e73aa09c43d3f778748feddf4a11228c298d3684ff55d2a587633f4"
    "50e2ebe16c69c0638e1efb0178fbb3c402a30a79927ec9bd11333e900af1f7691fba67c339b684f054e416d52f6f33e7";
constexpr std::string_view server_value =
    "12f75bd275377a9a01ec0d0e8272a3a259d67c1ca8d39740ac8b9338b232b4ea73623248a5d9df18e07d1812930d4d9f49db296aea50ef0e"
    "9552d276d05da2c27e9f2442a51fb7fa910e6a2c2e949c9ff547fe2ab50d85a93f80471c79d9e8718e91d9eb7d4c3be015f1943e77d6f851"
    "4ad26537a091d59655c2df697d94a7796fa0902418409a9eb9b4d754bd985e2236ccafab3be221d6ed3d3a39283f790ea4e27d09ffdfc808"
    "9da22cef5b29d9ab0ba8813277ebbebc19fdde22040ef189c68c69957c8a48b739170214a6bf9f2577980820cf975c017a853328818d44b3"
    "2f1c30d0c1e023077b5f8709bc5e1848ff4a567707ae9565d074f4657fda962e6b8a11932422738cdfda36fa99cf67e29f19da241727e6af"
    "937281a242fa23b12696beae0450d56caec1f975ff87959a5b8da0a762612630191737c1efd23abcd75423f74233f9920fe6d028699ca42d"
    "98ebb28ea527f279d244de0840693539fd30ff0084ad4b47864e12a7f9ad7c299204bfe395a49cffa270f8a758de11b3";

/// The 48 bytes from 0 to 47.
std::string secret_block() {
  std::string bytes;
  for (char byte = 0; byte < 48; ++byte) bytes += byte;
  return bytes;
}

Verifier verifier_of(const SrpClient::User& of) {
  return make_verifier(of.pool_name, of.user_id, of.password, *from_hex(salt));
}

std::string digest_of(std::string_view hex) { return to_hex(sha256(padded_bytes(hex))); }

TEST(Srp, GivesTheNumbersOfTheExample) {
  const Verifier verifier = verifier_of(user);
  EXPECT_EQ(to_hex(verifier.salt), salt);
  EXPECT_EQ(digest_of(to_hex(verifier.number)), "0eadf351b05c0d830a3eef48ae7ec7717fea7af1c748d2412b1df500b564ce7f");
  const Agreement agreement = agree(*read_public_value(client_value), verifier.number, server_secret);
  EXPECT_EQ(agreement.public_value, server_value);
  EXPECT_EQ(digest_of(agreement.public_value), "60213b395124ed763fba23badc8a01c30d3e2b467a3905ad6d551425055c662d");
  EXPECT_EQ(to_hex(agreement.key), "f3858575905a9dc8ad4505d9ba4f38f6");
  EXPECT_EQ(proof(agreement.key, pool_name, user_id, secret_block(), timestamp),
            "5qulQFLhWGqnKdTPL6jyWtXV+YY/VshdjrWi8rZIkvw=");
}

TEST(SrpClient, GivesTheNumbersOfTheExample) {
  const SrpClient client(client_secret);
  EXPECT_EQ(to_hex(sha256(*from_hex(client.n()))), "48cf8b092fbce4359d9871abf74f98e25b6163379eaa15cd9087e800c6d1c55c");
  EXPECT_EQ(client.k(), "538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6");
  EXPECT_EQ(client.public_value(), client_value);
  EXPECT_EQ(digest_of(client_value), "ef4032690588d8f3b6ab50c3b7ed8a2fc90bf8082eb082200ecc76c28104dd1f");
  const auto [x, u, s, key] = client.answer(user, client_value, salt, server_value);
  EXPECT_EQ(x, "c4d23c4609437735f731daf8d57baba4b8da90108fe06050aff376a6fd4519b8");
  EXPECT_EQ(u, "7a6128974ca3b1d801de3f8e2c69ea6acb1a0136954761515c5b012d30b818b0");
  EXPECT_EQ(digest_of(s), "63d39e18d8bc7faa92347b80ccf3031577a8149dcdcef1c7130c3ea23cca3b3f");
  EXPECT_EQ(key, "f3858575905a9dc8ad4505d9ba4f38f6");
}

/// How a number looked in many sign-ins, by its hex digits.
struct Looks {
  size_t full_size;
  int with_top_bit = 0;
  int without_top_bit = 0;
  int odd = 0;
  int shorter_by_bytes = 0;

  void add(std::string_view hex) {
    const bool is_odd = hex.size() % 2 != 0;
    ++(is_odd ? odd : hex.front() >= '8' ? with_top_bit : without_top_bit);
    if (hex.size() + 2 <= full_size) ++shorter_by_bytes;
  }
};

TEST(Srp, AgreesWithItsClientWhateverTheNumbersLookLike) {
  Looks a{768};
  Looks b{768};
  Looks u{64};
  Looks s{768};
  // Among these, each number has each look at least once.
  for (int seed = 1000; seed < 1300; ++seed) {
    SeedStream random("srp test", std::to_string(seed));
    const SrpClient client(random.read(32));
    const Verifier verifier = make_verifier(pool_name, user_id, password, random.read(16));
    const std::string sent = client.public_value();
    const Agreement agreement = agree(*read_public_value(sent), verifier.number, random.read(32));
    const auto numbers = client.answer(user, sent, to_hex(verifier.salt), agreement.public_value);
    ASSERT_EQ(to_hex(agreement.key), numbers.key) << seed;
    a.add(sent);
    b.add(hex_of(number_of_hex(agreement.public_value)));
    u.add(numbers.u);
    s.add(numbers.s);
  }
  for (const Looks& looks : {a, b, u, s}) {
    EXPECT_GT(looks.with_top_bit, 0);
    EXPECT_GT(looks.without_top_bit, 0);
    EXPECT_GT(looks.odd, 0);
    EXPECT_GT(looks.shorter_by_bytes, 0);
  }
}

TEST(Srp, GivesAnotherKeyForAnotherPassword) {
  const SrpClient client(client_secret);
  const SrpClient::User other{pool_name, user_id, "Passw0rd"};
  const auto [public_value, key] = agree(*read_public_value(client_value), verifier_of(other).number, server_secret);
  EXPECT_EQ(client.answer(other, client_value, salt, public_value).key, to_hex(key));
  EXPECT_NE(client.answer(user, client_value, salt, public_value).key, to_hex(key));
}

TEST(Srp, KeepsTheFirstDigitOfASaltFromBeingZero) {
  struct Row {
    std::string_view random;
    std::string_view salt;
  };
  constexpr Row rows[] = {
      {"00000000000000000000000000000000", "10000000000000000000000000000000"},
      {"0f112233445566778899aabbccddeeff", "1f112233445566778899aabbccddeeff"},
      {"20112233445566778899aabbccddeeff", "20112233445566778899aabbccddeeff"},
      {"80112233445566778899aabbccddeeff", "80112233445566778899aabbccddeeff"},
      {"f0112233445566778899aabbccddeeff", "f0112233445566778899aabbccddeeff"},
  };
  for (const auto& row : rows) {
    const Verifier verifier = make_verifier(pool_name, user_id, password, *from_hex(row.random));
    EXPECT_EQ(to_hex(verifier.salt), row.salt);
    EXPECT_EQ(verifier.number, make_verifier(pool_name, user_id, password, verifier.salt).number) << row.random;
  }
}

TEST(Srp, ReadsPublicValuesHoweverTheyAreSpelled) {
  struct Row {
    std::string hex;
    std::string number;
  };
  const Row rows[] = {
      {"2", "02"},
      {"02", "02"},
      {"abc", "0abc"},
      {"aBCdEF", "abcdef"},
      {"00abcdef", "abcdef"},
      {"000abcdef", "abcdef"},
      {to_upper(client_value), std::string(client_value)},
      {cat({"00", client_value}), std::string(client_value)},
      {std::string(1'000'000, '0') + "2", "02"},
  };
  for (const auto& row : rows) {
    const auto value = read_public_value(row.hex);
    ASSERT_TRUE(value.has_value()) << shorten(row.hex, 100);
    EXPECT_EQ(to_hex(*value), row.number);
  }
}

/// N + `more`, in hex.
std::string modulus_and(unsigned more) {
  const OwnedNumber sum(must(BN_get_rfc3526_prime_3072(nullptr)));
  must(BN_add_word(sum.get(), more));
  return hex_of(sum);
}

TEST(Srp, ReadsNoPublicValueThatIsNone) {
  const OwnedNumber twice = number_of_hex(modulus_and(0));
  must(BN_lshift1(twice.get(), twice.get()));
  const std::string rows[] = {
      "",
      "0",
      "00",
      "000",
      std::string(2000, '0'),
      modulus_and(0),
      to_upper(modulus_and(0)),
      "00" + modulus_and(0),
      hex_of(twice),
      "-2",
      "+2",
      " 2",
      "2 ",
      "2\n",
      "0x2",
      "x2",
      "2g",
      "2.0",
      "1e-2",
      "\xef\xbc\x92",
      std::string("2\0", 2),
  };
  for (const auto& row : rows) EXPECT_EQ(read_public_value(row), std::nullopt) << row;
}

TEST(Srp, RefusesWhatIsLongerThanTheModulusByItsLength) {
  const std::string greatest(768, 'f');
  EXPECT_EQ(read_public_value(greatest), from_hex(greatest));
  EXPECT_EQ(read_public_value("000" + greatest), from_hex(greatest));
  EXPECT_EQ(read_public_value("1" + std::string(768, '0')), std::nullopt);
  EXPECT_EQ(read_public_value("0" + greatest + "f"), std::nullopt);
  EXPECT_EQ(read_public_value(std::string(1'000'000, 'f')), std::nullopt);
}

TEST(Srp, HashesThePublicValueAsItWasSent) {
  const SrpClient client("\7");  // A = 2^7
  const std::string sent = modulus_and(128);
  const std::string verifier = verifier_of(user).number;
  const auto [public_value, key] = agree(*read_public_value(sent), verifier, server_secret);
  EXPECT_EQ(client.answer(user, sent, salt, public_value).key, to_hex(key));
  EXPECT_NE(agree(*read_public_value("80"), verifier, server_secret).key, key);
}

TEST(Srp, HashesZeroAsOneByte) {
  const std::string verifier = *from_hex(modulus_and(0));  // so that S is 0
  const auto [public_value, key] = agree(*read_public_value(client_value), verifier, server_secret);
  const auto u = SrpClient(client_secret).answer(user, client_value, salt, public_value).u;
  const std::string mixed = hmac_sha256(padded_bytes(u), std::string(1, '\0'));
  EXPECT_EQ(to_hex(key), to_hex(hmac_sha256(mixed, "Caldera Derived Key\1").substr(0, 16)));
}

TEST(Srp, ProvesEveryBitOfWhatIsSigned) {
  const std::string key(16, '\x2a');
  const std::array parts{key, std::string(pool_name), std::string(user_id), secret_block(), std::string(timestamp)};
  const auto proof_of = [](const auto& of) { return proof(of[0], of[1], of[2], of[3], of[4]); };
  const std::string right = proof_of(parts);
  for (size_t part = 0; part < parts.size(); ++part)
    for (size_t bit = 0; bit < parts[part].size() * 8; ++bit) {
      auto changed = parts;
      changed[part][bit / 8] = static_cast<char>(changed[part][bit / 8] ^ (1 << bit % 8));
      EXPECT_NE(proof_of(changed), right) << "part " << part << ", bit " << bit;
    }
}

}  // namespace

}  // namespace understudy::crypto::srp
