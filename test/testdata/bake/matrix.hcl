# One target a program, by a matrix.
variable "TAG" { default = "dev" }

target "program" {
  name      = "program-${cmd}"
  matrix    = { cmd = ["server", "agent", "ctl"] }
  args      = { CMD = cmd, VERSION = TAG }
  platforms = ["linux/amd64"]
  tags      = ["registry.example.com/team/${cmd}:${TAG}"]
}

group "default" { targets = ["program"] }
