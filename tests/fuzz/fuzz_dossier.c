/* SPDX-License-Identifier: MIT */
#include "fuzz.h"

static void activity(const coprod_dossier *dossier, size_t index)
{
    coprod_activity info = {.size = sizeof info};
    const coprod_evidence *evidence = NULL;
    const char *coder = NULL;
    HOLDS(coprod_dossier_activity(dossier, index, &info) == COPROD_OK);
    HOLDS(info.id[0] && info.title[0] && info.claim && info.motivation && info.prior_learning && info.from && info.to);
    HOLDS(!(info.disputes & ~info.differences));
    for (size_t i = 0; i < info.partner_count; i++) {
        coprod_partner partner = {.size = sizeof partner};
        HOLDS(coprod_dossier_activity_partner(dossier, index, i, &partner) == COPROD_OK && partner.name[0]);
    }
    for (size_t i = 0; i < info.coding_count; i++) {
        HOLDS(coprod_dossier_coding(dossier, index, i, &coder, &evidence) == COPROD_OK);
        HOLDS(coder[0] && evidence);
        fuzz_classify(fuzz_spectrum(0), evidence);
    }
    HOLDS(coprod_dossier_coding(dossier, index, info.coding_count, &coder, &evidence) == COPROD_E_UNKNOWN);
    HOLDS(coprod_dossier_evidence(dossier, index, &evidence) == COPROD_OK && evidence);
    fuzz_classify(fuzz_spectrum(0), evidence);
}

static void claim(const coprod_dossier *dossier, size_t index)
{
    coprod_dossier_claim own = {.size = sizeof own};
    coprod_payment *payment = NULL;
    coprod_payment_info info = {.size = sizeof info};
    HOLDS(coprod_dossier_get_claim(dossier, index, &own) == COPROD_OK);
    HOLDS(own.title[0] && own.note && own.source && own.section && own.policy && own.claim);
    HOLDS(coprod_payment_new(NULL, &payment) == COPROD_OK);
    HOLDS(coprod_reimburse(own.policy, NULL, own.claim, NULL, payment) == COPROD_OK);
    HOLDS(coprod_payment_get(payment, &info) == COPROD_OK && info.claim_id[0] && info.person[0]);
    coprod_payment_free(payment);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    coprod_dossier *dossier = (coprod_dossier *)&data;
    coprod_findings *findings = fuzz_new_findings();
    coprod_dossier_info info = {.size = sizeof info};
    coprod_status status = coprod_dossier_load((const char *)data, size, fuzz_spectrum(0), NULL, findings, &dossier);
    fuzz_refusal(status, dossier, findings);
    if (status != COPROD_OK)
        return 0;
    HOLDS(coprod_dossier_get(dossier, &info) == COPROD_OK && strlen(info.fingerprint) == 64);
    for (size_t i = 0; i < info.part_count; i++) {
        const char *name = NULL;
        int32_t state = -1;
        HOLDS(coprod_dossier_part(dossier, i, &name, &state) == COPROD_OK && name && state >= 0);
    }
    for (size_t i = 0; i < info.source_count; i++) {
        coprod_dossier_source source = {.size = sizeof source};
        HOLDS(coprod_dossier_source_get(dossier, i, &source) == COPROD_OK && source.id[0]);
    }
    for (size_t i = 0; i < info.partner_count; i++) {
        coprod_partner partner = {.size = sizeof partner};
        HOLDS(coprod_dossier_partner(dossier, i, &partner) == COPROD_OK && partner.name[0]);
    }
    for (size_t i = 0; i < info.activity_count && i < 20; i++)
        activity(dossier, i);
    for (size_t i = 0; i < coprod_dossier_claim_count(dossier) && i < 20; i++)
        claim(dossier, i);
    coprod_dossier_free(dossier);
    return 0;
}
