# A tool that is built for many platforms, with one target to load and one for all.
target "_platforms" {
  platforms = ["linux/386", "linux/amd64", "linux/arm/v6", "linux/arm/v7", "linux/arm64", "linux/ppc64le", "linux/riscv64", "linux/s390x"]
}
target "binaries" {
  target = "binaries"
  output = ["./bin/build"]
}
target "image" {
  tags   = ["registry.example.com/tool:local"]
  output = ["type=docker"]
}
target "image-cross" {
  inherits = ["image", "_platforms"]
  output   = ["type=image"]
  attest   = ["type=provenance,mode=max", "type=sbom"]
}
group "default" { targets = ["binaries", "image"] }
