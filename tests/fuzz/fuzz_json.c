/* SPDX-License-Identifier: MIT */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char hex[65], again[65];
    size_t needed = 0;
    coprod_status status = coprod_fingerprint((const char *)data, size, hex, sizeof hex, &needed);
    HOLDS(coprod_fingerprint((const char *)data, size, again, sizeof again, NULL) == status);
    HOLDS(!strcmp(hex, again));
    if (status == COPROD_OK) {
        HOLDS(needed == 65 && strspn(hex, "0123456789abcdef") == 64);
        HOLDS(coprod_fingerprint((const char *)data, size, NULL, 0, &needed) == COPROD_E_BUFFER && needed == 65);
    } else {
        HOLDS(status == COPROD_E_TEXT || status == COPROD_E_SYNTAX || status == COPROD_E_LIMIT
              || status == COPROD_E_NUMBER);
        HOLDS(!hex[0] && !needed);
    }
    return 0;
}
