# What docker/metadata-action writes comes as a second file; the target inherits it.
target "docker-metadata-action" {
  tags = ["registry.example.com/team/app:main"]
  labels = {
    "org.opencontainers.image.version"  = "v1.4.0"
    "org.opencontainers.image.revision" = "0123456789012345678901234567890123456789"
    "org.opencontainers.image.created"  = "2026-01-01T00:00:00Z"
    "org.opencontainers.image.source"   = "https://git.example.com/team/app"
    "com.example.team"                  = "platform"
  }
}

target "app" {
  inherits  = ["docker-metadata-action"]
  platforms = ["linux/amd64", "linux/arm64"]
}

group "default" { targets = ["app"] }
