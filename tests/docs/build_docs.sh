#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds the site and the man pages; a warning is an error: build_docs.sh ROOT OUT
# Makes OUT/html and OUT/man. Doxygen reads the headers, Sphinx the rest. Neither is given a network where the system
# can withhold it.
set -eu
if [ $# -ne 2 ]; then
  sed -n '3,5s/^# //p' "$0" >&2
  exit 2
fi
root=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
rm -rf "$out/html" "$out/man" "$out/xml" "$out/include" "$out/doctrees"

alone=
if unshare -rn true 2>/dev/null; then
  alone="unshare -rn"
fi

# version.h is made by the build; here it is made from the same two files.
version=$(sed -n "s/^ *version: '\([0-9.]*\)'.*/\1/p" "$root/meson.build" | head -n 1)
mkdir -p "$out/include/coprod"
IFS=. read -r major minor patch <<EOF
$version
EOF
sed -e "s/@MAJOR@/$major/" -e "s/@MINOR@/$minor/" -e "s/@PATCH@/$patch/" -e "s/@VERSION@/$version/" \
  "$root/include/coprod/version.h.in" > "$out/include/coprod/version.h"

# Later lines of a Doxyfile win.
{
  cat "$root/docs/Doxyfile"
  echo "INPUT = include/coprod $out/include/coprod"
  echo "STRIP_FROM_INC_PATH = include $out/include"
  echo "OUTPUT_DIRECTORY = $out"
} > "$out/Doxyfile"
(cd "$root" && $alone doxygen "$out/Doxyfile")
rm -rf "$out/xml-man"
[ ! -d "$out/man" ] || mv "$out/man" "$out/xml-man"

export COPROD_DOXYGEN_XML="$out/xml" PYTHONDONTWRITEBYTECODE=1
for kind in html man; do
  $alone /usr/bin/python3 -m sphinx -q -n -W --keep-going -b "$kind" -d "$out/doctrees" "$root/docs" "$out/$kind"
done

for page in html/index.html man/coprod.3 man/coprod_spectrum.3 man/coprod_reimburse.3; do
  if [ ! -s "$out/$page" ]; then
    echo "$page was not made" >&2
    exit 1
  fi
done
echo "$(find "$out/html" -name '*.html' | wc -l) pages and $(find "$out/man" -name '*.3' | wc -l) man pages in $out"
