-- SPDX-License-Identifier: MIT
-- Calls the library by LuaJIT, from the flat header as it is: luajit test_luajit.lua LIBRARY FLAT.h VERSION
local ffi = require("ffi")

local path, flat, version = arg[1], arg[2], arg[3]
if not version then
  io.stderr:write("luajit test_luajit.lua LIBRARY FLAT.h VERSION\n")
  os.exit(2)
end
local failed = false

local function check(what, got, expected)
  if got == expected then
    print("ok: " .. what)
  else
    failed = true
    print("WRONG: " .. what .. ": " .. tostring(got) .. ", not " .. tostring(expected))
  end
end

local function new(name)
  local made = ffi.new(name)
  made.size = ffi.sizeof(name)
  return made
end

local file = assert(io.open(flat))
ffi.cdef(file:read("*a"))
file:close()
local lib = ffi.load(path)

check("version", ffi.string(lib.coprod_version_text()), version)
local major, minor, patch = version:match("(%d+)%.(%d+)%.(%d+)")
check("version number", lib.coprod_version(), major * 1000000 + minor * 1000 + patch)
check("status name", ffi.string(lib.coprod_status_name(lib.COPROD_E_RANGE)), "COPROD_E_RANGE")

local value, day, needed = ffi.new("int64_t[1]"), ffi.new("int32_t[1]"), ffi.new("size_t[1]")
check("decimal", lib.coprod_decimal_read("20.4", 4, 3, value), 0)
check("its value", tonumber(value[0]), 20400)
check("decimal refused", lib.coprod_decimal_read("1e3", 3, 3, value), tonumber(lib.COPROD_E_NUMBER))
check("day", lib.coprod_day_read("2026-04-01", 10, day), 0)
check("its number", day[0], 20544)
check("its weekday", lib.coprod_day_weekday(day[0]), 3)
local text = ffi.new("char[11]")
check("day written", lib.coprod_day_write(day[0], text, 11, needed), 0)
check("its text", ffi.string(text), "2026-04-01")

local made = ffi.new("coprod_spectrum *[1]")
check("built-in spectrum", lib.coprod_spectrum_builtin("nhse5", nil, made), 0)
if failed then
  os.exit(1)
end
local spectrum = made[0]
local evidence_made = ffi.new("coprod_evidence *[1]")
check("evidence", lib.coprod_evidence_new(spectrum, nil, evidence_made), 0)
local result_made = ffi.new("coprod_classification *[1]")
check("room for a result", lib.coprod_classification_new(nil, result_made), 0)
local evidence, result = evidence_made[0], result_made[0]

local answers = { { "flow", 4, 4 }, { "agenda", 2, 2 }, { "influence", 1, 1 }, { "design", 0, 2 } }
local indicator = ffi.new("uint32_t[1]")
for _, answer in ipairs(answers) do
  check("index of " .. answer[1], lib.coprod_spectrum_find(spectrum, answer[1], indicator), 0)
  check("answer to it", lib.coprod_evidence_set(evidence, indicator[0], answer[2], answer[3], nil), 0)
end
check("classify", lib.coprod_classify(spectrum, evidence, nil, result), 0)
local interval, level, info = new("coprod_interval"), new("coprod_level"), new("coprod_spectrum_info")
check("interval", lib.coprod_classification_get(result, interval), 0)
check("its ranks", interval.lowest .. " " .. interval.point .. " " .. interval.highest, "3 3 3")
check("level", lib.coprod_spectrum_level(spectrum, interval.point, level), 0)
check("its label", ffi.string(level.label), "Engage")

local rows = 1000
check("spectrum", lib.coprod_spectrum_get(spectrum, info), 0)
local cells = info.indicator_count * rows
local low, high = ffi.new("uint8_t[?]", cells), ffi.new("uint8_t[?]", cells)
ffi.fill(low, cells, 255)
ffi.fill(high, cells, 255)
for _, answer in ipairs(answers) do
  lib.coprod_spectrum_find(spectrum, answer[1], indicator)
  ffi.fill(low + indicator[0] * rows, rows, answer[2])
  ffi.fill(high + indicator[0] * rows, rows, answer[3])
end
local out = {}
for i = 1, 4 do
  out[i] = ffi.new("uint8_t[?]", rows)
end
local status = lib.coprod_classify_columns(spectrum, low, high, rows, nil, out[1], out[2], out[3], out[4])
check("classify 1000 rows", status, 0)
local right = 0
for row = 0, rows - 1 do
  if out[1][row] == 3 and out[2][row] == 3 and out[3][row] == 3 and out[4][row] == 0 then
    right = right + 1
  end
end
check("their ranks", right, rows)

lib.coprod_classification_free(result)
lib.coprod_evidence_free(evidence)
lib.coprod_spectrum_free(spectrum)

local claim = '{"id": "claim-1", "person": "person-1", "lines": [{"id": "a", "type": "session", "date": "2026-05-05",'
  .. ' "role": "decision-maker", "minutes": 200, "scheduled_minutes": 300}]}'
local policies, claims = ffi.new("coprod_policy *[1]"), ffi.new("coprod_payment_claim *[1]")
local payments, paid, needs = ffi.new("coprod_payment *[1]"), new("coprod_payment_info"), ffi.new("size_t[1]")
check("built-in policy", lib.coprod_policy_builtin("nice", nil, policies), 0)
check("claim", lib.coprod_payment_claim_load(claim, #claim, nil, nil, claims), 0)
check("room for a payment", lib.coprod_payment_new(nil, payments), 0)
check("reimburse", lib.coprod_reimburse(policies[0], nil, claims[0], nil, payments[0]), 0)
check("payment", lib.coprod_payment_get(payments[0], paid), 0)
check("its total", tonumber(paid.total_pence), 30000)
check("length of its text", lib.coprod_payment_json(payments[0], nil, nil, 0, needs), tonumber(lib.COPROD_E_BUFFER))
local document = ffi.new("char[?]", needs[0])
check("its text", lib.coprod_payment_json(payments[0], nil, document, needs[0], needs), 0)
check("the total in it", ffi.string(document):match('"total_pence":(%d+)'), "30000")
lib.coprod_payment_free(payments[0])
lib.coprod_payment_claim_free(claims[0])
lib.coprod_policy_free(policies[0])

local panel = '{"schema": "pattern-schema/1", "id": "p", "attributes": [{"id": "sex", "place": "people", "values": [{"id": "f",'
  .. ' "phrase": "women"}, {"id": "m", "phrase": "men"}]}, {"id": "age", "values": [{"id": "young"}, {"id": "old",'
  .. ' "phrase": "over 60"}]}]}'
local schemas, tallies = ffi.new("coprod_pattern_schema *[1]"), ffi.new("coprod_pattern_tally *[1]")
local found, query, sentence = ffi.new("coprod_pattern_gaps *[1]"), new("coprod_pattern_query"), ffi.new("char[200]")
local people, weights = ffi.new("uint16_t[8]", 0, 0, 0, 1, 1, 0, 1, 1), ffi.new("uint64_t[4]", 2, 2, 2, 1)
check("schema", lib.coprod_pattern_schema_load(panel, #panel, nil, nil, schemas), 0)
check("room for counts", lib.coprod_pattern_tally_new(schemas[0], nil, tallies), 0)
check("counted", lib.coprod_pattern_tally_add_rows(tallies[0], people, weights, 4, nil), 0)
query.threshold = 2
check("find", lib.coprod_pattern_find(tallies[0], query, nil, nil, found), 0)
check("sentence", lib.coprod_pattern_gaps_text(found[0], 0, 0, sentence, 200, nil), 0)
check("its words", ffi.string(sentence), "Men over 60: 1 of the 2 needed")
lib.coprod_pattern_gaps_free(found[0])
lib.coprod_pattern_tally_free(tallies[0])
lib.coprod_pattern_schema_free(schemas[0])
os.exit(failed and 1 or 0)
