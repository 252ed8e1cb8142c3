// Tokens of an outside issuer under every algorithm, with their keys in every form: made by Node and OpenSSL's command
// line. Their claims: {"iss":"https://login.partner.test","email":"support@acme.test","exp":4102444800}.
#pragma once

#include <array>
#include <string_view>

namespace understudy::crypto::partner_samples {

inline constexpr std::string_view rsa_jwk =
    R"({"kty":"RSA","n":"nIcZ6CNhdTxSOgRPRyVpAk7uFZVXOAxNebLaHXfwOj5Ea0htCgeXe2t6tCCwf62YJf53kU6EPIvw4kdXLG5l6YmoYg)"
    R"(JVPC9URKmOTHwb7EYH-2XmopgXWYfNi_rCJJdSOqsyVAOnOIS5AZAX5r9SkZHookRnwVF27Oi5dSPNmJxe3GGivobaRrqn7DRgcq-3PwrgK0)"
    R"(JwI1tLhkDcmNOfAFH5nnQh5aOvCWsm8XkF6N2gY1eIiAeAdcMPNmwwT4LNyxTDYFsE4qkHLA9NaMF4JyXenCgeOKPz2sKjKRui9Lz85HRoTc)"
    R"(XxNbNNMyrDgxmPg-PPrRSNipDWf3SzK2CgYQ","e":"AQAB"})";

inline constexpr std::string_view rsa_spki = R"(-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAnIcZ6CNhdTxSOgRPRyVp
Ak7uFZVXOAxNebLaHXfwOj5Ea0htCgeXe2t6tCCwf62YJf53kU6EPIvw4kdXLG5l
6YmoYgJVPC9URKmOTHwb7EYH+2XmopgXWYfNi/rCJJdSOqsyVAOnOIS5AZAX5r9S
kZHookRnwVF27Oi5dSPNmJxe3GGivobaRrqn7DRgcq+3PwrgK0JwI1tLhkDcmNOf
AFH5nnQh5aOvCWsm8XkF6N2gY1eIiAeAdcMPNmwwT4LNyxTDYFsE4qkHLA9NaMF4
JyXenCgeOKPz2sKjKRui9Lz85HRoTcXxNbNNMyrDgxmPg+PPrRSNipDWf3SzK2Cg
YQIDAQAB
-----END PUBLIC KEY-----
)";

inline constexpr std::string_view rsa_certificate = R"(-----BEGIN CERTIFICATE-----
MIIDBzCCAe+gAwIBAgIUCITZONRWlZqUoFmfTcRcsNAtmS4wDQYJKoZIhvcNAQEL
BQAwEjEQMA4GA1UEAwwHcGFydG5lcjAgFw0yNjExMjcwNDA3NDJaGA8yMTI2MTEw
MzA0MDc0MlowEjEQMA4GA1UEAwwHcGFydG5lcjCCASIwDQYJKoZIhvcNAQEBBQAD
ggEPADCCAQoCggEBAJyHGegjYXU8UjoET0claQJO7hWVVzgMTXmy2h138Do+RGtI
bQoHl3trerQgsH+tmCX+d5FOhDyL8OJHVyxuZemJqGICVTwvVESpjkx8G+xGB/tl
5qKYF1mHzYv6wiSXUjqrMlQDpziEuQGQF+a/UpGR6KJEZ8FRduzouXUjzZicXtxh
or6G2ka6p+w0YHKvtz8K4CtCcCNbS4ZA3JjTnwBR+Z50IeWjrwlrJvF5BejdoGNX
iIgHgHXDDzZsME+CzcsUw2BbBOKpBywPTWjBeCcl3pwoHjij89rCoykbovS8/OR0
aE3F8TWzTTMqw4MZj4Pjz60UjYqQ1n90sytgoGECAwEAAaNTMFEwHQYDVR0OBBYE
FMpIFlueMH8G385yL2ts1H9wnQUXMB8GA1UdIwQYMBaAFMpIFlueMH8G385yL2ts
1H9wnQUXMA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADggEBACF4lGUx
R134xJhAS0gpYCdJpBDcQbmXF9tpYdfZVz03PIwDF0gm/AqPPZCDqyoZu+bGquek
Wi1fL6EBg29NBVwJZhF1n+fyTy91CvApya1wwnBalz3B9WPC2qpmIPN8vk5s9dCy
xrzHHwj/ZrcRN1QtWtZcQoEHbuA2NZEQKxfvYCYXMmI8Oq9kbvIPuJfRW3sUJJIZ
Wa8mJ8NO9gpFjEyR0LpXUCS2MdbG0bb54Hfm0FrnMXlQTP/V4I4fdVHgKGPwuRK4
2HMruusF1ZK2yRLjheEjUkhYNSakMxOILZHp7g2tJWT36KtOYBLHmYfSKBXGJ6wc
HtDBL7z3z7yHIPA=
-----END CERTIFICATE-----
)";

inline constexpr std::string_view p256_jwk =
    R"({"kty":"EC","x":"TOk-WHaA4wqsMsnaQzNPvp-WDGh67umC9kifc1I8Cro","y":"2ccsVHwSbw7ofTdukZvFBDS71_0d-1vfNOM42H_59)"
    R"(WQ","crv":"P-256"})";

inline constexpr std::string_view p256_spki = R"(-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAETOk+WHaA4wqsMsnaQzNPvp+WDGh6
7umC9kifc1I8CrrZxyxUfBJvDuh9N26Rm8UENLvX/R37W9804zjYf/n1ZA==
-----END PUBLIC KEY-----
)";

inline constexpr std::string_view p256_certificate = R"(-----BEGIN CERTIFICATE-----
MIIBejCCASGgAwIBAgIUMWpcfXqkDEspbfEiC8RExqAcmcMwCgYIKoZIzj0EAwIw
EjEQMA4GA1UEAwwHcGFydG5lcjAgFw0yNjExMjcwNDA3NDJaGA8yMTI2MTEwMzA0
MDc0MlowEjEQMA4GA1UEAwwHcGFydG5lcjBZMBMGByqGSM49AgEGCCqGSM49AwEH
A0IABEzpPlh2gOMKrDLJ2kMzT76flgxoeu7pgvZIn3NSPAq62ccsVHwSbw7ofTdu
kZvFBDS71/0d+1vfNOM42H/59WSjUzBRMB0GA1UdDgQWBBQnKECPXpH693LxFeEo
fFiOGKc4PDAfBgNVHSMEGDAWgBQnKECPXpH693LxFeEofFiOGKc4PDAPBgNVHRMB
Af8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIEuQBKoYK6YqAohcOoL+kLeSI46K
X3+ejT1HGXfDvEtAAiBYVbyvZ4MnmexGDR6dM2Vcov2GZW04zNGAgGLYi5elLA==
-----END CERTIFICATE-----
)";

inline constexpr std::string_view p384_jwk =
    R"({"kty":"EC","x":"tKZMgvORv1tQLORS1gvWXbFkMdIbCaB8HsfbDte67-LhXlnXpi5PSCL-OH6uyL1T","y":"TuUwEO9dLrftkpeyrZPB)"
    R"(lHkKpnTFbJPSiFG6B_L2xjuQA5IuLVUpMsgBBGquo-Dz","crv":"P-384"})";

inline constexpr std::string_view p384_spki = R"(-----BEGIN PUBLIC KEY-----
MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEtKZMgvORv1tQLORS1gvWXbFkMdIbCaB8
HsfbDte67+LhXlnXpi5PSCL+OH6uyL1TTuUwEO9dLrftkpeyrZPBlHkKpnTFbJPS
iFG6B/L2xjuQA5IuLVUpMsgBBGquo+Dz
-----END PUBLIC KEY-----
)";

inline constexpr std::string_view p384_certificate = R"(-----BEGIN CERTIFICATE-----
MIIBuTCCAT6gAwIBAgIUKRuILW2SAALRIhSVZpSKGF4KGnIwCgYIKoZIzj0EAwIw
EjEQMA4GA1UEAwwHcGFydG5lcjAgFw0yNjExMjcwNDA3NDJaGA8yMTI2MTEwMzA0
MDc0MlowEjEQMA4GA1UEAwwHcGFydG5lcjB2MBAGByqGSM49AgEGBSuBBAAiA2IA
BLSmTILzkb9bUCzkUtYL1l2xZDHSGwmgfB7H2w7Xuu/i4V5Z16YuT0gi/jh+rsi9
U07lMBDvXS637ZKXsq2TwZR5CqZ0xWyT0ohRugfy9sY7kAOSLi1VKTLIAQRqrqPg
86NTMFEwHQYDVR0OBBYEFAP1mgkIHhYVjNQ40TWBwehDmO+JMB8GA1UdIwQYMBaA
FAP1mgkIHhYVjNQ40TWBwehDmO+JMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0E
AwIDaQAwZgIxAPvMtDIn0N9qPwF7VNT0S8JgSzXjwgVkGirtoUrHqtMmPV+Sema+
FzLWvYE73PhSLQIxAL+BaWtJCnbGZApn5Xs2fZ/OvOTjvh74pKMOoQqQq6PRq4Fa
SLgSMK7NAy8mWAestQ==
-----END CERTIFICATE-----
)";

inline constexpr std::string_view p521_jwk =
    R"({"kty":"EC","x":"Aay-TOWMruSQJBlWvmVCwAbBrTNiOgy-PJ_L057XlFFNhcKlEy5KypC4a20aMLh0otPMDyJQc9rDOoj38spIYpWA",")"
    R"(y":"AWCEBUsBqy8F82hF-pk4YaeJMS15Gm9MPgWcUYp3FMwEh_WkZ8mjxZ1DaqWSc44FEvtYKUSi-aqGHZlzPtmDPLGh","crv":"P-521"})";

inline constexpr std::string_view p521_spki = R"(-----BEGIN PUBLIC KEY-----
MIGbMBAGByqGSM49AgEGBSuBBAAjA4GGAAQBrL5M5Yyu5JAkGVa+ZULABsGtM2I6
DL48n8vTnteUUU2FwqUTLkrKkLhrbRowuHSi08wPIlBz2sM6iPfyykhilYABYIQF
SwGrLwXzaEX6mThhp4kxLXkab0w+BZxRincUzASH9aRnyaPFnUNqpZJzjgUS+1gp
RKL5qoYdmXM+2YM8saE=
-----END PUBLIC KEY-----
)";

inline constexpr std::string_view p521_certificate = R"(-----BEGIN CERTIFICATE-----
MIICAjCCAWSgAwIBAgIUNON2koELJoUGZuBcx8wglGPuAh4wCgYIKoZIzj0EAwIw
EjEQMA4GA1UEAwwHcGFydG5lcjAgFw0yNjExMjcwNDA3NDJaGA8yMTI2MTEwMzA0
MDc0MlowEjEQMA4GA1UEAwwHcGFydG5lcjCBmzAQBgcqhkjOPQIBBgUrgQQAIwOB
hgAEAay+TOWMruSQJBlWvmVCwAbBrTNiOgy+PJ/L057XlFFNhcKlEy5KypC4a20a
MLh0otPMDyJQc9rDOoj38spIYpWAAWCEBUsBqy8F82hF+pk4YaeJMS15Gm9MPgWc
UYp3FMwEh/WkZ8mjxZ1DaqWSc44FEvtYKUSi+aqGHZlzPtmDPLGho1MwUTAdBgNV
HQ4EFgQUvN4+6Tv94e2aMgbgUxgTyQZ2/lkwHwYDVR0jBBgwFoAUvN4+6Tv94e2a
MgbgUxgTyQZ2/lkwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgOBiwAwgYcC
QQVEoyNoqrNwcUghJ228qiFdCJzrQBLioliO26xLgarx1pyt5rog0u1CaCel+SKw
fScAtjCaoV21EN1NYTwxN+hbAkIBm+hv+8Am8apUnEwuFFIO5HXCH5GKEqLWq5Ay
689uGExksQCznFnUPvgKUPB0KF6X2vBTKm/6sxQlYY8nkObkF04=
-----END CERTIFICATE-----
)";

inline constexpr std::string_view ed25519_jwk =
    R"({"crv":"Ed25519","x":"Oji_HCeI0RZhD7b0Xm7kIoZ28vKuWoMLbQFQT1Z-CfM","kty":"OKP"})";

inline constexpr std::string_view ed25519_spki = R"(-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAOji/HCeI0RZhD7b0Xm7kIoZ28vKuWoMLbQFQT1Z+CfM=
-----END PUBLIC KEY-----
)";

inline constexpr std::string_view ed25519_certificate = R"(-----BEGIN CERTIFICATE-----
MIIBOjCB7aADAgECAhQZm/LvLY7RXfwdOc5kyTfRDbP6vDAFBgMrZXAwEjEQMA4G
A1UEAwwHcGFydG5lcjAgFw0yNjExMjcwNDA3NDJaGA8yMTI2MTEwMzA0MDc0Mlow
EjEQMA4GA1UEAwwHcGFydG5lcjAqMAUGAytlcAMhADo4vxwniNEWYQ+29F5u5CKG
dvLyrlqDC20BUE9Wfgnzo1MwUTAdBgNVHQ4EFgQUREtfgextoXdIjbOeE4m02ohs
19owHwYDVR0jBBgwFoAUREtfgextoXdIjbOeE4m02ohs19owDwYDVR0TAQH/BAUw
AwEB/zAFBgMrZXADQQA19WkuiKTsoTscNf5yW1wh3Z6JlU+IdnHt21WOopaB12j+
tJjEiwz2usIy6wbzk1iRXXnzAaDDq0jF2mK56ukP
-----END CERTIFICATE-----
)";

struct Sample {
  std::string_view algorithm, jwk, spki, certificate, token;
};

inline constexpr std::array samples{
    Sample{
        "RS256", rsa_jwk, rsa_spki, rsa_certificate,
        R"(eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2xvZ2luLnBhcnRuZXIudGVzdCIsImVtYWlsIjoic3VwcG9ydEBhY21lLnRlc3QiLCJ)"
        R"(leHAiOjQxMDI0NDQ4MDB9.gm5v5-Ay1_0_oBCxZDC9Sr8993uG5R9eJNxU3gWR-FFpwXCyj1YgD1tHOzkwzZIv7nbOHspEOVDNkFI6phSbc-)"
        R"(64DgY8SmNjvQD-xnXncfN-4Emy2crXBBm7mlnS7SIF5aVqKD3-mV_axNnxWf7ttFLoXZ-h9U4JmT2rN5lnzzmclOQQ4MBaRJiOrnvkXVi0vr)"
        R"(pPq9rzjig2ENEjbqwTIwhEU3lMrOwDIzXH5NhJGWwv_3941eAMNhArCuG8fT8WYM6uNeIfa3LN1rag-fOrqb0dbpyDuUOH0Qq4lGhLW-Fbe7)"
        R"(pb8OW3ZPHs9QwmPPWEWnlcfh9ae55dULv1xfiDsg)"},
    Sample{
        "RS384", rsa_jwk, rsa_spki, rsa_certificate,
        R"(eyJhbGciOiJSUzM4NCJ9.eyJpc3MiOiJodHRwczovL2xvZ2luLnBhcnRuZXIudGVzdCIsImVtYWlsIjoic3VwcG9ydEBhY21lLnRlc3QiLCJ)"
        R"(leHAiOjQxMDI0NDQ4MDB9.azsO2qGjrA2OdQIl4QUUtNIBRnwYvConZKEBF0-j3ikFqH5T3PE5-JQBjab6VZ3YpA9WrBIR6G8D8dbabRG_sb)"
        R"(_NrLidm9AsnFOq4hzQk_Yk0Az2HvEsyT7EBZahFd35zV1dikMcHw48LpCjEUYJlXSC0KgPuK2aSG_091WRmMRWPjrphVCmk9leYxldeb0EF2)"
        R"(o9Kmz1kSNShvucAcb_aPOZWa0mhylZYITGemxg4IUboQIZXxnovNYoHty299XZZ726RoCsQ7f1YfFoZH-C-iq4oFVwh-bQnvW1EClLHBFDde)"
        R"(-jyaKGLU_59pofQ03rOKcXIzhGDT_KYqIHYG7Xhg)"},
    Sample{
        "RS512", rsa_jwk, rsa_spki, rsa_certificate,
        R"(eyJhbGciOiJSUzUxMiJ9.eyJpc3MiOiJodHRwczovL2xvZ2luLnBhcnRuZXIudGVzdCIsImVtYWlsIjoic3VwcG9ydEBhY21lLnRlc3QiLCJ)"
        R"(leHAiOjQxMDI0NDQ4MDB9.kq7G4ptW9nHeMOVs5cFiPWKplD-P1FkEf4NE5cl_RtxmM4cBcxs7waOgB4YdCFgpKhI0ndV23ZyOYdUduAMPQu)"
        R"(kRPFD4V5hW2FsCGVEucBiBVli5ubplWVJWLf0g_CUBy36L6xyeDJHQWJB0S-6lYxb07cPsMi0CDHIv6Q4c2B3bDL5NjDqF8XRMGWlbru0VSs)"
        R"(gKs60-r0KWZC-F43J71fiOyZxsIQBBGWnCKtLrWEPCMmHYLoo-m6Oj6wmVqwNK_YuIXxpdJR99TRWwqKUQJ1zh0c43-rgzw6BuxVsKIKpuW7)"
        R"(Pal1H0u0uiQlM41JSbIGkUJx-szv6EK3AO6vfqRQ)"},
    Sample{
        "PS256", rsa_jwk, rsa_spki, rsa_certificate,
        R"(eyJhbGciOiJQUzI1NiJ9.eyJpc3MiOiJodHRwczovL2xvZ2luLnBhcnRuZXIudGVzdCIsImVtYWlsIjoic3VwcG9ydEBhY21lLnRlc3QiLCJ)"
        R"(leHAiOjQxMDI0NDQ4MDB9.SGztzXKObnmSRdq9c8PlC61o7cgx17V1zTLz8PnbeyMrMUOjtysj2nNXwJ-S8O5rk2i7GKKgNea3UQgk87K-2c)"
        R"(HnJgio3XRwlJ0hxwuZ7RuCO9Q8u8A5X2YONc69BQEgxGztGXNyDWxyvbevX2_jp6fNdd8LnBzikOgcGj0YaP089_Efp0VHj-kFuyzv1DJLzF)"
        R"(rZs5RXIhZlux2PF2s7Mgtw52tol-XvfPfg1bdns41xx3pIyAPuvsOEWTdlITXBNIDOBhYqnok1MyjjbbGdSYQ-fO6-OHh8iAxn9CC9T7Z6MQ)"
        R"(KWX8Smp-35FnjVNVIPheh44meDXJsPnwzHVnlk7A)"},
    Sample{
        "PS384", rsa_jwk, rsa_spki, rsa_certificate,
        R"(eyJhbGciOiJQUzM4NCJ9.eyJpc3MiOiJodHRwczovL2xvZ2luLnBhcnRuZXIudGVzdCIsImVtYWlsIjoic3VwcG9ydEBhY21lLnRlc3QiLCJ)"
        R"(leHAiOjQxMDI0NDQ4MDB9.cV6oRjXRjYk-EVQYUbJEmWLQvE4899X2-MmCxpFV1oBLp9Wre8AKMum_LPoEs4KV93C8ezICn-CR_jyozdymUb)"
        R"(JRTnXRK6iCoLx6jSu04LCTWstKXmucsfa8GSiCcBzCpmjP5u_MIfAagqjVYJ_Wu6GqJzer2UZ46wkd7DNvItzruc6hjVwReQBNZu2VcNrk5y)"
        R"(aS7UCYwTKPHPBrdTEOwQfOKrji3s4TDrkCi-mkXObPYGD9H6lps_2q3A6rUYPvL4-X8wHgJ2OFhxreO4YM9U-M82rhGm8cIUMgaUAC2KQeMP)"
        R"(qFhvrse2bBUgYm9Mv5SjnU8EwHz4ymd4apD2EW0A)"},
    Sample{
        "PS512", rsa_jwk, rsa_spki, rsa_certificate,
        R"(eyJhbGciOiJQUzUxMiJ9.eyJpc3MiOiJodHRwczovL2xvZ2luLnBhcnRuZXIudGVzdCIsImVtYWlsIjoic3VwcG9ydEBhY21lLnRlc3QiLCJ)"
        R"(leHAiOjQxMDI0NDQ4MDB9.MWAHXQW8eARIywAcnQiXqBN2-ezaNZ1GGEqiofFV50Rdki23xd_UDpNzVTZQQ6Bh_8Dr6WVWn4zzFMZ8_RAvLc)"
        R"(G0PCk46RnkKdcSZu0CckZfLCHiFOWnxmgSsUspfyR9sdiPfoXquLBRUMAFo9QcxWPXt3en41x8--KxQf2_5jPomHB1dymuGWbfk9UctZR2Mq)"
        R"(70eMQ9IHSg7OJ8SAslLUGb5wGSfWhvfd-yGBvd-EbNQjMw6hn1bb0MxBjmbTcHe3QRewNj28jrfRxN3fWxGFFxZ-tMDGRzJDWjliFK-24HNo)"
        R"(7G5RS_wnA3BEFlxiEfMnre1hHN2KVz_3goDc2VRw)"},
    Sample{
        "ES256", p256_jwk, p256_spki, p256_certificate,
        R"(eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJodHRwczovL2xvZ2luLnBhcnRuZXIudGVzdCIsImVtYWlsIjoic3VwcG9ydEBhY21lLnRlc3QiLCJ)"
        R"(leHAiOjQxMDI0NDQ4MDB9.BzN5ld2ldrMZPGnubAUsuBUoS5rsnnqr8TGVSwLW9JHtIF457uSVjN-jjXNWVmNKRLnUKD-pLsUEnff9sx8fXA)"},
    Sample{
        "ES384", p384_jwk, p384_spki, p384_certificate,
        R"(eyJhbGciOiJFUzM4NCJ9.eyJpc3MiOiJodHRwczovL2xvZ2luLnBhcnRuZXIudGVzdCIsImVtYWlsIjoic3VwcG9ydEBhY21lLnRlc3QiLCJ)"
        R"(leHAiOjQxMDI0NDQ4MDB9.d7OBYlUqNPCJhewe-j2H1xZdAYPyVUcVS-olggLSyW_qt0nJ9G_KJpkICVp9ad624NMTzapD9Qi5yYiYXjzv3-)"
        R"(t6L48-uf4FtOeEyCIMRx1d1Iwe45zLB7nCMI_cp2zO)"},
    Sample{
        "ES512", p521_jwk, p521_spki, p521_certificate,
        R"(eyJhbGciOiJFUzUxMiJ9.eyJpc3MiOiJodHRwczovL2xvZ2luLnBhcnRuZXIudGVzdCIsImVtYWlsIjoic3VwcG9ydEBhY21lLnRlc3QiLCJ)"
        R"(leHAiOjQxMDI0NDQ4MDB9.AfuIu29wM36SCNy8FdTB-9IEt-wUTJ6XOAt2nZRDVpKk5HD52MTUno-wm_5XvMEQSWLQpbW2v6Gv--7XxkMZ6_)"
        R"(KHAPFI2QDt92UP5YNMY0grV0Mv0v-1xmJoKkh8WqsY6AIsugLNif3IOS4cK-t-0AyBdGLdzBl1z-crKAfHia_6Wip3)"},
    Sample{
        "EdDSA", ed25519_jwk, ed25519_spki, ed25519_certificate,
        R"(eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJodHRwczovL2xvZ2luLnBhcnRuZXIudGVzdCIsImVtYWlsIjoic3VwcG9ydEBhY21lLnRlc3QiLCJ)"
        R"(leHAiOjQxMDI0NDQ4MDB9.oIiysjcuz6OAfotbabvm3jZXfA7iS8uF-S3BVTUgr-0_eymODMM8NgJnGLN_9jDKjIuWnZg2E96K83kILEsWCA)"},
    Sample{
        "Ed25519", ed25519_jwk, ed25519_spki, ed25519_certificate,
        R"(eyJhbGciOiJFZDI1NTE5In0.eyJpc3MiOiJodHRwczovL2xvZ2luLnBhcnRuZXIudGVzdCIsImVtYWlsIjoic3VwcG9ydEBhY21lLnRlc3Qi)"
        R"(LCJleHAiOjQxMDI0NDQ4MDB9.qvRLsT3z1AfRc65z7Ket1yFVs8g2qUd5r560o6BBFgttp7gt1zH33wMLhVSRyhzLR6az2RszVKVdHwdPh1e)"
        R"(LAg)"},
};

/// RSASSA-PSS by the same key with SHA-256, and a salt as long as fits instead of 32 bytes.
inline constexpr std::string_view ps256_of_longest_salt =
    R"(eyJhbGciOiJQUzI1NiJ9.eyJpc3MiOiJodHRwczovL2xvZ2luLnBhcnRuZXIudGVzdCIsImVtYWlsIjoic3VwcG9ydEBhY21lLnRlc3QiLCJ)"
    R"(leHAiOjQxMDI0NDQ4MDB9.XSJOYdMerpr8RUj4L6djP2cm_bfNRgV6Cv__1Msfu7Znr1ii0F9H8mNTKeyZgvJ1Y4myjretYxSl6Wz_Sdiy2C)"
    R"(BEdS4cDsyph7HSTtXKATD8bGyHxMLnFncep_FH5cuoTXqYyR5ObXe-pxQazgQxpDgU2GWd2JRxG7HfVI1AO8G-UdZ3772cRbi9mlVQyMb4jW)"
    R"(vv6Mgi3UWZK9nuWPFGo6iDbpvdUmVrhdOTmg0zM8TuXTNNF2_ynCPvuJ-SFAoGeam8b1AJiyYNp2t4QyH1i9kfgwkIx4hTezN2Yj4-oLo7Yo)"
    R"(B5QYl9AR0YFMmmmKH13FxGMCISAFxmNQKVySPNTg)";

/// The same with no salt at all.
inline constexpr std::string_view ps256_without_salt =
    R"(eyJhbGciOiJQUzI1NiJ9.eyJpc3MiOiJodHRwczovL2xvZ2luLnBhcnRuZXIudGVzdCIsImVtYWlsIjoic3VwcG9ydEBhY21lLnRlc3QiLCJ)"
    R"(leHAiOjQxMDI0NDQ4MDB9.VNg5w-YGxlvgQNrjo0gl5ulxT1KBzjHvEq0nb-5s-5jxaDqYSr5Xq58Ps2LdA-Vx7EbkTbaa4po_cZwTLucgfr)"
    R"(l5090QCL7QmcvL0CwVFG0v978s6G15Zj9P9xmWU4_vziB6Ju2vyaT2d-BxbNJ6kDaOKP6jdKikpPj0dj9I1MmJWGS2Dnl1MoK0UGKZEE4EEC)"
    R"(bxnMo-bco5uP0MCds8h4EDg-byNbDI6tALCtZdPkn-Gw1rwI7EyH_K8SIichf9k1p2GbevwGgEkaVVkFhj0Px3csNqiWA291UZMi2exhe05G)"
    R"(s10eyG5lkBTNKptL4uEIbYLdPqjirh1fL1k2r4ig)";

}  // namespace understudy::crypto::partner_samples
