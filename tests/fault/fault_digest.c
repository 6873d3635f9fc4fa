/* SPDX-License-Identifier: MIT */
/* A digest that cannot be made, which no input brings about: the linker gives the library these functions in place of
 * OpenSSL's (-Wl,--wrap). */
#include "support.h"

#include "blob_internal.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

static int failing;

int __real_EVP_Digest(const void *data, size_t count, unsigned char *md, unsigned int *size, const EVP_MD *type,
                      ENGINE *impl);
int __wrap_EVP_Digest(const void *data, size_t count, unsigned char *md, unsigned int *size, const EVP_MD *type,
                      ENGINE *impl);
int __real_SHA256_Final(unsigned char *md, SHA256_CTX *c);
int __wrap_SHA256_Final(unsigned char *md, SHA256_CTX *c);

int __wrap_EVP_Digest(const void *data, size_t count, unsigned char *md, unsigned int *size, const EVP_MD *type,
                      ENGINE *impl)
{
    return failing ? 0 : __real_EVP_Digest(data, count, md, size, type, impl);
}

int __wrap_SHA256_Final(unsigned char *md, SHA256_CTX *c)
{
    return failing ? 0 : __real_SHA256_Final(md, c);
}

static void no_digest_no_fingerprint(void **state)
{
    char hex[65] = "####";
    size_t needed = 99;
    uint8_t digest[COPROD__DIGEST];
    (void)state;
    failing = 1;
    assert_int_equal(coprod__digest("", 0, digest), COPROD_E_FAILED);
    assert_int_equal(coprod_fingerprint("{}", 2, hex, sizeof hex, &needed), COPROD_E_FAILED);
    assert_string_equal(hex, "");
    assert_int_equal(needed, 0);
    failing = 0;
    assert_int_equal(coprod_fingerprint("{}", 2, hex, sizeof hex, &needed), COPROD_OK);
}

static void no_digest_no_definition(void **state)
{
    coprod_spectrum *spectrum = (coprod_spectrum *)state;
    coprod_calendar *calendar = (coprod_calendar *)state;
    failing = 1;
    assert_int_equal(coprod_spectrum_builtin("nhse5", NULL, &spectrum), COPROD_E_FAILED);
    assert_null(spectrum);
    assert_int_equal(coprod_calendar_builtin("england", NULL, &calendar), COPROD_E_FAILED);
    assert_null(calendar);
    failing = 0;
}

static void no_digest_no_saved_state(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_profile *profile = NULL, *back = (coprod_profile *)state;
    uint8_t bytes[256];
    size_t needed = 0;
    assert_int_equal(coprod_profile_new(spectrum, NULL, &profile), COPROD_OK);
    failing = 1;
    assert_int_equal(coprod_profile_save(profile, bytes, sizeof bytes, &needed), COPROD_E_FAILED);
    failing = 0;
    assert_int_equal(coprod_profile_save(profile, bytes, sizeof bytes, &needed), COPROD_OK);
    failing = 1;
    assert_int_not_equal(coprod_profile_load(bytes, needed, spectrum, NULL, &back), COPROD_OK);
    assert_null(back);
    failing = 0;
    assert_int_equal(coprod_profile_load(bytes, needed, spectrum, NULL, &back), COPROD_OK);
    coprod_profile_free(back);
    coprod_profile_free(profile);
    coprod_spectrum_free(spectrum);
}

/* Without it a duplicate would be paid twice. */
static void no_digest_no_payment(void **state)
{
    static const char claim_text[] =
        "{\"id\": \"c\", \"person\": \"p\", \"submitted\": \"2026-05-02\", \"lines\": [{\"id\": \"1\", \"type\": \"e\","
        " \"date\": \"2026-05-01\", \"amount_pence\": 100, \"receipt\": {\"no\": \"7\"}}]}";
    static const char policy_text[] =
        "{\"schema\": \"policy/1\", \"id\": \"p\", \"version\": \"1\", \"title\": \"P\", \"currency\": \"GBP\","
        " \"expenses\": [{\"id\": \"e\", \"label\": \"E\", \"kind\": \"actual\"}], \"claim_rules\": {\"duplicate\":"
        " {\"key\": [\"receipt-no\"]}}}";
    coprod_policy *policy = NULL;
    coprod_payment_claim *claim = NULL;
    coprod_payment *payment = NULL;
    coprod_payment_info info = {.size = sizeof info};
    (void)state;
    assert_int_equal(coprod_policy_load(policy_text, COPROD_NTS, NULL, NULL, &policy), COPROD_OK);
    assert_int_equal(coprod_payment_claim_load(claim_text, COPROD_NTS, NULL, NULL, &claim), COPROD_OK);
    assert_int_equal(coprod_payment_new(NULL, &payment), COPROD_OK);
    failing = 1;
    assert_int_equal(coprod_reimburse(policy, NULL, claim, NULL, payment), COPROD_E_FAILED);
    assert_int_equal(coprod_payment_get(payment, &info), COPROD_E_ARGUMENT);
    failing = 0;
    assert_int_equal(coprod_reimburse(policy, NULL, claim, NULL, payment), COPROD_OK);
    coprod_payment_free(payment);
    coprod_payment_claim_free(claim);
    coprod_policy_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_digest_no_fingerprint),
        cmocka_unit_test(no_digest_no_definition),
        cmocka_unit_test(no_digest_no_saved_state),
        cmocka_unit_test(no_digest_no_payment),
    };
    return TEST_MAIN(tests);
}
