#!/bin/sh
# Makes a user of the application on a WildFly, or gives one another password and role: user.sh NAME ROLE
#
#   user.sh ann danmaku-host        asks for the password, or reads it from its input's first line
#
# ROLE is danmaku-viewer, danmaku-host, danmaku-moderator, danmaku-monitor or danmaku-admin, or several with commas between them. The user
# is one of the ApplicationRealm, in files that WildFly reads again by itself. Doing it again with the same password changes nothing.
# JBOSS_HOME says where WildFly is; JBOSS_BASE_DIR, where it is not JBOSS_HOME/standalone, its base folder.
set -eu

fail() {
  echo "user.sh: $1" >&2
  exit 2
}

[ $# -eq 2 ] || fail "usage: user.sh NAME ROLE"
[ -n "${JBOSS_HOME-}" ] || fail "JBOSS_HOME is not set: the folder that WildFly is in"
for role in $(echo "$2" | tr , ' '); do
  case $role in
    danmaku-viewer | danmaku-host | danmaku-moderator | danmaku-monitor | danmaku-admin) ;;
    *) fail "$role is no role of the application" ;;
  esac
done

if [ -t 0 ]; then
  trap 'stty echo' EXIT
  trap 'exit 1' INT TERM
  printf 'Password of %s: ' "$1" >&2
  stty -echo
fi
IFS= read -r password || [ -n "$password" ] || fail "no password"
[ -n "$password" ] || fail "no password"
[ ! -t 0 ] || echo >&2

# add-user.sh knows no other way than its arguments, which whoever is logged in on this machine could read for the second that it takes.
exec "$JBOSS_HOME/bin/add-user.sh" -a -s -sc "${JBOSS_BASE_DIR:-$JBOSS_HOME/standalone}/configuration" \
  -u "$1" -p "$password" -g "$2"
