# Annotations for the index, for manifests, and for one platform; an argument that is left to the environment.
target "app" {
  args = { HTTP_PROXY = null, VERSION = "2.0.0" }
  annotations = [
    "index,manifest:com.example.team=platform",
    "com.example.tier=web",
    "manifest[linux/amd64]:com.example.arch=x",
    "index:org.opencontainers.image.description=a text with = in it",
  ]
  labels    = { "com.example.team" = "platform" }
  platforms = ["linux/amd64"]
}
group "default" { targets = ["app"] }
