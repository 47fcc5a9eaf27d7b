# Secrets, caches and hosts: all of it belongs to an engine.
target "app" {
  secret        = ["id=github,env=GITHUB_TOKEN"]
  cache-from    = ["type=gha"]
  cache-to      = ["type=gha,mode=max"]
  extra-hosts   = { "proxy.example.com" = "10.0.0.1" }
  network       = "none"
  no-cache      = true
  pull          = true
  shm-size      = "128m"
  platforms     = ["linux/amd64"]
  tags          = ["registry.example.com/team/app:v1"]
}

group "default" { targets = ["app"] }
