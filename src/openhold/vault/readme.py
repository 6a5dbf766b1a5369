"""The README.txt that stands in every vault: how to check everything by hand.

The indented lines are commands. A test runs exactly them, on a whole vault and on damaged ones. A change
of this text is a change of the format: an audit compares the file with it.
"""

README = r"""This folder is a vault of Openhold: evidence, kept so that anybody can check it
without Openhold. What you need is a computer with bash, tar, sha256sum, base64
and openssl (3.0 or later), as in Debian 12. Nothing here changes the vault.

WHAT STANDS WHERE
  vault.json                 the keys that sign in this vault
  ledgers/<matter>/          the record of a matter: what was done, when, by whom
  units/<unit>/packs/        <n>.tar holds files under 16 MiB, named by their SHA-256;
                             <n>.seal is the signed statement of what the pack holds
  units/<unit>/large/        files of 16 MiB or more, each named by its SHA-256
  units/<unit>/manifests/    one list of blocks for each collection
  units/<unit>/blocks/       the lines of the manifests: one line for each thing seen,
                             with its path, size, time and SHA-256
A SHA-256 is a fingerprint of bytes: if one bit changes, it is another one.

HOW TO CHECK
Open bash in this folder and enter the indented lines, all in one session, in
order. The first thing that is not right ends the check; at the end of it all
stands "Everything is as it was sealed."

Step 1. Get ready. "signed" tells whether a note is signed by a key.

    set -euo pipefail
    shopt -s nullglob
    work=$(mktemp -d)
    wrong() {
        echo "NOT RIGHT: $1" >&2
        exit 1
    }
    field() {
        grep -o "\"$1\":\"[^\"]*\"" "$2" | cut -d '"' -f 4
    }
    signed() {
        name=${2%%+*}
        rest=${2#*+}
        printf '\060\052\060\005\006\003\053\145\160\003\041\000' > "$work/key"
        printf '%s' "${rest#*+}" | base64 -d | tail -c 32 >> "$work/key"
        sed '/^$/,$d' "$1" > "$work/text"
        for line in $(awk -v name="$name" '$1 == "—" && $2 == name { print $3 }' "$1"); do
            printf '%s' "$line" | base64 -d > "$work/signature" || wrong "$1"
            hash=$(head -c 4 "$work/signature" | od -An -tx1 | tr -d ' ')
            tail -c 64 "$work/signature" > "$work/sig"
            if [ "$hash" = "${rest%%+*}" ] && openssl pkeyutl -verify -pubin -inkey "$work/key" -keyform DER \
                -rawin -in "$work/text" -sigfile "$work/sig" > /dev/null 2>&1; then
                return
            fi
        done
        wrong "$1 is not signed by $2"
    }

Step 2. The key of the seals. Compare this line with the one that you were given,
on paper or by somebody you trust. If it differs, nothing below proves anything.

    seal_key=$(field seal_key vault.json)
    echo "The key of this vault is $seal_key"

Step 3. Every seal is signed, and every pack is the file that its seal states.

    for seal in units/*/packs/*.seal; do
        signed "$seal" "$seal_key"
        [ "$(field pack "$seal")" = "${seal%.seal}.tar" ] || wrong "$seal is the seal of another pack"
        echo "$(field sha256 "$seal")  ${seal%.seal}.tar"
    done > "$work/packs"
    if [ -s "$work/packs" ]; then
        sha256sum --check --quiet "$work/packs" || wrong "a pack"
    fi
    for pack in units/*/packs/*.tar; do
        [ -e "${pack%.tar}.seal" ] || wrong "$pack has no seal"
    done

Step 4. Every file in a pack, and every large file, is what its name says. (This
needs room for one pack, about 256 MB, in the folder for temporary files.)

    for pack in units/*/packs/*.tar; do
        tar -xf "$pack" -C "$work" || wrong "$pack"
        find "$work/blobs" -type f -printf '%f  %p\n' > "$work/names"
        sha256sum --check --quiet "$work/names" || wrong "a file in $pack"
        rm -rf "$work/blobs"
    done
    find units -path '*/large/*' -type f -printf '%f  %p\n' > "$work/names"
    if [ -s "$work/names" ]; then
        sha256sum --check --quiet "$work/names" || wrong "a large file"
    fi

Step 5. Every block of manifest lines is what its name says.

    find units -path '*/blocks/*.jsonl' -type f -printf '%f  %p\n' | sed 's/\.jsonl  /  /' > "$work/names"
    if [ -s "$work/names" ]; then
        sha256sum --check --quiet "$work/names" || wrong "a block"
    fi

Step 6. Every manifest is its blocks, one after another; the record of a matter
states its SHA-256; and every file that its lines name is in the unit.

    for manifest in units/*/manifests/*.json; do
        unit=${manifest%/manifests/*}
        sed 's/.*"blocks":\[\([^]]*\)\].*/\1,/' "$manifest" | tr -d '"' | tr ',' '\n' | sed '/^$/d' > "$work/blocks"
        while read -r block; do
            cat "$unit/blocks/$block.jsonl" || wrong "$manifest names a block that is not there"
        done < "$work/blocks" > "$work/lines"
        [ "$(grep -o '"lines":[0-9]*' "$manifest")" = "\"lines\":$(wc -l < "$work/lines")" ] || wrong "$manifest"
        sum=$(sha256sum < "$work/lines" | cut -d ' ' -f 1)
        grep -rqF "\"manifest_sha256\":\"$sum\"" ledgers/*/bodies || wrong "no fact states $manifest"
        for pack in "$unit"/packs/*.tar; do
            tar -tf "$pack"
        done | sed 's/.*\///' > "$work/there"
        find "$unit" -path '*/large/*' -type f -printf '%f\n' >> "$work/there"
        sort -u -o "$work/there" "$work/there"
        sed -n 's/.*"sha256":"\([0-9a-f]*\)".*/\1/p' "$work/lines" | sort -u > "$work/named"
        [ -z "$(comm -13 "$work/there" "$work/named")" ] || wrong "$manifest names a file that is not there"
    done

Step 7. The record of every matter is signed. (That each fact is in the record, and
that nothing was taken out of it, is computed from the files in "tile" as RFC 6962
and C2SP tlog-tiles say; `openhold verify` and other programs do that.)

    for checkpoint in ledgers/*/checkpoint; do
        matter=$(basename "$(dirname "$checkpoint")")
        sed 's/.*"ledgers":{\([^}]*\)}.*/{\1}/' vault.json > "$work/ledgers"
        signed "$checkpoint" "$(field "$matter" "$work/ledgers")"
    done

    rm -rf "$work"
    echo "Everything is as it was sealed."

HOW TO GET ONE FILE BACK
Find its line in a block, for example with: grep -r 'part of its name' units/*/blocks
Put the SHA-256 of that line in place of the one that the first command finds.

    sum=$(sed -n 's/.*"sha256":"\([0-9a-f]*\)".*/\1/p;' units/*/blocks/*.jsonl | sed -n '1p')
    file=$(mktemp)
    for pack in units/*/packs/*.tar; do
        tar -xOf "$pack" "blobs/sha256/$sum" > "$file" 2> /dev/null && break
    done
    for large in units/*/large/"$sum"; do
        if [ -e "$large" ]; then cp "$large" "$file"; fi
    done
    echo "$sum  $file" | sha256sum --check

A manifest line also states the time of the file's last change in nanoseconds since
1970 (mtime_ns), its permissions (mode) and, where they were known, its owner.
"""
