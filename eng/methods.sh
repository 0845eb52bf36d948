#!/usr/bin/env bash
# Prints "address name" of the methods of a program, as they lie in it, and "address -" for their end.
# usage: eng/methods.sh PROGRAM.dbg
set -euo pipefail

LC_ALL=C llvm-nm --numeric-sort "$1" | awk '
  { address[NR] = $1 ""; name[NR] = $3; at[$3] = $1 "" }
  END {
    begin = at["__start___managedcode"]; end = at["__stop___managedcode"]
    for (i = 1; i <= NR; i++)
      if (address[i] >= begin && address[i] < end && name[i] != "__start___managedcode") print address[i], name[i]
    print end, "-"
  }'
