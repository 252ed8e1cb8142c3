// Public keys in PEM as OpenSSL's command line writes them, good ones and ones that must be turned down.
#pragma once

#include <string_view>

namespace understudy::crypto::public_pem_samples {

/// 3,072 bits
constexpr std::string_view rsa_spki = R"(-----BEGIN PUBLIC KEY-----
MIIBojANBgkqhkiG9w0BAQEFAAOCAY8AMIIBigKCAYEAq7iNNahwjkXIw2suSuJA
TiJ6eqPyyAL0n5CLt4ZkXjbNLLKnf2SkaJYbWtP2Mrmuq3PnaR3OCU0Ees3KKIhP
binVsHeHPxK6Qg5TkR0rS9Ym54QjTQWrbHSZ8HPsfodd0o63UGNutymGMhxWzCuu
tSHXmw01GCZwoNuZP2DL88wE9DfrC5tpN3RLlZYeqgeelb5q/dGK+jnPYBvWLgcK
pe431w51VjzkO9/utp9xNj0zubVCeY5FM+4rxgpMbldDFG/yfcsF16UTivnJgYk9
XcKREojw6PjqegJFnbVoRdJE5MeBiE+zbFziJtttQM2fDA6kv2kB6PtuMXJDwj/R
7HcUYBwQe6skpGUN65j0wPI4xaok8jCe6IfCreb5wPSvbZzStwF/7FXciQmfGiVL
HIhu0mmIVStLbEzi/r6HwyUODKcbBRf4roHo43eaC65xlXCIrLSuyjJfir0mJGm3
/tj9IWVuJN8I8ANXkNAQloJMrQjYWcyIak16tsZV6o0JAgMBAAE=
-----END PUBLIC KEY-----
)";

/// The same key, PKCS#1
constexpr std::string_view rsa_pkcs1 = R"(-----BEGIN RSA PUBLIC KEY-----
MIIBigKCAYEAq7iNNahwjkXIw2suSuJATiJ6eqPyyAL0n5CLt4ZkXjbNLLKnf2Sk
aJYbWtP2Mrmuq3PnaR3OCU0Ees3KKIhPbinVsHeHPxK6Qg5TkR0rS9Ym54QjTQWr
bHSZ8HPsfodd0o63UGNutymGMhxWzCuutSHXmw01GCZwoNuZP2DL88wE9DfrC5tp
N3RLlZYeqgeelb5q/dGK+jnPYBvWLgcKpe431w51VjzkO9/utp9xNj0zubVCeY5F
M+4rxgpMbldDFG/yfcsF16UTivnJgYk9XcKREojw6PjqegJFnbVoRdJE5MeBiE+z
bFziJtttQM2fDA6kv2kB6PtuMXJDwj/R7HcUYBwQe6skpGUN65j0wPI4xaok8jCe
6IfCreb5wPSvbZzStwF/7FXciQmfGiVLHIhu0mmIVStLbEzi/r6HwyUODKcbBRf4
roHo43eaC65xlXCIrLSuyjJfir0mJGm3/tj9IWVuJN8I8ANXkNAQloJMrQjYWcyI
ak16tsZV6o0JAgMBAAE=
-----END RSA PUBLIC KEY-----
)";

/// The same key, in a certificate
constexpr std::string_view rsa_certificate = R"(-----BEGIN CERTIFICATE-----
MIID/TCCAmWgAwIBAgIUMcJFTtEPGccDbJ9lYCjIvd6JCJswDQYJKoZIhvcNAQEL
BQAwDjEMMAoGA1UEAwwDcnNhMB4XDTI2MTEyMjAzMTAzMFoXDTM2MTExOTAzMTAz
MFowDjEMMAoGA1UEAwwDcnNhMIIBojANBgkqhkiG9w0BAQEFAAOCAY8AMIIBigKC
AYEAq7iNNahwjkXIw2suSuJATiJ6eqPyyAL0n5CLt4ZkXjbNLLKnf2SkaJYbWtP2
Mrmuq3PnaR3OCU0Ees3KKIhPbinVsHeHPxK6Qg5TkR0rS9Ym54QjTQWrbHSZ8HPs
fodd0o63UGNutymGMhxWzCuutSHXmw01GCZwoNuZP2DL88wE9DfrC5tpN3RLlZYe
qgeelb5q/dGK+jnPYBvWLgcKpe431w51VjzkO9/utp9xNj0zubVCeY5FM+4rxgpM
bldDFG/yfcsF16UTivnJgYk9XcKREojw6PjqegJFnbVoRdJE5MeBiE+zbFziJttt
QM2fDA6kv2kB6PtuMXJDwj/R7HcUYBwQe6skpGUN65j0wPI4xaok8jCe6IfCreb5
wPSvbZzStwF/7FXciQmfGiVLHIhu0mmIVStLbEzi/r6HwyUODKcbBRf4roHo43ea
C65xlXCIrLSuyjJfir0mJGm3/tj9IWVuJN8I8ANXkNAQloJMrQjYWcyIak16tsZV
6o0JAgMBAAGjUzBRMB0GA1UdDgQWBBRRQtxk/BqJ2PI/DEIYcDqncDJKWjAfBgNV
HSMEGDAWgBRRQtxk/BqJ2PI/DEIYcDqncDJKWjAPBgNVHRMBAf8EBTADAQH/MA0G
CSqGSIb3DQEBCwUAA4IBgQCf7yZEWf5+KCU03XXd4EPzdaU+REw/rv29Ki0z1Ni/
oj5IYoS30ulW7ebotInp0NK9sUL6oZXFmL/puuhZXMMon+/uwsCN1pG+gMCYj8OE
+IBTu4mDHOcLLJG1NETaDCt+prBeYj8lApLFnJPJjE6bLXyM7up3Jdi+uTGI/NIz
ghRNqXZMqj8moa0BC2oM4cRTI78o8fJPlJOLwTQUDGRAWE6+VL/NPnPg8KaRcq8e
+Z7sK6pgxl1+3dql4sGcZ194YrOvBFRb0CtxvpjnwYA+M/5rmYLU6ToCGzeZnPdD
PW883J+biUrEop0bposy5EMOR+JQ2PXvDLZkStDAdnN1fiF4XIs6zRe4aces2hKs
aDwKqh8qYzjpjeZ2RV/hewTaHoz0pWq3RxqA1Zk0fpCbs0idWzdixq1E5hkpyCRl
gKx3NkLdgBugDJBfKYfnogH4rAQj+MNkn0rX6QevDCqdSMcSN/LJAWo3PsiU1Nf2
DwIvrJBHPs8y4p47M8EEbqk=
-----END CERTIFICATE-----
)";

/// P-256
constexpr std::string_view ec_spki = R"(-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEp2AurwFBvVFncLdxJ1JGbDDT1jXb
9IrKoo0mZYQyioFlMBSeJOTlAZH0lYc317EmsBFfW52ZYtJW9SrLqbwhEg==
-----END PUBLIC KEY-----
)";

/// The same key, its point as x and one bit of y
constexpr std::string_view ec_compressed = R"(-----BEGIN PUBLIC KEY-----
MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgACp2AurwFBvVFncLdxJ1JGbDDT1jXb
9IrKoo0mZYQyioE=
-----END PUBLIC KEY-----
)";

/// The same key, its curve spelled out
constexpr std::string_view ec_explicit = R"(-----BEGIN PUBLIC KEY-----
MIIBSzCCAQMGByqGSM49AgEwgfcCAQEwLAYHKoZIzj0BAQIhAP////8AAAABAAAA
AAAAAAAAAAAA////////////////MFsEIP////8AAAABAAAAAAAAAAAAAAAA////
///////////8BCBaxjXYqjqT57PrvVV2mIa8ZR0GsMxTsPY7zjw+J9JgSwMVAMSd
NgiG5wSTamZ44ROdJreBn36QBEEEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5
RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9QIhAP////8AAAAA
//////////+85vqtpxeehPO5ysL8YyVRAgEBA0IABKdgLq8BQb1RZ3C3cSdSRmww
09Y12/SKyqKNJmWEMoqBZTAUniTk5QGR9JWHN9exJrARX1udmWLSVvUqy6m8IRI=
-----END PUBLIC KEY-----
)";

/// Ed25519
constexpr std::string_view ed25519_spki = R"(-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAoZidxWWUN1gmmJEWNzGxirdIsAksDQp/DbIq96yErXw=
-----END PUBLIC KEY-----
)";

/// The same key, in a certificate
constexpr std::string_view ed25519_certificate = R"(-----BEGIN CERTIFICATE-----
MIIBLjCB4aADAgECAhRFiOavx7bGexBx9dWX7Qw6E52M3zAFBgMrZXAwDTELMAkG
A1UEAwwCZWQwHhcNMjYxMTIyMDMxMDMwWhcNMzYxMTE5MDMxMDMwWjANMQswCQYD
VQQDDAJlZDAqMAUGAytlcAMhAKGYncVllDdYJpiRFjcxsYq3SLAJLA0Kfw2yKves
hK18o1MwUTAdBgNVHQ4EFgQUllNhAirZFFPMK00e3eiCGfk9rC4wHwYDVR0jBBgw
FoAUllNhAirZFFPMK00e3eiCGfk9rC4wDwYDVR0TAQH/BAUwAwEB/zAFBgMrZXAD
QQDhbOT32wyP6vk4MC6wkzltskORPKEZz56F1Bcdrbr4ZjkrCi6cH155kB8LS490
SUdFpgvr2GEHCf8HnW8wmZAD
-----END CERTIFICATE-----
)";

/// Too short
constexpr std::string_view rsa_1024 = R"(-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDEUGkePfMLeSPGBigE2zy0rllT
iq8lzvTGe9XwAwCtKfZRKfV99sR3BgJt+v3mtyR/MU0JSRbNOrcMhWgSMclxCtAx
uRdytsMtjYsv3EQnS/KBGfucaQA8gXX1yQyJZKJY3YcvYcfC3GrQuWGZYs5CRmCV
bVwvX/TXUVUt7UG2rQIDAQAB
-----END PUBLIC KEY-----
)";

/// For RSASSA-PSS only
constexpr std::string_view rsa_pss = R"(-----BEGIN PUBLIC KEY-----
MIIBIDALBgkqhkiG9w0BAQoDggEPADCCAQoCggEBAPmXjJ+MB+2zfGpmPrY5JMg2
O4N7ZexK4ZGZuO9hNjuv+3GDXww3pAbcOM1bRmID01+yujKKFdFRytSOQqroKl80
dyS/MbuttoWOBGOZqkhCDv9Ciyk6Elrp2NvzZZuSAR4DjnWas1LFZI6auWo8tQen
oLyY4RgOgGeRcnyWcVae/amspdZ3uNezPuGSZST2BTUSTILwzJjNLYTw0djeNjcn
V1atlxge59mrCg71IUeVLEs1T4QKCn5scvChcEp7+QQ3WaZrqyq21Pg/FEKMNl43
rss+uxv+o8S7U02O0dm8SSt6sYpJ3H1eH9WU8gI1WzjmVCL6g8i0MuvKhpk7/lkC
AwEAAQ==
-----END PUBLIC KEY-----
)";

/// P-384
constexpr std::string_view secp384r1 = R"(-----BEGIN PUBLIC KEY-----
MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEC+opTjI+IWbVgWJ9UeajaDjDEUtYSQwJ
evrBvKYtKK2UAJPRnkxAHX0OfqRCQcXwROJKcFKAtkdbYMkMn/hOzyPmp2jXF/8l
L+9Ts0ZBzB2DLdQ5B5sQW/MllS5/V+08
-----END PUBLIC KEY-----
)";

/// Bitcoin's curve
constexpr std::string_view secp256k1 = R"(-----BEGIN PUBLIC KEY-----
MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAEYAG1lRVZ3yHeeYZ2zhYT1HjFyIV9Q6yg
15ag7BpTNLcoLgE3llx4JIJuwRQwGaV0+6RCTPHo7vaB6QtY5d4N6w==
-----END PUBLIC KEY-----
)";

/// For key agreement
constexpr std::string_view x25519 = R"(-----BEGIN PUBLIC KEY-----
MCowBQYDK2VuAyEA0PbAaFo4Ye0DOcWsTbTYNna+lKIuE03UyHwLgFkUjRo=
-----END PUBLIC KEY-----
)";

/// Ed448
constexpr std::string_view ed448 = R"(-----BEGIN PUBLIC KEY-----
MEMwBQYDK2VxAzoAV0QkAyaflVVvG30lJroOHFan8ivRoHmydD6rrQHiMPhS79yf
w64d9gb2yZSXfQEYWpX49H3l4NUA
-----END PUBLIC KEY-----
)";

/// What the key signed as `header.payload`, base64url
constexpr std::string_view rsa_signature =
    "Ybh9eM47V1V6YqdyjZdN2qbzUCvUi2Jg4NeqNimbTNviFNduQ0uRD73-"
    "0jYqy_0r6p7CwOkbjQbBVB7b2ubLjMb8A8RbNaWyh8cKGCGVbstBrDZW1RizgD7QUQEQqmcrW6RsvBKpyo787InQ4Vj2YZja0p0k"
    "Wkar9PspOAAIe0GTu8dHKswGCXuVuN9t-"
    "6TisQ_Ci0LvtTuTwQy7V_bGVOo6n3UTyL98n3OOOPHrpV0VUpuQOOD1Z7AWzdab1nOlioUBDy4WURcilFuFAPz5-"
    "WsjCdPV6y6_i2SFaDtzMpBvAztZ16uodhDygQak_TLS-J-"
    "g7dWUZn4rV51SzjvQHeMLQj3ZD6qp1nDUJwK56UvpWA1O_jjf_0o6rNB7WNZmqCpz5Mjk94-"
    "GDBmqTnWGkUX891IiX0drO_5T3QaYB_WhpVKgBiUJgVbgKO_CBwf8iz_2bl9jFuBS5zc4CvQ8YD1p0CIOLx1t7QNPYDTLK3wXwRu"
    "nHLmwwNJEQz5CUOVc";

/// What the key signed as `header.payload`, base64url
constexpr std::string_view ec_signature =
    "5NamYlSieSyXsCBpV3D1N5SJozNN7X6UaBtCcNnWeSWeFbGF_Iz7B0YhIff46GSQLHVN5mYcZesK81o0K9y7Mg";

/// What the key signed as `header.payload`, base64url
constexpr std::string_view ed25519_signature =
    "NMPX0DC_lszDvOrmH1QtpXuAxs6CnDPZzIcM0_eFXGuZ-MRP_Pec4DmR2QlYiY4f3ubELYiSfwVInaLwKskrCQ";

}  // namespace understudy::crypto::public_pem_samples
