# Groups of groups, and targets that are no programs beside those that are.
group "default" { targets = ["images", "checks"] }
group "images" { targets = ["server", "agent"] }
group "checks" { targets = ["lint", "test"] }

target "_common" {
  context = "."
  args    = { GO_VERSION = "1.26" }
}
target "server" {
  inherits  = ["_common"]
  platforms = ["linux/amd64", "linux/arm64"]
}
target "agent" {
  inherits  = ["_common"]
  platforms = ["linux/arm64"]
}
target "lint" {
  inherits = ["_common"]
  target   = "lint"
  output   = ["type=cacheonly"]
}
target "test" {
  inherits = ["_common"]
  target   = "test-coverage"
  output   = ["./bin/coverage"]
}
