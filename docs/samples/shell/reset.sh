#!/bin/sh
# Resets a password with the command line, meets a fault, and proves what happened with the controls.
set -eu
resetpassword=${RESETPASSWORD:-resetpassword}
endpoint=${ENDPOINT:-http://127.0.0.1:8080}

control() { curl -sS --fail-with-body -H 'Content-Type: application/json' "$@"; }
reset() { $resetpassword call rds ResetAccountPassword --DBInstanceId rm-running --AccountName test1 --AccountPassword "$1" --endpoint "$endpoint"; }

reset New_pass1
control "$endpoint/_emulator/instances/rm-running/accounts/test1/verify-password" -d '{"password":"New_pass1"}'

# The next call is throttled and changes nothing; the one after it goes through.
control "$endpoint/_emulator/faults" -d '{"match":{"product":"Rds","action":"ResetAccountPassword"},"error":{"code":"Throttling.User"},"schedule":{"first":1}}'
reset Newer_pass1 || echo "throttled"
reset Newer_pass1
control "$endpoint/_emulator/requests/count?action=ResetAccountPassword&code=OK"
