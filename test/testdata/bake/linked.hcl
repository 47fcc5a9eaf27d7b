# A target whose context is another target, and one whose Dockerfile stands in the file.
target "base" {
  dockerfile-inline = <<EOT
# syntax=docker/dockerfile:1
FROM scratch
COPY certs /etc/ssl/certs
EOT
}
target "app" {
  contexts  = { base = "target:base" }
  platforms = ["linux/amd64"]
}
group "default" { targets = ["app", "base"] }
