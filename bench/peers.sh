#!/usr/bin/env bash
# Runs what else reads packages, as far as it is installed, over the same files as a scan, and says processor seconds (user + system) of each:
#   bench/peers.sh FOLDER [EVERY]
# FOLDER holds packages at any depth; EVERY, 20 when not given, takes one of so many in ordinal order, none above 100 MB. 1 takes all.
# The bench must be built: dotnet build -c Release bench/Assay.Bench
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
corpus=$(cd "$1" && pwd)
every=${2:-20}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C

mkdir "$work/packed" "$work/unpacked"
(cd "$corpus" && find . -name '*.nupkg' -size -100M | sort) | awk -v every="$every" 'NR % every == 1 || every == 1' > "$work/list"
while read -r file; do
  ln -s "$corpus/$file" "$work/packed/$(basename "$file")"
done < "$work/list"
echo "$(wc -l < "$work/list") packages, $(du -cbL "$work"/packed/* | tail -n 1 | cut -f 1) bytes, load $(cut -d ' ' -f 1-3 /proc/loadavg), $(nproc) processors"

# name, what it says it found, command: processor seconds of two runs, and the last lines of its output.
measure() {
  local name=$1
  shift
  local seconds=() TIMEFORMAT='%U %S'
  for _ in 1 2; do
    { time "$@" > "$work/output" 2>&1 || true; } 2> "$work/times"
    seconds+=("$(awk '{ printf "%.2f", $1 + $2 }' "$work/times")")
  done
  printf '%-34s %8s %8s   %s\n' "$name" "${seconds[@]}" "$(eval "${FOUND:-true}" < "$work/output" | tr '\n' ' ')"
}

each() {
  local file
  for file in "$work"/packed/*; do
    "$@" "$file"
  done
}

bench="dotnet $root/artifacts/bin/Assay.Bench/release/Assay.Bench.dll"
FOUND='grep -E "^(floor|scan|ratio)|facts, "' measure "Assay.Bench (floor and scan)" $bench "$work/packed" both
cli="$root/artifacts/bin/Assay.Cli/release/assay.dll"
[ -f "$cli" ] && FOUND='tail -n 1' measure "Assay, command line, one thread" dotnet "$cli" scan "$work/packed" --parallel 1 --quiet --exit-zero
FOUND='tail -n 1' measure "Mono.Cecil, all instructions" $bench "$work/packed" cecil
command -v unzip > /dev/null && FOUND='grep -c "No errors detected"' measure "unzip -t" each unzip -tq
command -v 7z > /dev/null && FOUND='grep -c "Everything is Ok"' measure "7z t" each 7z t -bd -tzip

if command -v clamscan > /dev/null; then
  # A database of one digest that no file has: the engine unpacks and hashes everything, and compares with next to nothing.
  mkdir "$work/signatures"
  echo "$(printf 'none' | md5sum | cut -d ' ' -f 1):4:Nothing.Has.This" > "$work/signatures/none.hdb"
  FOUND='grep -E "^(Scanned files|Infected files|Data scanned)"' measure "ClamAV engine, one signature" clamscan -r -i --max-filesize=1000M --max-scansize=2000M --max-files=100000 -d "$work/signatures" --follow-file-symlinks=2 "$work/packed"
fi

if command -v yara > /dev/null || command -v devskim > /dev/null; then
  for file in "$work"/packed/*; do
    mkdir "$work/unpacked/$(basename "$file")" && unzip -qqo "$file" -d "$work/unpacked/$(basename "$file")" || true
  done
fi

if command -v yara > /dev/null; then
  # Rules of our own, of the kind that rule sets are made of: names of calls and of programs as texts.
  cat > "$work/rules.yar" << 'RULES'
rule starts_programs { strings: $a = "ProcessStartInfo" ascii wide $b = "CreateProcess" ascii wide condition: any of them }
rule downloads { strings: $a = "DownloadString" ascii wide $b = "DownloadFile" ascii wide $c = "HttpClient" ascii wide condition: any of them }
rule loads_code { strings: $a = "Assembly" ascii $b = "LoadFrom" ascii condition: all of them }
rule shells { strings: $a = /cmd(\.exe)? \/c/ ascii wide nocase $b = "powershell" ascii wide nocase condition: any of them }
RULES
  FOUND='cut -d " " -f 1 | sort | uniq -c' measure "YARA, four rules, unpacked" yara -r -p 1 "$work/rules.yar" "$work/unpacked"
fi

if command -v devskim > /dev/null; then
  FOUND='tail -n 3' measure "DevSkim, unpacked" devskim analyze -I "$work/unpacked" -f text
fi
