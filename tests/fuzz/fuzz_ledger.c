/* SPDX-License-Identifier: MIT */
/* The input as a ledger: as JSON, as a saved state, and as the inside of one in a frame whose checksum is right. */
#include "fuzz.h"

#include "blob_internal.h"
#include "policy_internal.h"

enum { HEAD = 48, TAIL = 32, KIND = 2, VERSION = 1 };

/* One month of the fixed claim: enough to use every count. */
static void use(const coprod_ledger *ledger)
{
    coprod_ledger *other = NULL;
    size_t size = 0, needed = 0;
    uint8_t *bytes = fuzz_saved(ledger, &size);
    char *text = fuzz_ledger_text(ledger), *again;
    HOLDS(coprod_ledger_save(ledger, bytes, size - 1, &needed) == COPROD_E_BUFFER && needed == size);
    HOLDS(coprod_ledger_load(fuzz_policy(), text, COPROD_NTS, NULL, NULL, &other) == COPROD_OK);
    again = fuzz_ledger_text(other);
    HOLDS(!strcmp(text, again));
    coprod_ledger_free(other);
    free(again);
    free(text);
    free(bytes);
    fuzz_price(fuzz_policy(), ledger, fuzz_claim());
}

static void open(const uint8_t *data, size_t size)
{
    coprod_ledger *ledger = (coprod_ledger *)&data;
    coprod_status status = coprod_ledger_open(fuzz_policy(), data, size, NULL, &ledger);
    HOLDS(!ledger == (status != COPROD_OK));
    HOLDS(status == COPROD_OK || status == COPROD_E_BLOB || status == COPROD_E_FINGERPRINT);
    if (!ledger)
        return;
    size_t needed = 0;
    uint8_t *again = fuzz_saved(ledger, &needed);
    HOLDS(needed == size && !memcmp(again, data, size));
    free(again);
    use(ledger);
    coprod_ledger_free(ledger);
}

static void open_framed(const uint8_t *data, size_t size)
{
    size_t whole = HEAD + size + TAIL;
    uint8_t *bytes = malloc(whole);
    coprod__blob_out out;
    HOLDS(bytes);
    coprod__blob_begin(&out, bytes, whole, KIND, VERSION, fuzz_policy()->ledger_fingerprint);
    for (size_t i = 0; i < size; i++)
        coprod__blob_number(&out, data[i], 1);
    HOLDS(coprod__blob_end(&out, &whole) == COPROD_OK);
    open(bytes, whole);
    free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    coprod_ledger *ledger = (coprod_ledger *)&data;
    coprod_findings *findings = fuzz_new_findings();
    coprod_status status = coprod_ledger_load(fuzz_policy(), (const char *)data, size, NULL, findings, &ledger);
    if (status == COPROD_E_FINGERPRINT) {
        HOLDS(!ledger);
        coprod_findings_free(findings);
    } else {
        fuzz_refusal(status, ledger, findings);
    }
    if (ledger)
        use(ledger);
    coprod_ledger_free(ledger);
    open(data, size);
    open_framed(data, size);
    return 0;
}
