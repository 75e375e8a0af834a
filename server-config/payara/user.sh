#!/bin/sh
# Makes a user of the application on a Payara Server, or gives one another password and role: user.sh NAME ROLE [-- OPTION ...]
#
#   user.sh ann danmaku-host        asks for the password, or reads it from its input's first line
#   user.sh ann danmaku-host -- --port 4848 --user admin --passwordfile FILE
#
# ROLE is danmaku-viewer, danmaku-host, danmaku-moderator, danmaku-monitor or danmaku-admin, or several with colons between them. The user
# is one of the realm "file"; a group has the role of its name. Doing it again with the same password changes nothing.
# PAYARA_HOME says where Payara is, the folder with bin/asadmin. OPTIONs are those that asadmin takes before its command.
set -eu

fail() {
  echo "user.sh: $1" >&2
  exit 2
}

[ $# -ge 2 ] || fail "usage: user.sh NAME ROLE [-- OPTION ...]"
name=$1
roles=$2
shift 2
[ $# -eq 0 ] || [ "$1" = -- ] || fail "usage: user.sh NAME ROLE [-- OPTION ...]"
[ $# -eq 0 ] || shift
[ -n "${PAYARA_HOME-}" ] || fail "PAYARA_HOME is not set: the folder that Payara is in"
[ -x "$PAYARA_HOME/bin/asadmin" ] || fail "there is no bin/asadmin in PAYARA_HOME, $PAYARA_HOME"
for role in $(echo "$roles" | tr : ' '); do
  case $role in
    danmaku-viewer | danmaku-host | danmaku-moderator | danmaku-monitor | danmaku-admin) ;;
    *) fail "$role is no role of the application" ;;
  esac
done

passwords=$(mktemp)
trap 'rm -f "$passwords"; [ ! -t 0 ] || stty echo' EXIT
trap 'exit 1' INT TERM
if [ -t 0 ]; then
  printf 'Password of %s: ' "$name" >&2
  stty -echo
fi
IFS= read -r password || [ -n "$password" ] || fail "no password"
[ -n "$password" ] || fail "no password"
[ ! -t 0 ] || echo >&2

# asadmin takes one file of passwords: the administrator's goes into ours.
previous=
for option in "$@"; do
  [ "$previous" != --passwordfile ] || cat "$option" >>"$passwords"
  previous=$option
done
printf '\nAS_ADMIN_USERPASSWORD=%s\n' "$password" >>"$passwords"

asadmin() {
  "$PAYARA_HOME/bin/asadmin" --interactive=false "$@"
}
verb=create
! asadmin "$@" list-file-users | grep -qx -- "$name" || verb=update
asadmin "$@" --passwordfile "$passwords" "$verb-file-user" --groups "$roles" "$name"
