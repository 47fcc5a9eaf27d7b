# Variables from the environment, functions of the file, and conditions.
variable "REPO" { default = "registry.example.com/team/app" }
variable "VERSION" { default = "" }
variable "PLATFORMS" { default = "linux/amd64,linux/arm64" }

function "tags" {
  params = [repo, version]
  result = version == "" ? ["${repo}:edge"] : ["${repo}:${version}", "${repo}:latest"]
}

target "app" {
  args      = { VERSION = notequal("", VERSION) ? VERSION : "0.0.0-dev" }
  platforms = split(",", PLATFORMS)
  tags      = tags(REPO, VERSION)
}

group "default" { targets = ["app"] }
