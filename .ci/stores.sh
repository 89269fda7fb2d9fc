#!/usr/bin/env bash
# Runs the tests of the service, of the canary and of the SDKs with each kind of store that is not the default: a file, and three emulators on one PostgreSQL, of which each connection gets the next.
# The other tests know no store, or look for one of their own, and are run once, by dotnet test.
#   .ci/stores.sh [KIND...]      sqlite, postgres, postgres3
set -uo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- sqlite postgres3
result=0
for kind in "$@"; do
  echo "== $kind"
  export RESETPASSWORD_STORE=$kind
  dotnet test --project tests/ResetPassword.Tests --filter-namespace "ResetPassword.Tests.Http*" --filter-namespace "ResetPassword.Tests.Tenancy*" \
    --filter-namespace "ResetPassword.Tests.Products*" --filter-namespace "ResetPassword.Tests.Gateway*" --filter-namespace "ResetPassword.Tests.Store" || result=1
  dotnet test --project tests/ResetPassword.SdkTests || result=1
done
exit $result
