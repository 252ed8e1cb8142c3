// Keys and tokens that RFCs publish, for the tests to be held against.
#pragma once

#include <string_view>

namespace understudy::crypto::vectors {

/// RFC 7515 A.2.1
constexpr std::string_view rfc7515_rsa_key =
    R"({"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1)"
    R"(Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBY)"
    R"(UsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco)"
    R"(9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB","d":"Eq5xpGnNCivDflJsRQBXHx1hdR1k6Ulwe2JZD5)"
    R"(0LpXyWPEAeP88vLNO97IjlA7_GQ5sLKMgvfTeXZx9SE-7YwVol2NXOoAJe46sui395IW_GO-pWJ1O0BkTGoVEn2bKVRUCgu-GjBVaYLU)"
    R"(6f3l9kJfFNS3E0QbVdxzubSu3Mkqzjkn439X0M_V51gfpRLI9JYanrC4D4qAdGcopV_0ZHHzQlBjudU2QvXt4ehNYTCBr6XCLQUShb1j)"
    R"(uUO1ZdiYoFaFQT5Tw8bGUl_x_jTj3ccPDVZFD9pIuhLhBOneufuBiB4cS98l2SR_RQyGWSeWjnczT0QU91p1DhOVRuOopznQ","p":"4)"
    R"(BzEEOtIpmVdVEZNCqS7baC4crd0pqnRH_5IB3jw3bcxGn6QLvnEtfdUdiYrqBdss1l58BQ3KhooKeQTa9AB0Hw_Py5PJdTJNPY8cQn7o)"
    R"(uZ2KKDcmnPGBY5t7yLc1QlQ5xHdwW1VhvKn-nXqhJTBgIPgtldC-KDV5z-y2XDwGUc","q":"uQPEfgmVtjL0Uyyx88GZFF1fOunH3-7)"
    R"(cepKmtH4pxhtCoHqpWmT8YAmZxaewHgHAjLYsp1ZSe7zFYHj7C6ul7TjeLQeZD_YwD66t62wDmpe_HlB-TnBA-njbglfIsRLtXlnDzQk)"
    R"(v5dTltRJ11BKBBypeeF6689rjcJIDEz9RWdc","dp":"BwKfV3Akq5_MFZDFZCnW-wzl-CCo83WoZvnLQwCTeDv8uzluRSnm71I3QCLd)"
    R"(hrqE2e9YkxvuxdBfpT_PI7Yz-FOKnu1R6HsJeDCjn12Sk3vmAktV2zb34MCdy7cpdTh_YVr7tss2u6vneTwrA86rZtu5Mbr1C1Xsmvkx)"
    R"(HQAdYo0","dq":"h_96-mK1R_7glhsum81dZxjTnYynPbZpHziZjeeHcXYsXaaMwkOlODsWa7I9xXDoRwbKgB719rrmI2oKr6N3Do9U0)"
    R"(ajaHF-NKJnwgjMd2w9cjz3_-kyNlxAr2v4IKhGNpmM5iIgOS1VZnOZ68m6_pbLBSp3nssTdlqvd0tIiTHU","qi":"IYd7DHOhrWvxkw)"
    R"(PQsRM2tOgrjbcrfvtQJipd-DlcxyVuuM9sQLdgjVk2oy26F0EmpScGLq2MowX7fhd_QJQ3ydy5cY7YIBi87w93IKLEdfnbJtoOPLUW0I)"
    R"(TrJReOgo1cq9SbsxYawBgfp_gh6A5603k2-ZQwVK0JKSHuLFkuQ3U"})";

/// RFC 7515 A.2.1, whole
constexpr std::string_view rfc7515_rsa_token =
    R"(eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb29)"
    R"(0Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5)"
    R"(jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0Gar)"
    R"(ZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rq)"
    R"(Vt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw)";

/// RFC 7515 A.3.1
constexpr std::string_view rfc7515_ec_key =
    R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LN)"
    R"(pXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"})";

/// RFC 7515 A.3.1, whole; its nonce was random
constexpr std::string_view rfc7515_ec_token =
    R"(eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb29)"
    R"(0Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q)";

/// RFC 7517 A.2, the private half of the key in RFC 7638 §3.1
constexpr std::string_view rfc7517_rsa_key =
    R"({"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc)"
    R"(_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQM)"
    R"(icAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksIN)"
    R"(HaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","d":"X4cTteJY_gn4FYPsXB8rdXix5vwsg1FLN5E3Ea)"
    R"(G6RJoVH-HLLKD9M7dx5oo7GURknchnrRweUkC7hT5fJLM0WbFAKNLWY2vv7B6NqXSzUvxT0_YSfqijwp3RTzlBaCxWp4doFk5N2o8Gy_)"
    R"(nHNKroADIkJ46pRUohsXywbReAdYaMwFs9tv8d_cPVY3i07a3t8MN6TNwm0dSawm9v47UiCl3Sk5ZiG7xojPLu4sbg1U2jx4IBTNBznb)"
    R"(JSzFHK66jT8bgkuqsk0GjskDJk19Z4qwjwbsnn4j2WBii3RL-Us2lGVkY8fkFzme1z0HbIkfz0Y6mqnOYtqc0X4jfcKoAC8Q","p":"8)"
    R"(3i-7IvMGXoMXCskv73TKr8637FiO7Z27zv8oj6pbWUQyLPQBQxtPVnwD20R-60eTDmD2ujnMt5PoqMrm8RfmNhVWDtjjMmCMjOpSXicF)"
    R"(Hj7XOuVIYQyqVWlWEh6dN36GVZYk93N8Bc9vY41xy8B9RzzOGVQzXvNEvn7O0nVbfs","q":"3dfOR9cuYq-0S-mkFLzgItgMEfFzB2q)"
    R"(3hWehMuG0oCuqnb3vobLyumqjVZQO1dIrdwgTnCdpYzBcOfW5r370AFXjiWft_NGEiovonizhKpo9VVS78TzFgxkIdrecRezsZ-1kYd_)"
    R"(s1qDbxtkDEgfAITAG9LUnADun4vIcb6yelxk","dp":"G4sPXkc6Ya9y8oJW9_ILj4xuppu0lzi_H7VTkS8xj5SdX3coE0oimYwxIi2e)"
    R"(mTAue0UOa5dpgFGyBJ4c8tQ2VF402XRugKDTP8akYhFo5tAA77Qe_NmtuYZc3C3m3I24G2GvR5sSDxUyAN2zq8Lfn9EUms6rY3Ob8Yei)"
    R"(KkTiBj0","dq":"s9lAH9fggBsoFR8Oac2R_E2gw282rT2kGOAhvIllETE1efrA6huUUvMfBcMpn8lqeW6vzznYY5SSQF7pMdC_agI3n)"
    R"(G8Ibp1BUb0JUiraRNqUfLhcQb_d9GF4Dh7e74WbRsobRonujTYN1xCaP6TO61jvWrX-L18txXw494Q_cgk","qi":"GyM_p6JrXySiz1)"
    R"(toFgKbWV-JdI3jQ4ypu9rbMWx3rQJBfmt0FoYzgUIZEVFEcOqwemRN81zoDAaa-Bk0KWNGDjJHZDdDmFhW3AN7lI-puxk_mHZGJ11rxy)"
    R"(R8O55XLSe3SPmRfKwZI6yU24ZxvQKFYItdldUKGzO6Ia6zTKhAVRU","alg":"RS256","kid":"2011-04-29"})";

/// RFC 7517 A.1
constexpr std::string_view rfc7517_public_keys =
    R"({"keys":[{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUr)"
    R"(N5vfvVHuhp7x8PxltmWWlbbM4IFyM","use":"enc","kid":"1"},{"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmb)"
    R"(XEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9)"
    R"(yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbO)"
    R"(pbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",)"
    R"("e":"AQAB","alg":"RS256","kid":"2011-04-29"}]})";

/// RFC 7517 A.3
constexpr std::string_view rfc7517_symmetric_keys =
    R"({"keys":[{"kty":"oct","alg":"A128KW","k":"GawgguFyGrWKav7AX4VKUg"},{"kty":"oct","k":"AyM1SysPpbyDfgZld3u)"
    R"(mj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow","kid":"HMAC key used in JWS spec Ap)"
    R"(pendix A.1 example"}]})";

/// RFC 6979 A.2.5
constexpr std::string_view rfc6979_key =
    R"({"kty":"EC","crv":"P-256","d":"ya-p2EW6dRZrXCFXZ7HWk05Qw9s26JsSe4piKxIPZyE","x":"YP7UuiVanTHJYet0xjVtaMB)"
    R"(JuJI7Yfps5mliLmDyn7Y","y":"eQP-EAi4vJmkGunpVii8ZPLxsgwtfp9Rd6PClNRGIpk"})";

/// RFC 8037 A.1
constexpr std::string_view rfc8037_key =
    R"({"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQH)"
    R"(Og7hcvPapiMlrwIaaPcHURo"})";

/// RFC 8037 A.2
constexpr std::string_view rfc8037_public_key =
    R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})";

/// RFC 8037 A.4, whole
constexpr std::string_view rfc8037_token =
    R"(eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbh)"
    R"(ijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg)";

/// Not published: every relation of RFC 8017 holds between its numbers, but p is the product of two primes.
constexpr std::string_view composite_rsa_key =
    R"({"kty":"RSA","n":"oRpo78TSkVkyQ3FVPCOHNq_L5EI__4i1_w6lf4qHYPvTU-7WrTNSmauLCrd5OBqm5GNT00Exsb6GR9veucJMrs)"
    R"(w1Qj0vVuDp8AvCgKyMktSS0Kkyw6upIZrfMY7xdNA98CiH3LkDVN5jVQ662t_kdTWZpiBBnJ4GOsdreEKl6HLZxzrmEdqITr1CAPjrtd)"
    R"(YUVPpkMJQiP56iASjlHGX1nK7E92-yC1pB8zFy98V5wrAbreBENCmpNvZBRMZgSbVoGjD81_QbNVNE6fJhxoNMTBqIao4xa8N7X5xQB5)"
    R"(51MokYMGVsGvRZ877pYhS3LmH6GQEW2sLpW3W9MI3dBrLhpw","e":"AQAB","d":"UGSdeQj_Cwk3y_ACWMBh-ShA1uc4iIvwRhdI_x)"
    R"(xh8kO4cWn-NvAliAnSmMZ190lVfyMR8ZnW8pvg5nsR6iDLo27EJQnjVbdnBiLYLN3uSFdL7FSCwKIpBFwEhPaQB3rjbbTMF5k70F4ps4)"
    R"(hmNlMD7nmQ8xWlqEIzWaGqP5kCsbvS4G0PeEJokE9ntVUoHMX5Tbi5tMsjLyym1xT_zI63LcBhoovxSAu4icC10As2HhabSmSupDzltA)"
    R"(QPr6QLSss_4l3Kv5jukbDQxkrAxhO1GVvsRbUQ09XC5EPpd6Zshs8wNszXo5zy-JH6IMazaH5foHhB1KyPt--npWdIO6Q4AQ","p":"3)"
    R"(uoJ0fKWOSngCliPYUUJOe0x5coELlIjK-lH5bWq32BsheegnSEhQm7n1kMMyyYIqMKZHYxXWa53fLJXJKhnkZFvg--jUw3LxJS6Iw8xF)"
    R"(Atk45OJ8vGwamdzi5ep5dX_faySep6htZSKJ2OnPutlJMngeM9U0yZmd4nimmnZ3LE","q":"uQPEfgmVtjL0Uyyx88GZFF1fOunH3-7)"
    R"(cepKmtH4pxhtCoHqpWmT8YAmZxaewHgHAjLYsp1ZSe7zFYHj7C6ul7TjeLQeZD_YwD66t62wDmpe_HlB-TnBA-njbglfIsRLtXlnDzQk)"
    R"(v5dTltRJ11BKBBypeeF6689rjcJIDEz9RWdc","dp":"0cLdtshWADidcF7hnSB_jBjdyWQOByCXpCyC0W_f-Q8dT-wkwXd5erAuTPsP)"
    R"(QOLrZxKnTpzPXb7FBXw0cHRf8SUwELEhuXfT9YoWlgMnpbsLFvOw7gHshlQO8J6o63QyVSpdNDGt7dZ3IpWtvZF4veOR7Vz8by1FYttH)"
    R"(dxKARiE","dq":"h_96-mK1R_7glhsum81dZxjTnYynPbZpHziZjeeHcXYsXaaMwkOlODsWa7I9xXDoRwbKgB719rrmI2oKr6N3Do9U0)"
    R"(ajaHF-NKJnwgjMd2w9cjz3_-kyNlxAr2v4IKhGNpmM5iIgOS1VZnOZ68m6_pbLBSp3nssTdlqvd0tIiTHU","qi":"R-GC84qP31R5tg)"
    R"(VfBy0ISB4vo7yJA8NXKBrORxxAvgfCT11pk5aNzKvvX9dh7fGTSPqSt9wpDXtrhkVPoNjVmwHOstTtSBDHYUYjN5YgzdeFocDrwl__Th)"
    R"(6IiVcB1w0C6_iJXoHCrgLpT0dFSM2MZh1VZezOw8S3idNdnaHvkQs"})";

}  // namespace understudy::crypto::vectors
