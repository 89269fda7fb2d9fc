#!/usr/bin/env bash
# Runs tests of the service and of the SDKs with each kind of store that is not the default: a file, and three emulators on one PostgreSQL, of which each connection gets the next. Those of the service are
# only those of controls, the journal, roles and tenants, and the SDKs' run with PostgreSQL alone, as all of them take half an hour on a slow machine:
#   .ci/stores.sh all
set -uo pipefail
cd "$(dirname "$0")/.." || exit
result=0
service=()
for namespace in Http Tenancy Products Gateway; do
  service+=(--filter-namespace "ResetPassword.Tests.$namespace*")
done
few=(--filter-class "*StateControlsTests" --filter-class "*ClockControlsTests" --filter-class "*TemporaryKeyTests" --filter-class "*AuthorizationTests" --filter-class "*TenantCallsTests"
  --filter-class "*RequestControlsTests" --filter-class "*RequestStreamTests" --filter-class "*CauseTests")
[ "${1:-}" != all ] || few=("${service[@]}")

echo "== sqlite"
RESETPASSWORD_STORE=sqlite dotnet test --project tests/ResetPassword.Tests "${few[@]}" || result=1
[ "${1:-}" != all ] || RESETPASSWORD_STORE=sqlite dotnet test --project tests/ResetPassword.SdkTests || result=1
echo "== postgres3"
RESETPASSWORD_STORE=postgres3 dotnet test --project tests/ResetPassword.SdkTests || result=1
RESETPASSWORD_STORE=postgres3 dotnet test --project tests/ResetPassword.Tests "${few[@]}" || result=1
exit $result
