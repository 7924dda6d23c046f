#!/usr/bin/env bash
# The step of action.yml: installs inflight, and runs it with annotations for GitHub.
set -euo pipefail

# GOFLAGS may be meant for the module that is looked at, such as -mod=vendor.
GOBIN="$RUNNER_TEMP/inflight" GOFLAGS='' go install "github.com/inflight-go/inflight/cmd/inflight@$INFLIGHT_VERSION"
inflight="$RUNNER_TEMP/inflight/inflight"

set -f # the stars in the names of methods are no patterns
read -r -d '' -a args <<<"$INFLIGHT_ARGS" || true

code=0
"$inflight" -format=github ${args[@]+"${args[@]}"} || code=$?
if [ -n "$INFLIGHT_SARIF" ]; then
	# All results are in the cache now.
	sarif=0
	"$inflight" -sarif ${args[@]+"${args[@]}"} >"$INFLIGHT_SARIF" || sarif=$?
	if [ "$sarif" -gt "$code" ]; then code=$sarif; fi
fi

# 1 means findings, 2 that packages could not be analyzed.
if [ "$code" -eq 1 ] && [ "$INFLIGHT_FAIL" = false ]; then code=0; fi
exit "$code"
