#!/bin/sh
# Runs jboss-cli scripts on a WildFly: apply.sh [--dry-run | --offline] [FILE.cli ...] [-- OPTION ...]
#
#   apply.sh                        danmaku.cli, on the server that runs here
#   apply.sh datasource.cli logfile.cli
#   apply.sh --dry-run tuned.cli    shows what it would change in the configuration, and changes nothing
#   apply.sh --offline tuned.cli    changes the configuration of a server that is stopped
#   apply.sh danmaku.cli -- --controller=host:9990 --user=admin
#
# JBOSS_HOME says where WildFly is; JBOSS_BASE_DIR, where it is not JBOSS_HOME/standalone, its base folder, and
# JBOSS_CONFIG, where it is not standalone.xml, the file in that folder's configuration.
# Ends with 0 when all went well, also when there was nothing to change; with 1 when the server refused something, and 2 when it was called
# wrongly.
set -eu

fail() {
  echo "apply.sh: $1" >&2
  exit 2
}

mode=online
case ${1-} in
  --dry-run) mode=dry; shift ;;
  --offline) mode=offline; shift ;;
  -h | --help) sed -n '2,/^set -eu/{/^set/d;s/^# \{0,1\}//;p;}' "$0"; exit 0 ;;
esac

here=$(cd "$(dirname "$0")" && pwd)
[ -n "${JBOSS_HOME-}" ] || fail "JBOSS_HOME is not set: the folder that WildFly is in"
[ -f "$JBOSS_HOME/bin/jboss-cli.sh" ] || fail "there is no bin/jboss-cli.sh in JBOSS_HOME, $JBOSS_HOME"
base=${JBOSS_BASE_DIR:-$JBOSS_HOME/standalone}
config=${JBOSS_CONFIG:-standalone.xml}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

all=$work/all.cli
[ "$mode" = online ] || echo "embed-server --server-config=$config --std-out=discard" >"$all"
scripts=0
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  case $1 in -*) fail "no such option: $1" ;; esac
  file=$1
  [ -f "$file" ] || file=$here/$1
  [ -f "$file" ] || fail "there is no file $1"
  cat "$file" >>"$all"
  scripts=$((scripts + 1))
  shift
done
[ "${1-}" != -- ] || shift
[ $scripts -gt 0 ] || cat "$here/danmaku.cli" >>"$all"

if [ "$mode" = online ]; then
  # Says reload-required where something takes effect only with the server's next start, or with reload.
  echo ":read-attribute(name=server-state)" >>"$all"
  "$JBOSS_HOME/bin/jboss-cli.sh" --connect "$@" --file="$all" || exit 1
  exit 0
fi

[ -f "$base/configuration/$config" ] || fail "there is no $base/configuration/$config"
echo stop-embedded-server >>"$all"
if [ "$mode" = dry ]; then
  cp -r "$base/configuration" "$work/configuration"
  before=$base
  base=$work
fi
JAVA_OPTS="${JAVA_OPTS-} -Djboss.server.base.dir=$base" "$JBOSS_HOME/bin/jboss-cli.sh" "$@" --file="$all" || exit 1
[ "$mode" = offline ] || ! diff -u "$before/configuration/$config" "$base/configuration/$config" ||
  echo "nothing to change"
