package main

import (
	"os"
	"strings"
	"testing"
)

// TestConfined holds what the examples of deployment take from the server. What the unit
// takes .ci/confined measures too, where systemd-analyze is there.
func TestConfined(t *testing.T) {
	for path, lines := range map[string][]string{
		"../../compose.yaml": {
			"read_only: true", `user: "65532:65532"`, "cap_drop: [ALL]", `security_opt: ["no-new-privileges:true"]`, "mem_limit: 1g", "memswap_limit: 1g", "pids_limit: 256", `volumes: ["reftel-data:/data:ro"]`,
			`ports: ["127.0.0.1:8080:8080"]`, `test: ["CMD", "/reftel", "healthcheck"]`, "network_mode: none",
		},
		"../../Dockerfile": {"FROM scratch", "USER 65532", `CMD ["/reftel", "healthcheck"]`},
		"../../deploy/reftel.service": {
			"DynamicUser=yes", "NoNewPrivileges=yes", "CapabilityBoundingSet=", "ProtectSystem=strict", "ProtectHome=yes", "PrivateDevices=yes", "MemoryMax=1G", "MemoryDenyWriteExecute=yes", "RestrictAddressFamilies=", "SystemCallFilter=", "IPAddressDeny=any",
		},
	} {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range lines {
			if !strings.Contains(string(b), line) {
				t.Errorf("%s has no %s", path, line)
			}
		}
	}
}
