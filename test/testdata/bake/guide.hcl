# One program, two platforms, a named context and a Dockerfile, as guides show it.
target "app" {
  context    = "."
  dockerfile = "Dockerfile"
  contexts   = { golang = "docker-image://golang:1.26-alpine" }
  args       = { VERSION = "1.2.3" }
  platforms  = ["linux/amd64", "linux/arm64"]
  tags       = ["registry.example.com/team/app:1.2.3", "registry.example.com/team/app:latest"]
}

group "default" { targets = ["app"] }
