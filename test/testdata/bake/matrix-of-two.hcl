# A matrix over two things, with objects in it.
target "app" {
  name = "app-${item.name}-${replace(go, ".", "-")}"
  matrix = {
    item = [{ name = "alpine", base = "alpine:3.22" }, { name = "scratch", base = "scratch" }]
    go   = ["1.25", "1.26"]
  }
  args      = { BASE = item.base, GO_VERSION = go }
  platforms = ["linux/amd64"]
}

group "default" { targets = ["app"] }
