#!/bin/sh
# Runs files of asadmin commands on a Payara Server: apply.sh [--dry-run] [FILE.asadmin ...] [-- OPTION ...]
#
#   apply.sh                        danmaku.asadmin and logger.asadmin, on the server that runs here
#   apply.sh datasource.asadmin tuned.asadmin
#   apply.sh --dry-run tuned.asadmin     shows the commands that would change something, and changes nothing
#   apply.sh danmaku.asadmin -- --host HOST --port 4848 --user admin --passwordfile FILE
#
# It first asks the server what it has, and leaves out what is done already: asadmin itself fails at what exists, and goes on.
# PAYARA_HOME says where Payara is, the folder with bin/asadmin. OPTIONs are those that asadmin takes before its command.
# Ends with 0 when all went well, also when there was nothing to change; with 1 when the server refused something, and 2 when it was called
# wrongly.
set -eu

fail() {
  echo "apply.sh: $1" >&2
  exit 2
}

dry=
case ${1-} in
  --dry-run) dry=yes; shift ;;
  -h | --help) sed -n '2,/^set -eu/{/^set/d;s/^# \{0,1\}//;p;}' "$0"; exit 0 ;;
esac

here=$(cd "$(dirname "$0")" && pwd)
[ -n "${PAYARA_HOME-}" ] || fail "PAYARA_HOME is not set: the folder that Payara is in"
[ -x "$PAYARA_HOME/bin/asadmin" ] || fail "there is no bin/asadmin in PAYARA_HOME, $PAYARA_HOME"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

: >"$work/wanted"
scripts=0
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  case $1 in -*) fail "no such option: $1" ;; esac
  file=$1
  [ -f "$file" ] || file=$here/$1
  [ -f "$file" ] || fail "there is no file $1"
  cat "$file" >>"$work/wanted"
  scripts=$((scripts + 1))
  shift
done
[ "${1-}" != -- ] || shift
[ $scripts -gt 0 ] || cat "$here/danmaku.asadmin" "$here/logger.asadmin" >>"$work/wanted"

# asadmin's multimode ends with 0 whatever its commands do.
asadmin() {
  commands=$1
  shift
  "$PAYARA_HOME/bin/asadmin" --interactive=false "$@" multimode --file "$commands" 2>&1 |
    grep -v -e '^Unable to retrieve infocmp' -e '^Command multimode executed'
}

printf '%s\n' 'get *' list-log-levels >"$work/questions"
asadmin "$work/questions" "$@" >"$work/state" || true
if ! grep -q '^Command get executed' "$work/state" || ! grep -q '^Command list-log-levels executed' "$work/state"; then
  echo "apply.sh: the server does not say what it has:" >&2
  cat "$work/state" >&2
  exit 1
fi

# Lines of what the server has, KEY=VALUE and LOGGER<tab><LEVEL>, decide about each command.
awk '
  function option(name) {
    for (i = 2; i <= NF; i++) if (index($i, "--" name "=") == 1) return substr($i, length(name) + 4)
    return ""
  }
  function has(prefix) {
    for (key in value) if (index(key, prefix) == 1) return 1
    return 0
  }
  function is_set(pattern, wanted, found, key) {
    gsub(/[.]/, "[.]", pattern)
    gsub(/\*/, "[^.]*", pattern)
    found = 0
    for (key in value) if (key ~ ("^" pattern "$")) { if (value[key] != wanted) return 0; found = 1 }
    return found
  }
  FNR == NR {
    at = index($0, "=")
    if (at) value[substr($0, 1, at - 1)] = substr($0, at + 1)
    else if (split($0, part, "\t") == 2) level[part[1]] = 1
    next
  }
  /^[ \t]*(#|$)/ { next }
  {
    at = index($2, "=")
    if ($1 == "set") done = is_set(substr($2, 1, at - 1), substr($2, at + 1))
    else if ($1 == "set-log-levels") done = substr($2, 1, at - 1) in level
    else if ($1 == "delete-log-levels") done = !($2 in level)
    else if ($1 == "set-config-property") done = ("property.payara.microprofile." option("propertyName")) in value
    else if ($1 == "delete-config-property") done = !(("property.payara.microprofile." option("propertyName")) in value)
    else if ($1 ~ /^create-/) done = has("resources." substr($1, 8) "." $NF ".")
    else if ($1 ~ /^delete-/) done = !has("resources." substr($1, 8) "." $NF ".")
    else { print "apply.sh: cannot tell whether this is done already: " $0 >"/dev/stderr"; exit 2 }
    if (!done) print
  }
' "$work/state" "$work/wanted" >"$work/commands"

if [ ! -s "$work/commands" ]; then
  echo "nothing to change"
elif [ -n "$dry" ]; then
  cat "$work/commands"
else
  asadmin "$work/commands" "$@" | tee "$work/outcome"
  ! grep -q '^Command .* failed' "$work/outcome" || exit 1
fi
