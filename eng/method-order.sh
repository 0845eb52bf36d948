#!/usr/bin/env bash
# Prints the methods that a run of the plugin calls, each by the compiler's name for it, the first one first.
# usage: eng/method-order.sh HOST PLUGIN   (PLUGIN.dbg lies beside it)
# qemu writes down each piece of code before it runs it for the first time; the symbols say whose it is.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."

host=$1 plugin=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/fleeting-plugin-aws" <<PLUGIN
#!/bin/sh
exec qemu-x86_64-static -d in_asm -D "$work/\$(date +%s%N).blocks" "$plugin" "\$@"
PLUGIN
chmod 755 "$work/fleeting-plugin-aws"
for part in update.1000 connect.16 fleet; do
  "$host" bench --plugin "$work/fleeting-plugin-aws" --only $part >&2
done

# Lines of "address 0 name" and "address n", where n counts the pieces; then each name with the least n that lies behind it. qemu loads the
# program at 0x4000000000, and seven digits are enough for what lies in it.
{
  eng/methods.sh "$plugin.dbg" | awk '{ print substr($1, 10), 0, $2 }'
  cat "$work"/*.blocks | awk '/^IN:/ { getline; if (/^0x400/ && !seen[$1]++) print substr($1, 6, 7), ++n }'
} | sort --key=1,1 --key=2,2n | awk '
  $3 != "" { names = $1 == at ? names " " $3 : $3; at = $1; next }
  names != "" && names != "-" && (!(names in first) || $2 < first[names]) { first[names] = $2 }
  END { for (names in first) print first[names], names }
' | sort --numeric-sort | cut --delimiter=' ' --fields=2- | tr ' ' '\n' >"$work/order"

[ "$(wc -l <"$work/order")" -gt 1000 ] ||
  { echo "could not find the methods of a run: qemu loads programs at another address than 0x4000000000" >&2; exit 1; }
cat "$work/order"
