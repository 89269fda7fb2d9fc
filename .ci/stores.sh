#!/usr/bin/env bash
# Runs tests of the service with each kind of store that is not the default: a file, and three emulators on one PostgreSQL, of which each connection gets the next. With a file they are all tests that
# call a service; with PostgreSQL, where each emulator needs a database, those of controls, roles and tenants. RESETPASSWORD_STORE=postgres3 dotnet test runs all.
set -uo pipefail
cd "$(dirname "$0")/.."
result=0
echo "== sqlite"
RESETPASSWORD_STORE=sqlite dotnet test --project tests/ResetPassword.Tests --filter-namespace "ResetPassword.Tests.Http*" --filter-namespace "ResetPassword.Tests.Tenancy*" \
  --filter-namespace "ResetPassword.Tests.Products*" --filter-namespace "ResetPassword.Tests.Gateway*" || result=1
RESETPASSWORD_STORE=sqlite dotnet test --project tests/ResetPassword.SdkTests || result=1
echo "== postgres3"
RESETPASSWORD_STORE=postgres3 dotnet test --project tests/ResetPassword.Tests --filter-class "*StateControlsTests" --filter-class "*ClockControlsTests" \
  --filter-class "*TemporaryKeyTests" --filter-class "*AuthorizationTests" --filter-class "*TenantCallsTests" || result=1
exit $result
